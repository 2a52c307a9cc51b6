internal import CivilTime
internal import Journal
internal import Model

/// The doors that a stay has lost before a command changes it: a plan tells them, since it gives back none of them.
struct StayLosses {
    /// The doors, none where nothing is lost.
    let doors: [Stay.Door]
    private let stay: Stay
    private let look: StayDesk.Look
    private let history: StayHistory

    /// Looks for them in the journal, in the looks that it remembers and, where `asksSeam`, among what Seam says was deleted.
    ///
    /// The index is of the whole workspace.
    static func read(
        of target: Row.Target,
        in facts: WorkspaceFacts,
        _ engine: Engine,
        at now: Instant,
        asksSeam: Bool,
    ) async throws -> StayLosses {
        let environment = engine.environment
        let journal = try environment.journal()
        let fresh = StayReading(facts, endpoint: environment.connection.endpoint, clock: environment.clock)
        let last = try await journal.lastReading(endpoint: fresh.scope.endpoint, workspaceID: facts.workspaceID)
        let reading = ReadingRule.merged(fresh, after: last)
        let look = StayDesk.Look(reading: reading, doors: facts.index.doors, now: now, staleBecause: nil)
        let stay = reading.stays.first { $0.target == target } ?? facts.index.stay(target, seenAt: now)
        let lead = WorkspaceFacts.certainLead(facts.clockLead)
        let former = stay.former(among: reading.stays)
        let history = try await StayHistory.read(of: stay, and: former, in: journal, lead: lead)
        var lost = history.lost(of: stay, at: now, among: reading.stays)
        if asksSeam || !lost.isEmpty {
            let doors = try LostDoors(engine, doors: look.doors, now: now, stays: reading.stays)
            lost = try await doors.find(of: stay, history)
        }
        return StayLosses(doors: lost, stay: stay, look: look, history: history)
    }

    /// The warning, with the command that gives the doors back; nil where nothing is lost.
    ///
    /// `getsPIN` says that the change gives the stay another PIN, which fits where one of the length can.
    func warning(_ consequence: String, getsPIN: Bool = false) -> Warning? {
        guard !doors.isEmpty else { return nil }
        var known = stay
        known.lost = doors
        let steps = StaySteps(stay: known, doors: [], look: look, history: history)
        let names = doors.map(\.name.shown).joined(separator: ", ")
        let what =
            "\(stay.handle.shown) has lost the code of \(names) before its end, not by a plan of this journal; \(consequence)."
        var warning: Warning
        if let taken = steps.taken(doors, until: stay.doors.compactMap(\.state.endsAt).max()) {
            let step = taken.step("it cannot be given back", steps.doorName(taken.door))
            warning = Warning(.lostDoor, "\(what) \(step.words)", rows: [stay.target.identifier])
            warning.command = step.command
        } else if let first = obstacle(steps), !getsPIN || first.command?.first != "new-pin" {
            // The PIN of the other doors is of no length that the lost one takes.
            warning = Warning(.lostDoor, "\(what) \(first.words)", rows: [stay.target.identifier])
            warning.command = first.command
        } else {
            let all = look.reading.stays.filter { !$0.isGone }
            warning = Warning(.lostDoor, "\(what) To give it back with the stay's PIN:", rows: [stay.target.identifier])
            warning.command = ["readmit", StayQuery.handle(of: stay, among: all, at: look.now)]
        }
        return warning
    }

    /// What goes before a lost door is given back, because the stay's PIN does not fit its lock; nil where it fits all.
    private func obstacle(_ steps: StaySteps) -> StayAnswer.Step? {
        doors.lazy.compactMap { steps.anew($0).first }.first { $0.command?.first != "readmit" }
    }
}
