internal import ArgumentParser
internal import Model
internal import RunEngine

/// What is done about rows that a check refuses.
struct CheckOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Send rows that a check refuses, by its word, such as overlap; may be given more than once.",
            valueName: "check"
        )
    )
    var allow: [String] = []

    @Option(
        help: ArgumentHelp(
            "Leave rows out that a check refuses, by its word, and send the others; may be given more than once.",
            valueName: "check"
        )
    )
    var leaveOut: [String] = []

    @Flag(help: "The same as --allow lockout.")
    var allowLockout = false

    mutating func validate() throws {
        for word in Self.words(allow) {
            guard let check = RowCheck(rawValue: word) else { throw unknown("--allow", word, RowCheck.allowable) }
            guard check.canBeAllowed else {
                throw ValidationError("--allow \(word): such rows can only be left out, with --leave-out \(word)")
            }
        }
        for word in Self.words(leaveOut) where RowCheck(rawValue: word) == nil {
            throw unknown("--leave-out", word, RowCheck.allCases)
        }
        if let both = allowed.intersection(leftOut).map(\.rawValue).min() {
            throw ValidationError("\(both) cannot be allowed and left out at once; give it once")
        }
    }

    /// The checks that may be passed over.
    var allowed: Set<RowCheck> {
        Set(Self.words(allow).compactMap(RowCheck.init)).union(allowLockout ? [.lockout] : [])
    }

    /// The checks whose rows are left out.
    var leftOut: Set<RowCheck> { Set(Self.words(leaveOut).compactMap(RowCheck.init)) }

    /// The options that say the same, in a steady order.
    var options: [String] {
        let words = RowCheck.allCases
        return words.filter(allowed.contains).flatMap { ["--allow", $0.rawValue] }
            + words.filter(leftOut.contains).flatMap { ["--leave-out", $0.rawValue] }
    }

    /// The words of `overlap,lockout`, or of an option that was given several times.
    private static func words(_ values: [String]) -> [String] {
        values.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }

    private func unknown(_ option: String, _ word: String, _ checks: [RowCheck]) -> ValidationError {
        let words = checks.map(\.rawValue)
        let nearest = Suggestion.nearest(to: word, among: words).map { "did you mean \($0)?" }
        let advice = nearest ?? "there are \(words.joined(separator: ", "))"
        return ValidationError("\(option): there is no check \"\(word.shown)\"; \(advice)")
    }
}
