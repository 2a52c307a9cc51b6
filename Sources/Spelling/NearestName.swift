/// Finds the name that a mistyped one most likely stands for.
package enum NearestName {
    /// The bytes of a name that is looked at, and the letters that are shown: a longer one is no slip of the keyboard,
    /// and looking at it would take its length squared.
    private static let longest = 200

    /// The candidate with the fewest slips of the keyboard, the first of equals; nil when it takes more than a third of
    /// the letters.
    ///
    /// `startsAt` and `starts-at` count as `starts_at`. The name itself is no candidate.
    package static func find(_ name: String, among candidates: some Sequence<String>) -> String? {
        all(name, among: candidates).first
    }

    /// All candidates with the fewest slips of the keyboard, in their order; accents are no slip.
    package static func all(_ name: String, among candidates: some Sequence<String>) -> [String] {
        guard name.utf8.count <= longest else { return [] }
        let wanted = letters(of: name)
        guard !wanted.isEmpty else { return [] }
        var best: (names: [String], distance: Int)?
        for candidate in candidates where candidate != name && candidate.utf8.count <= longest {
            let other = letters(of: candidate)
            let allowed = max(1, max(wanted.count, other.count) / 3)
            let most = min(allowed, best?.distance ?? allowed)
            guard let distance = EditDistance.between(wanted, other, most: most) else { continue }
            let equals = best.map { $0.distance == distance ? $0.names : [] } ?? []
            best = (equals + [candidate], distance)
        }
        return best?.names ?? []
    }

    /// `did you mean "<nearest>"?`, nil when none is near.
    package static func question(_ name: String, among candidates: some Sequence<String>) -> String? {
        find(name, among: candidates).map { "did you mean \"\($0)\"?" }
    }

    /// `<owner> has no <kind> "<name>"; did you mean "<nearest>"?`, or the sorted names that there are.
    ///
    /// More names than `listed` are not listed.
    package static func sentence(
        _ owner: String,
        _ kind: String,
        _ name: String,
        among names: [String],
        listed: Int = .max,
    ) -> String {
        sentence("\(owner) has no \(kind)", name, among: names.sorted(), listed: listed)
    }

    /// `<beginning> "<name>"; did you mean "<nearest>"?`, or the names that there are, in their order.
    package static func sentence(
        _ beginning: String,
        _ name: String,
        among names: [String],
        listed: Int = .max,
    ) -> String {
        let what = "\(beginning) \"\(shown(name))\""
        if let question = question(name, among: names) { return "\(what); \(question)" }
        return names.isEmpty || names.count > listed ? what : "\(what); there are \(names.joined(separator: ", "))"
    }

    /// The beginning of a name that nobody would read to its end.
    private static func shown(_ name: String) -> String {
        name.utf8.count <= longest ? name : "\(String(name.unicodeScalars.prefix(longest)))…"
    }

    private static func letters(of name: String) -> [Character] {
        PlainLetters.of(name.lowercased()).filter { $0 != "_" && $0 != "-" }
    }
}
