package import CivilTime

/// The command that asks once more for what a row of a run was to do and did not, because others had changed the stay.
///
/// Hours are asked for as they were wanted, and not as a distance: they add to nothing that others did. A line that would be refused
/// for what is known already has what it needs, or is none.
package struct RedoCommand {
    private let row: Row
    /// The run of the row; nil where it is in no journal.
    private let run: RunRecord?
    private let now: Instant
    /// The hours that its codes were found with since, by their ids, as far as they are known.
    package var found: [String: CodeState] = [:]
    /// Whether somebody has taken a code of it, so that the guest is let in first, and other hours help nobody.
    package var isLost = false
    /// Whether another guest has one of its doors in the hours that were wanted.
    package var isTaken = false
    /// The names of all stays that are told beside this one.
    package var names: [String?] = []

    /// Makes it of a row, its run and the present instant.
    package init(row: Row, run: RunRecord?, now: Instant) {
        (self.row, self.run, self.now) = (row, run, now)
    }

    /// The same of a conflict that nobody has decided, with what is known of it since.
    package init(_ trouble: StatusFacts.Trouble, now: Instant) {
        self.init(row: trouble.row, run: trouble.run, now: now)
        (found, isTaken) = (trouble.found, trouble.isTaken)
        isLost = !trouble.lost.isEmpty
    }

    /// What the command does, before a colon; and the words behind `keyshift`.
    package var offer: (words: String, command: [String]) {
        if isLost { return ("\(row.label) has lost a code; who took it, and how it comes back", ["why", name]) }
        if row.error?.code == .endsLater {
            return ("\(row.label) has more than was wanted; who gave it", ["explain", name])
        }
        guard let words else { return ("why \(row.label) is so, and what to do", ["why", name]) }
        let risk =
            words.contains { $0.hasPrefix(RowCheck.lockout.rawValue) }
            ? ", by which the guest inside may lose time" : ""
        // An extension makes no end earlier: where nobody has looked since, one door may have a later one than was wanted.
        let what =
            oneEnd == nil ? "to have \(row.label) as it was wanted" : "to let \(row.label) in for as long as was wanted"
        return (what + risk, words)
    }

    /// The words behind `keyshift`, nil where no command does it.
    private var words: [String]? {
        if row.changesDoors { return again }
        return hours ?? (row.changesHours ? nil : again)
    }

    /// How the stay is named: a command for one stay takes none of several.
    private var name: String { TypedStay.word(row.target, row.name, among: names) }

    /// The command that gives the stay's doors one end, where the offered one may leave them with several: it makes no end earlier,
    /// and which ends they have is not known.
    package var oneEnd: [String]? {
        guard !isLost, row.error?.code != .endsLater, let command = words, command.first == "extend",
            command.contains("--to"), row.members.count > 1,
            row.members.contains(where: { found[$0.accessCodeID] == nil })
        else { return nil }
        return ["run", "one-end", "--name", name]
    }

    private var hours: [String]? {
        guard let after = row.after, row.changesHours, !row.changes.contains(.name), !isTaken else { return nil }
        let words = HoursWords(zone: row.zone, now: now)
        let id = name
        var options: [String] = []
        if row.changes.contains(.startsAt), let start = after.startsAt { options += ["--starts", words.typed(start)] }
        guard row.changes.contains(.endsAt) else { return options.isEmpty ? nil : allowed(["move", id] + options) }
        guard let end = after.endsAt, end > now else { return nil }
        let isLater = row.members.allSatisfy { member in
            let before = found[member.accessCodeID] ?? member.before
            return before.endsAt.map { $0 < end } ?? false
        }
        if options.isEmpty, isLater { return ["extend", id, "--to", words.typed(end)] }
        return allowed(["move", id] + options + ["--ends", words.typed(end)])
    }

    /// The line with what lets it through; nil where it would shut out a guest who can open a door now.
    private func allowed(_ line: [String]) -> [String]? {
        let inside = row.members.filter { member in
            guard let state = found[member.accessCodeID] else {
                return member.before.isInside(at: now) || member.after.isInside(at: now) || row.isInHouse
            }
            return state.isInside(at: now)
        }
        guard inside.allSatisfy({ $0.after.isInside(at: now) }) else { return nil }
        let losesTime = inside.contains { member in
            guard let state = found[member.accessCodeID] else { return true }
            var change = member
            change.before = state
            return change.losesTime
        }
        let checks = (losesTime ? [RowCheck.lockout] : []) + (isTakenFromMixed ? [.mixed] : [])
        return line + (checks.isEmpty ? [] : ["--allow", checks.map(\.rawValue).joined(separator: ",")])
    }

    /// Whether its doors have different hours now and some of them would lose time: a stay that only gains it is let through.
    ///
    /// Where nobody has looked since, they may have.
    private var isTakenFromMixed: Bool {
        let states = row.members.compactMap { found[$0.accessCodeID] }
        guard states.count == row.members.count else { return row.members.count > 1 }
        guard let first = states.first, !states.allSatisfy({ $0.hasHours(of: first) }) else { return false }
        return row.members.contains { member in
            var change = member
            change.before = found[member.accessCodeID] ?? member.before
            return change.losesTime
        }
    }

    /// What was typed or scheduled, as a plan for this stay.
    private var again: [String]? {
        guard let run else { return nil }
        return switch run.origin {
        case .move, .extend, .booking: [run.script] + run.arguments + ["--plan"]
        case .undo(let undone): ["undo", undone, "--name", name, "--plan"]
        case .schedule: run.scheduleName.map { ["schedule", "trigger", $0, "--plan"] }
        case .run, .repl, .file: nil
        }
    }
}
