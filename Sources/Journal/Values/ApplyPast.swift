/// What a journal knows of a run when an apply begins.
package struct ApplyPast: Hashable, Sendable {
    /// The newest intent of each row that had one, by the row's place in the plan.
    package var intents: [Int: AdoptedRun.LastIntent]
    /// Until when sends without an answer may still arrive in the run's workspace.
    package var quarantine: Quarantined
    /// The doors that are busy or closed, by device id.
    package var doors: [String: DoorState]

    /// Makes a past; without arguments nothing has happened.
    package init(
        intents: [Int: AdoptedRun.LastIntent] = [:],
        quarantine: Quarantined = Quarantined(),
        doors: [String: DoorState] = [:],
    ) {
        self.intents = intents
        self.quarantine = quarantine
        self.doors = doors
    }
}
