internal import CivilTime
internal import Journal
internal import Model

/// The conflicts of earlier runs that nobody has decided, of stays that a plan changes.
///
/// A plan goes by what it finds, so that what was wanted before is told with it; as long as nobody has decided.
struct OpenConflicts {
    /// Those of the workspace, of the newest run first.
    let troubles: [StatusFacts.Trouble]
    /// What makes the plan.
    let maker: Proposal.Maker
    let now: Instant

    /// Those of the rows that are to be sent, each stay once.
    func warnings(of rows: [Row]) -> [Warning] {
        let warnings = rows.planned.compactMap { row -> Warning? in
            let own = Set(row.identifiers)
            let found = troubles.first { !own.isDisjoint(with: $0.row.identifiers) }
            return found.map { warning(row, $0) }
        }
        return PreflightRule.cut(warnings, "group")
    }

    private func warning(_ row: Row, _ known: StatusFacts.Trouble) -> Warning {
        var trouble = known
        for member in row.members where member.before.exists { trouble.found[member.accessCodeID] = member.before }
        let run = trouble.run
        let who = "run \(run.id) of \(run.operatorName.shown)"
        let wanted = trouble.row.changesHours ? wanted(trouble.row).map { ", which wanted \($0)" } ?? "" : ""
        let message =
            "\(row.label) has a conflict that nobody has decided, of \(who)\(wanted): somebody else had changed it, and it has "
            + "\(present(trouble.row, row)) now."
        // Who does what was wanted needs no line for it.
        if row.givesSame(as: trouble.row) {
            return Warning(.openConflict, "\(message) This plan gives just that.", rows: [row.target.identifier])
        }
        let offer = RedoCommand(trouble, now: now).offer
        var warning = Warning(
            .openConflict,
            "\(message) \(consequence(row, trouble.row)) \(Self.sentence(offer.words)):",
            rows: [row.target.identifier],
        )
        warning.command = offer.command
        return warning
    }

    private func wanted(_ row: Row) -> String? {
        row.members.first.map { member in
            HoursWords(zone: row.zone, now: now).change(CodeEvent.Side(member.before), CodeEvent.Side(member.after))
        }
    }

    /// `the end Tue 11:00`, or that of each door where they have several.
    private func present(_ wanted: Row, _ row: Row) -> String {
        let words = HoursWords(zone: row.zone, now: now)
        let isOfStart = wanted.changes.contains(.startsAt) && !wanted.changes.contains(.endsAt)
        let times = row.members.filter(\.before.exists).map { member in
            (member.door, isOfStart ? member.before.startsAt : member.before.endsAt)
        }
        let what = isOfStart ? "start" : "end"
        guard let first = times.first else { return "no codes" }
        let told = { (time: Instant?) in time.map { "the \(what) \(words.time($0))" } ?? "no \(what)" }
        guard times.contains(where: { $0.1 != first.1 }) else { return told(first.1) }
        return times.map { "\(told($0.1)) on \($0.0.shown)" }.joined(separator: ", ")
    }

    private func consequence(_ row: Row, _ wanted: Row) -> String {
        let isOfScript = maker == .script || maker == .file
        return isOfScript && row.gives(lessThan: wanted)
            ? "This plan goes by what is there, and leaves that open."
            : "This plan goes by what is there, and decides it."
    }

    private static func sentence(_ words: String) -> String { words.prefix(1).uppercased() + words.dropFirst() }
}

extension Row {
    /// Whether it gives each of its codes the hours that another row was to give it.
    fileprivate func givesSame(as wanted: Row) -> Bool {
        guard change == .hours, wanted.change == .hours, members.count == wanted.members.count else { return false }
        return members.allSatisfy { member in
            wanted.members.contains {
                $0.accessCodeID == member.accessCodeID && $0.after.startsAt == member.after.startsAt
                    && $0.after.endsAt == member.after.endsAt
            }
        }
    }
}

extension Clearing {
    /// What is told of stays with a conflict that nobody has decided; the rest of a run goes by what it was to do.
    func undecided(_ checked: CheckedPlan, in journal: any Journal) async throws(JournalError) -> [Warning] {
        guard checked.maker != .resume, !checked.plan.rows.planned.isEmpty else { return [] }
        let scope = WorkspaceScope(
            endpoint: engine.environment.connection.endpoint,
            workspaceID: checked.workspaceID,
        )
        let now = engine.environment.clock.now()
        let troubles = try await StatusFacts.openConflicts(in: journal, of: scope, now: now)
        guard !troubles.isEmpty else { return [] }
        return OpenConflicts(troubles: troubles, maker: checked.maker, now: now).warnings(of: checked.plan.rows)
    }
}
