internal import Spelling

/// Rules for names of zones, and guesses at what a wrong one meant.
enum ZoneName {
    /// Whether a name has the form of an IANA name and stays inside the zone data's folder.
    static func isValid(_ name: String) -> Bool {
        name.utf8.count <= 80
            && name.utf8.split(separator: 0x2F, omittingEmptySubsequences: false).allSatisfy { part in
                !part.isEmpty
                    && part.allSatisfy { $0.isLetter || $0.digitValue != nil || [0x2B, 0x2D, 0x5F].contains($0) }
            }
            && !name.hasPrefix("right/") && !name.hasPrefix("posix/")
    }

    /// Whether a name in the folder means whatever the machine is set to, or nothing at all.
    static func isHostDependent(_ name: String) -> Bool {
        ["localtime", "posixrules", "Factory"].contains(name)
    }

    /// The names that are most like a wrong one, best first: by abbreviation, place, then spelling.
    static func nearest(to name: String, among names: [String]) -> [String] {
        let wanted = folded(name)
        guard wanted.utf8.count <= 80 else { return [] }
        if let zones = abbreviations[wanted] { return zones }
        if let offset = offset(wanted) { return [offset] }
        let scored = names.compactMap { candidate -> (score: Int, name: String)? in
            guard let score = distance(wanted, folded(candidate)) else { return nil }
            return (score, candidate)
        }
        return scored.sorted { ($0.score, $0.name) < ($1.score, $1.name) }.prefix(6).map(\.name)
    }

    /// What `GMT+5` or `utc-7` means to most people; the data's own `Etc/GMT+5` is five hours the other way.
    private static func offset(_ wanted: String) -> String? {
        guard wanted.hasPrefix("gmt") || wanted.hasPrefix("utc") else { return nil }
        let text = "UTC\(wanted.dropFirst(3))"
        return (try? FixedOffset.parse(text)) == nil ? nil : text
    }

    private static func folded(_ name: String) -> String {
        String(name.lowercased().map { $0 == " " ? "_" : $0 })
    }

    /// How unlike two folded names are, nil when they have nothing to do with each other.
    private static func distance(_ wanted: String, _ candidate: String) -> Int? {
        if wanted == candidate { return 0 }
        let place = candidate.split(separator: "/").last ?? ""
        let wantedPlace = wanted.split(separator: "/").last ?? ""
        guard !wantedPlace.isEmpty else { return nil }
        if wantedPlace == place { return 1 }
        let limit = max(1, wantedPlace.utf8.count / 4)
        let whole = EditDistance.between(Array(wanted), Array(candidate), most: 20) ?? 20
        let places = EditDistance.between(Array(wantedPlace), Array(place), most: limit)
        let best = min(places ?? whole, whole)
        return best <= limit ? best + 2 + whole : nil
    }

    /// Abbreviations that people write for a zone, though several places share them.
    private static let abbreviations = [
        "pst": ["America/Los_Angeles", "America/Vancouver"],
        "pdt": ["America/Los_Angeles", "America/Vancouver"],
        "pt": ["America/Los_Angeles", "America/Vancouver"],
        "mdt": ["America/Denver", "America/Edmonton"],
        "mt": ["America/Denver", "America/Edmonton"],
        "cdt": ["America/Chicago", "America/Winnipeg"],
        "ct": ["America/Chicago", "America/Winnipeg"],
        "edt": ["America/New_York", "America/Toronto"],
        "et": ["America/New_York", "America/Toronto"],
        "bst": ["Europe/London"],
        "cest": ["Europe/Berlin", "Europe/Paris"],
        "eest": ["Europe/Athens", "Europe/Helsinki"],
        "ist": ["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"],
        "aest": ["Australia/Sydney", "Australia/Brisbane"],
        "aedt": ["Australia/Sydney", "Australia/Melbourne"],
        "jst": ["Asia/Tokyo"],
        "z": ["UTC"],
        "est": ["America/New_York", "America/Toronto"],
        "mst": ["America/Denver", "America/Edmonton"],
        "cst": ["America/Chicago", "America/Winnipeg"],
        "hst": ["Pacific/Honolulu"],
        "est5edt": ["America/New_York", "America/Toronto"],
        "cst6cdt": ["America/Chicago", "America/Winnipeg"],
        "mst7mdt": ["America/Denver", "America/Edmonton"],
        "pst8pdt": ["America/Los_Angeles", "America/Vancouver"],
        "cet": ["Europe/Berlin", "Europe/Paris"],
        "met": ["Europe/Berlin", "Europe/Paris"],
        "eet": ["Europe/Athens", "Europe/Helsinki"],
        "wet": ["Europe/Lisbon"],
    ]

    /// Those among them that the zone data has as a fixed offset, with a place that keeps it all year.
    private static let fixed = ["est": "America/Panama", "mst": "America/Phoenix", "hst": "Pacific/Honolulu"]

    /// What is wrong with an abbreviation in the place of a zone, with the places that may be meant; nil for any other name.
    static func abbreviationMessage(_ name: String) -> String? {
        let wanted = folded(name)
        guard wanted != "z", let places = abbreviations[wanted] else { return nil }
        let question = "did you mean \(places.joined(separator: ", "))?"
        guard let all = fixed[wanted] else { return "\(quoted(name)) is no place; \(question)" }
        guard !places.contains(all) else { return "\(quoted(name)) is a fixed offset and no place; \(question)" }
        return "\(quoted(name)) is a fixed offset without summer time; \(question) (\(all) has none either)"
    }
}
