internal import CivilTime
internal import Model

/// The command that asks once more for what a row of a run was to do and did not, because others had changed the stay.
///
/// Hours are asked for as they were wanted, and not as a distance: they add to nothing that others did.
struct RedoCommand {
    let row: Row
    let run: RunRecord
    let now: Instant

    /// The words behind `keyshift`, nil where no command does it.
    var words: [String]? {
        if row.changesDoors { return again }
        return hours ?? again
    }

    /// How the stay is named: a command for one stay takes none of several.
    private var name: String { TypedStay.word(row.target, row.name, among: []) }

    private var hours: [String]? {
        guard let after = row.after, row.changesHours, !row.changes.contains(.name) else { return nil }
        let words = HoursWords(zone: row.zone, now: now)
        let id = name
        var options: [String] = []
        if row.changes.contains(.startsAt), let start = after.startsAt { options += ["--starts", words.typed(start)] }
        guard row.changes.contains(.endsAt) else { return options.isEmpty ? nil : ["move", id] + options }
        guard let end = after.endsAt, end > now else { return nil }
        let isLater = row.members.allSatisfy { $0.before.endsAt.map { $0 < end } ?? false }
        if options.isEmpty, isLater { return ["extend", id, "--to", words.typed(end)] }
        return ["move", id] + options + ["--ends", words.typed(end)]
    }

    /// What was typed or scheduled, as a plan for this stay.
    private var again: [String]? {
        switch run.origin {
        case .move, .extend, .booking: [run.script] + run.arguments + ["--plan"]
        case .undo(let undone): ["undo", undone, "--name", name, "--plan"]
        case .schedule: run.scheduleName.map { ["schedule", "trigger", $0, "--plan"] }
        case .run, .repl, .file: nil
        }
    }
}
