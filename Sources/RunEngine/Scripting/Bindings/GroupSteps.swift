internal import CivilTime
internal import Model

/// What the runs of this journal did to one bound of a group, oldest first, without what an undo took back.
struct GroupSteps {
    /// One change of the bound.
    struct Step {
        var run: String
        /// Nil where the run made the group.
        var before: Instant?
        var after: Instant
        /// Whether it was moved by a length of time that the run was given, and not to an hour.
        var isByLength: Bool
    }

    /// A bound as it once was, with the steps that lead to it from what others made.
    private typealias State = (bound: Instant?, steps: [Step])

    /// The steps that lead to a bound that the group has; empty where the last who changed it was somebody else.
    let steps: [Step]

    /// Reads them out of the history of a group, which is oldest first.
    init(
        _ history: [GroupHistory],
        of path: any KeyPath<CodeState, Instant?> & Sendable,
        present: Set<Instant>,
    ) {
        var states: [State] = []
        for entry in history {
            guard let step = Self.step(entry, path) else { continue }
            // Somebody else gave it other hours between two runs: what runs did before is no part of them.
            if states.last?.bound != step.before { states = [(step.before, [])] }
            if case .undo = entry.run.origin, let state = states.last(where: { $0.bound == step.after }) {
                states.append(state)
            } else {
                states.append((step.after, (states.last?.steps ?? []) + [step]))
            }
        }
        let last = states.last { state in state.bound.map(present.contains) == true }
        steps = last?.bound == states.last?.bound ? last?.steps ?? [] : []
    }

    /// What a row that was sent did to the bound; nil where that is nothing.
    private static func step(_ entry: GroupHistory, _ path: any KeyPath<CodeState, Instant?> & Sendable) -> Step? {
        let row = entry.row
        guard [.applied, .onDevice, .pending, .look].contains(row.status) else { return nil }
        let changed = row.members.first { member in
            member.after.exists && member.after[keyPath: path] != nil
                && member.after[keyPath: path] != member.before[keyPath: path]
        }
        guard let changed, let after = changed.after[keyPath: path] else { return nil }
        // A guest who got another room has the hours of the old one.
        if row.change == .doors, row.members.contains(where: { $0.before[keyPath: path] == after }) { return nil }
        let before = changed.before[keyPath: path]
        return Step(run: entry.run.id, before: before, after: after, isByLength: isByLength(entry.run, before, after))
    }

    /// Whether the arguments of a run have the length between two hours, as `2h`, `by=2h` and `--ends=+2h` do.
    ///
    /// A journal does not keep whether a row was relative. Of an undo, what is left of it here took a part back.
    private static func isByLength(_ run: RunRecord, _ before: Instant?, _ after: Instant) -> Bool {
        if case .undo = run.origin { return true }
        guard let before else { return false }
        return run.arguments.contains { argument in
            let value = argument.split(separator: "=").last ?? ""
            let length = value.drop { $0 == "+" || $0 == "-" }
            guard let span = try? TimeSpan(parsing: String(length)) else { return false }
            return before + span == after || after + span == before
        }
    }
}
