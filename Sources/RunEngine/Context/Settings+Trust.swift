internal import CivilTime
package import Model

// What lies beside a script was put there by whoever wrote the script. So it may narrow what a trusted file or a default
// allows, and describe doors and houses that no trusted file describes; it grants nothing.

extension Settings {
    /// Lays these settings, of a file beside a script, over those of a trusted file, which they can only narrow.
    ///
    /// `own` is the file of the user's own settings, for messages; nil where there is no place for it.
    /// - Throws: `load_error` that names the file, the setting, and where it belongs.
    package mutating func narrow(_ trusted: Settings, own: String?) throws(PlanError) {
        let place = Narrowing(beside: self, trusted: trusted, own: own)
        try place.check()
        let mine = self
        take("max_groups", \.maxGroups, of: trusted)
        take("max_shift", \.maxShift, of: trusted)
        take("shorten", \.shortenFrom, of: trusted)
        take("workspace_id", \.workspaceID, of: trusted)
        take("allow_lockout", \.allowsLockout, of: trusted)
        take("allow_direct", \.allowsDirect, of: trusted)
        if trusted.allowsLockout == false { allowsLockout = false }
        if trusted.allowsDirect == false { allowsDirect = false }
        (holdAbove, holdLowered) = (trusted.holdAbove, mine.holdAbove)
        zones.merge(trusted.zones) { own, _ in own }
        let names = Set(houses.map { FoldedName($0.name) })
        houses = (houses + trusted.houses.filter { !names.contains(FoldedName($0.name)) }).sorted { $0.name < $1.name }
        (hooks, codeHooks, secrets) = (trusted.hooks, trusted.codeHooks, trusted.secrets)
        takeJournal(of: trusted)
    }

    /// Takes the journal of trusted settings, where these name none.
    package mutating func takeJournal(of trusted: Settings) { take("journal", \.journal, of: trusted) }

    /// Takes the programs that get PINs from the settings of a node.
    package mutating func takeCodeHooks(of node: Settings) { codeHooks = node.codeHooks }

    /// Takes a setting of a trusted file where there is none here.
    private mutating func take<Value>(_ key: String, _ path: WritableKeyPath<Settings, Value?>, of trusted: Settings) {
        guard self[keyPath: path] == nil, trusted[keyPath: path] != nil else { return }
        self[keyPath: path] = trusted[keyPath: path]
        otherFiles[key] = trusted.file
    }
}

/// What a file beside a script would grant beyond a trusted file, or beyond the defaults.
private struct Narrowing {
    let beside: Settings
    let trusted: Settings
    let own: String?

    /// - Throws: `load_error` for the first setting that grants something.
    func check() throws(PlanError) {
        let limits = Limits()
        try check("max_groups", beside.maxGroups, trusted.maxGroups, limits.maxGroups) { "\($0)" }
        try check("max_shift", beside.maxShift, trusted.maxShift, limits.maxShift) { "\($0)" }
        try check("shorten", beside.shortenFrom, trusted.shortenFrom, limits.shortenFrom) { "\($0)" }
        try check("hold_above", beside.holdAbove, trusted.holdAbove, .max - 1) { $0 == .max ? "\"never\"" : "\($0)" }
        try checkFlag("allow_lockout", beside.allowsLockout, trusted.allowsLockout)
        try checkFlag("allow_direct", beside.allowsDirect, trusted.allowsDirect)
        if let id = beside.workspaceID, let pinned = trusted.workspaceID, id != pinned {
            throw refusal("workspace_id is \(id.shown), and \(trusted.file.shown) allows \(pinned.shown) only")
        }
        try checkDescriptions()
        if !beside.hooks.isEmpty { throw refusal("hooks start programs") }
        if !beside.codeHooks.isEmpty { throw refusal("on_code gives PINs to programs") }
        if beside.journal != nil { throw refusal("journal decides where everything is kept") }
        if !beside.secrets.isEmpty { throw refusal("secrets give away what this user may read") }
    }

    private func check<Value: Comparable>(
        _ key: String,
        _ value: Value?,
        _ other: Value?,
        _ ordinary: Value,
        _ text: (Value) -> String,
    ) throws(PlanError) {
        guard let value, value > other ?? ordinary else { return }
        let most = other.map { "\(text($0)) in \(trusted.file.shown)" }
        // Nothing but "never" is above the ordinary number of plans that wait.
        let limit =
            most ?? (key == "hold_above" ? "what holds without it" : "\(text(ordinary)), which holds without it")
        throw refusal("\(key) \(text(value)) is more than \(limit)")
    }

    private func checkFlag(_ key: String, _ value: Bool?, _ other: Bool?) throws(PlanError) {
        guard value == true, other == false else { return }
        throw refusal("\(key) is true, and \(trusted.file.shown) says false")
    }

    /// A door or a house has one description: a second one could make others of its doors shared, or staff of its guests.
    private func checkDescriptions() throws(PlanError) {
        for (door, zone) in beside.zones.sorted(by: { $0.key < $1.key }) {
            guard let other = trusted.zones[door], other != zone else { continue }
            throw refusal("zones: \(door.shown) is \(zone), and \(trusted.file.shown) says \(other)")
        }
        for house in beside.houses {
            let twin = trusted.houses.first { FoldedName($0.name) == FoldedName(house.name) }
            guard let twin, twin != house else { continue }
            throw refusal("houses: \(house.name.shown) is described otherwise in \(trusted.file.shown)")
        }
    }

    private func refusal(_ sentence: String) -> PlanError {
        PlanError(
            .load,
            "the settings file \(beside.file.shown): \(sentence). Beside a script it can only narrow what others allow.",
            remedy: .trustedSettings(own: own),
        )
    }
}
