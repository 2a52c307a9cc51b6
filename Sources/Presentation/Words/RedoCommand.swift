internal import CivilTime
internal import Model

/// The command that asks once more for what a row of a run was to do and did not, because others had changed the stay.
///
/// Hours are asked for as they were wanted, and not as a distance: they add to nothing that others did. A line that would be refused
/// for what is known already has what it needs, or is none.
struct RedoCommand {
    let row: Row
    /// The run of the row; nil where it is in no journal.
    let run: RunRecord?
    let now: Instant
    /// The hours that its codes were found with since, by their ids, as far as they are known.
    var found: [String: CodeState] = [:]
    /// Whether another guest has one of its doors in the hours that were wanted.
    var isTaken = false
    /// The names of all stays that are told beside this one.
    var names: [String?] = []

    /// What the command does, before a colon; and the words behind `keyshift`.
    var offer: (words: String, command: [String]) {
        if row.error?.code == .endsLater {
            return ("\(row.label) has more than was wanted; who gave it", ["explain", name])
        }
        guard let words else { return ("why \(row.label) is so, and what to do", ["why", name]) }
        let risk = words.contains(RowCheck.lockout.rawValue) ? ", by which the guest inside may lose time" : ""
        return ("to have \(row.label) as it was wanted\(risk)", words)
    }

    /// The words behind `keyshift`, nil where no command does it.
    var words: [String]? {
        if row.changesDoors { return again }
        return hours ?? (row.changesHours ? nil : again)
    }

    /// How the stay is named: a command for one stay takes none of several.
    private var name: String { TypedStay.word(row.target, row.name, among: names) }

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
        return line + (losesTime ? ["--allow", RowCheck.lockout.rawValue] : [])
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
