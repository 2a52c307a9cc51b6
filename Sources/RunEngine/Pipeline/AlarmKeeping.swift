internal import CivilTime
internal import Journal
internal import Model

/// Keeps the alarms of a script's run at its end, and clears those of earlier runs that it does not raise any more.
struct AlarmKeeping {
    let engine: Engine
    let way: Way
    let reach: AlarmLook.Reach?

    /// Writes what the run of a script has found; a journal that cannot be written becomes a warning of the report.
    ///
    /// A script that never speaks of alarms opens no journal for them.
    func keep(_ report: inout RunReport) async {
        guard case .script(let script) = way, let source = source(of: script),
            !report.plan.alarms.isEmpty || mayClear(script, report.state)
        else { return }
        let now = engine.environment.clock.now()
        let isComplete = report.state == .completed
        var look = AlarmLook(source: source, raised: report.plan.alarms, isComplete: isComplete, at: now)
        look.schedule = engine.options.scheduleName
        look.run = report.runID
        look.reach = reach
        do throws(JournalError) {
            try await engine.environment.journal().keepLook(look)
        } catch {
            report.plan.warnings.append(Warning(.journal, "the alarms could not be kept: \(error.message)"))
        }
    }

    private func mayClear(_ script: Engine.Script, _ state: RunRecord.State) -> Bool {
        state == .completed && (engine.options.scheduleName != nil || script.source.mentions("alarm"))
    }

    /// Who raises: the schedule, else the script's file with its arguments; nil for what was typed.
    private func source(of script: Engine.Script) -> String? {
        if let schedule = engine.options.scheduleName { return "schedule \(schedule)" }
        guard let folder = script.folder else { return nil }
        return (["script \(folder)/\(script.name)"] + script.arguments).joined(separator: " ")
    }
}

extension WorkspaceFacts {
    /// What of the workspace was seen, for alarms.
    var alarmReach: AlarmLook.Reach {
        AlarmLook.Reach(
            workspaceID: workspaceID,
            doors: Set(index.doors.keys),
            houses: Set(index.doors.values.compactMap(\.house)),
        )
    }
}
