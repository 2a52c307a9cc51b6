internal import Model

extension Engine.Script {
    /// Tells of runs whether they came of the same text with arguments that mean the same, however they were spelled: by
    /// place or by name, in any order, with a default or without.
    func repeats() -> (RunRecord) -> Bool {
        let hash = hash
        let own = spelled(arguments)
        // Thousands of rows can have been moved by one run.
        var known = [arguments: true]
        return { run in
            guard !hash.isEmpty, run.scriptHash == hash else { return false }
            if let isSame = known[run.arguments] { return isSame }
            let isSame = spelled(run.arguments) == own
            known[run.arguments] = isSame
            return isSame
        }
    }
}
