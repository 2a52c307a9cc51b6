package import Model

/// The ways into a run.
package enum Way: Sendable {
    /// A script: by `run`, by `plan`, or by a schedule's firing.
    case script(Engine.Script)
    /// What was recorded at the prompt.
    case prompt(ScriptHost)
    /// A command that names one booking.
    case booking(BookingChange)
    /// A plan file, by the name that the journal keeps; with `allowsPartial` without the groups that were changed since.
    case file(PlanFile, name: String, allowsPartial: Bool)
    /// A plan of the journal that a second person has approved; the groups that were changed since are left.
    case approved(WaitingPlan, PlanFile)
    /// The way back of a run.
    case undo(of: String, UndoSelection)
    /// The rest of a run that stopped.
    case resume(String)

    /// What made the run, as the journal keeps it.
    var origin: RunRecord.Origin {
        switch self {
        case .script, .resume: .run
        case .prompt: .repl
        case .booking(let change): change.runOrigin
        case .file(_, let name, _): .file(name)
        case .approved(let plan, _): .file(plan.shortHash)
        case .undo(let run, _): .undo(of: run)
        }
    }

    /// The script or the command, as the journal and the head of a plan show it.
    package var script: Engine.Script {
        switch self {
        case .script(let script): script
        case .prompt: Engine.Script(name: "repl", source: "", arguments: [])
        case .booking(let change): change.origin
        case .file(let file, _, _), .approved(_, let file): file.origin
        case .undo(let run, let selection):
            Engine.Script(origin: "undo", arguments: [run] + (selection.span.map { ["--by", "\($0)"] } ?? []))
        case .resume(let run): Engine.Script(origin: "resume", arguments: [run])
        }
    }
}
