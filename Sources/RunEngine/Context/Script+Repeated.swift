internal import Model

extension Engine.Script {
    /// What an argument of a script does that only chooses stays, as an option of its name does.
    package enum Choosing: String, Hashable, Sendable {
        case house, door, name
    }

    /// Tells of runs that have moved a stay whether they came of the same text with arguments that mean the same to that stay,
    /// however they were spelled: by place or by name, in any order, with a default or without.
    ///
    /// An argument that only chooses stays, such as `house=`, does not count: what it gives a stay is the same with it, with the
    /// option of its name, or without.
    func repeats() -> (RunRecord) -> Bool {
        let choosing = choosing()
        return matches { texts in
            texts.filter { text in !choosing.keys.contains { text.hasPrefix("\($0)=") } }
        }
    }

    /// Tells of runs whether they came of the same text with arguments that mean the same: what a run that stopped is known by.
    ///
    /// An option that `selection` has of what was typed now counts as the argument of its name.
    func isSame(choosing selection: RowSelection) -> (RunRecord) -> Bool {
        let isTyped = matches { $0 }
        let options = choosing().sorted { $0.key < $1.key }.compactMap { name, kind -> String? in
            let texts = selection.texts(of: kind)
            return texts.count == 1 ? "\(name)=\(texts[0])" : nil
        }
        guard !options.isEmpty else { return isTyped }
        var other = self
        other.arguments += options
        let isChosen = other.matches { $0 }
        return { isTyped($0) || isChosen($0) }
    }

    /// Tells of runs of the same text whether their arguments are the same in the form that `form` gives them.
    private func matches(_ form: @escaping ([String]) -> [String]) -> (RunRecord) -> Bool {
        let hash = hash
        let own = form(spelled(arguments))
        // Thousands of rows can have been moved by one run.
        var known = [arguments: true]
        return { run in
            guard !hash.isEmpty, run.scriptHash == hash else { return false }
            if let isSame = known[run.arguments] { return isSame }
            let isSame = form(spelled(run.arguments)) == own
            known[run.arguments] = isSame
            return isSame
        }
    }
}

extension RowSelection {
    fileprivate func texts(of kind: Engine.Script.Choosing) -> [String] {
        switch kind {
        case .house: houses
        case .door: doors
        case .name: names
        }
    }
}
