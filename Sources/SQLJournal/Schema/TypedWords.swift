/// The options of a schedule as they were kept before they had a version: as words of a command line.
///
/// What a migration makes must be the same on every day. So the rules of that time are written out here, and nothing asks a
/// parser, a check or a list of the present; this file is not to be changed with them.
enum TypedWords {
    /// The column of version 1 for a column of words; of version 0, which keeps the words, where they cannot be turned.
    static func text(_ column: String?, allowsDirect: Bool) -> String {
        guard let column, let words = items(column) else { return list(["0", column ?? "no text"]) }
        let direct = allowsDirect ? ["--allow-direct"] : []
        guard let fields = fields(of: words + direct) else { return list(["0"] + words + direct) }
        return list(["1"] + fields)
    }

    private static let checks = [
        "lockout", "mixed", "shorten", "overlap", "recent", "busy", "unfinished_run", "once", "zone_data",
    ]
    private static let onlyLeftOut = ["busy", "unfinished_run"]

    /// Names and values in turn, in the order of version 1; nil where a word is not of that time.
    private static func fields(of words: [String]) -> [String]? {
        var single: [String: String] = [:]
        var many: [String: [String]] = [:]
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == "--allow-lockout" {
                many["allow", default: []].append("lockout")
                continue
            }
            if word == "--allow-direct" {
                single["allow_direct"] = "yes"
                continue
            }
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard let value = parts.count == 2 ? parts[1] : rest.popFirst() else { return nil }
            guard let (name, values) = turned(parts[0], value) else { return nil }
            if ["allow", "leave_out", "read"].contains(name) {
                many[name, default: []] += values
            } else {
                single[name] = values[0]
            }
        }
        let (allowed, leftOut) = (many["allow"] ?? [], many["leave_out"] ?? [])
        guard Set(allowed).isDisjoint(with: leftOut), Set(allowed).isDisjoint(with: onlyLeftOut) else { return nil }
        many["allow"] = checks.filter(allowed.contains)
        many["leave_out"] = checks.filter(leftOut.contains)
        return order.flatMap { name in (many[name] ?? single[name].map { [$0] } ?? []).flatMap { [name, $0] } }
    }

    private static let order = [
        "max_groups", "max_shift_ms", "settings", "allow", "leave_out", "allow_direct", "stop_at_percent",
        "memory_bytes", "time_ms", "read",
    ]

    /// The name and the values of one option.
    private static func turned(_ option: String, _ value: String) -> (name: String, values: [String])? {
        switch option {
        case "--max-groups": number("max_groups", Int64(value), from: 1)
        case "--max-shift": number("max_shift_ms", milliseconds(value), from: .min)
        case "--settings": ("settings", [value])
        case "--allow": words("allow", value)
        case "--leave-out": words("leave_out", value)
        case "--stop-at":
            number("stop_at_percent", value.hasSuffix("%") ? Int64(value.dropLast()) : nil, from: 1, to: 100)
        case "--memory-limit": number("memory_bytes", bytes(value), from: 1 << 20)
        case "--time-limit": number("time_ms", milliseconds(value), from: 1)
        case "--allow-read": ("read", [value])
        default: nil
        }
    }

    private static func number(
        _ name: String,
        _ number: Int64?,
        from lowest: Int64,
        to highest: Int64 = .max,
    ) -> (name: String, values: [String])? {
        guard let number, (lowest...highest).contains(number) else { return nil }
        return (name, ["\(number)"])
    }

    private static func words(_ name: String, _ value: String) -> (name: String, values: [String])? {
        let words = value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        return words.allSatisfy(checks.contains) ? (name, words) : nil
    }

    /// The bytes of `64MB`.
    private static func bytes(_ text: String) -> Int64? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(digits.count).uppercased().filter { $0 != " " }
        let units: [String: Int64] = ["KB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30]
        guard let count = Int64(digits), let size = units[unit] else { return nil }
        let (bytes, isTooLarge) = count.multipliedReportingOverflow(by: size)
        return isTooLarge ? nil : bytes
    }

    /// The milliseconds of `2h30m`, `+90m`, `-1.5s` or `PT2H30M`; each unit at most once, in order.
    private static func milliseconds(_ text: String) -> Int64? {
        var rest = Substring(text)
        let sign: Int64 = rest.first == "-" ? -1 : 1
        if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
        var units: [(Character, Int64)] = [("h", 3_600_000), ("m", 60_000), ("s", 1000)]
        if rest.hasPrefix("PT") {
            rest = rest.dropFirst(2)
            units = [("H", 3_600_000), ("M", 60_000), ("S", 1000)]
        }
        var total: Int64 = 0
        repeat {
            guard let whole = takeDigits(&rest).flatMap({ Int64($0) }) else { return nil }
            var thousandths: Int64?
            if rest.first == "." {
                rest.removeFirst()
                guard let digits = takeDigits(&rest), digits.count <= 3 else { return nil }
                thousandths = Int64(digits + String(repeating: "0", count: 3 - digits.count))
            }
            guard let unit = rest.popFirst(), let place = units.firstIndex(where: { $0.0 == unit }) else { return nil }
            let scale = units[place].1
            units.removeFirst(place + 1)
            if thousandths != nil, scale != 1000 { return nil }
            let (product, overflow) = whole.multipliedReportingOverflow(by: sign * scale)
            let (sum, carry) = total.addingReportingOverflow(product)
            let (added, carryAgain) = sum.addingReportingOverflow(sign * (thousandths ?? 0))
            guard !overflow, !carry, !carryAgain else { return nil }
            total = added
        } while !rest.isEmpty
        return total
    }

    private static func takeDigits(_ rest: inout Substring) -> String? {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        rest = rest.dropFirst(digits.count)
        return digits.isEmpty ? nil : String(digits)
    }

    /// The texts of a list: each with the number of its scalars and a colon before it, and a comma behind it.
    private static func items(_ text: String) -> [String]? {
        var items: [String] = []
        var rest = Array(text.unicodeScalars)[...]
        while !rest.isEmpty {
            guard let colon = rest.firstIndex(of: ":"), let length = Int(string(rest[..<colon])), length >= 0,
                length < rest.endIndex - colon - 1, rest[colon + 1 + length] == ","
            else { return nil }
            items.append(string(rest[(colon + 1)..<(colon + 1 + length)]))
            rest = rest[(colon + 2 + length)...]
        }
        return items
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }

    private static func list(_ items: [String]) -> String {
        items.map { "\($0.unicodeScalars.count):\($0)," }.joined()
    }
}
