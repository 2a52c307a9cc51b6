internal import Model
internal import Presentation
internal import RunEngine

/// What `run` and `plan` have in common: one script from its file to its exit code.
struct ScriptWork: Hashable, Sendable {
    var script: ScriptChoice
    var connection = ServerChoice()
    var limits = LimitChoice()
    var scriptLimits = ScriptLimitChoice()
    var output = OutputChoice()
    var send = SendChoice()
    var isUnplanned = false
    /// What was kept of the script, nil where it is read from its file.
    var kept: KeptScript?
    /// The line that goes on, where it is not the one that was typed.
    var line: OtherLine?

    /// Does the work and answers the exit code; a plan goes to `file`, when there is one.
    func run(answer: Work.Answer, firing: ScheduledFiring? = nil, file: String? = nil) async -> Int32 {
        let work = Work(
            name: ScriptFolders.fileName(of: script.script),
            connection: connection,
            output: output,
            send: send,
            answer: answer,
            sendsAtOnce: isUnplanned || (limits.allowsDirect && answer != .planOnly),
            firing: firing,
            line: line,
        )
        return await work.run(file: file) {
            let script = try kept?.script(script.arguments) ?? script.read()
            try check(script, isFiring: firing != nil, work.terminal)
            if isUnplanned {
                try work.agreeToUnplanned(script)
            } else if limits.allowsDirect, answer != .planOnly {
                try work.agreeToDirect(script)
            }
            var options = try limits.options(
                besideScriptIn: kept == nil ? script.folder : nil,
                kept: kept?.settings,
                isSandbox: connection.isSandbox,
                send,
            )
            options.scriptLimits = try scriptLimits.limits()
            // A plan sends nothing, whatever else was allowed.
            options.allowsDirectEffects = limits.allowsDirect && answer != .planOnly
            if let firing {
                options.directGrant = firing.schedule.options.direct
                firing.schedule.differences.forEach { work.terminal.note("NOTE  \($0)") }
            }
            options.isUnplanned = isUnplanned
            options.showsPINs = output.showsPINs
            options.scheduleName = firing?.firing.schedule
            options.scheduleAuthor = firing?.schedule.addedBy
            options.time = firing?.firing.nominal
            return (options, script)
        } way: { script, _ in
            .script(script)
        }
    }
}

extension ScriptWork {
    /// Tells what `check` finds in the script, and stops where it cannot run.
    ///
    /// A firing is only told: a person has looked at its script when it was scheduled.
    /// - Throws: `load_error` or `script_error` with the line of the first mistake that is certain.
    private func check(_ script: Engine.Script, isFiring: Bool, _ terminal: Terminal) throws(PlanError) {
        let checked = CheckedRun(script)
        if !output.quiet { checked.lines.forEach { terminal.note($0) } }
        if !isFiring, !scriptLimits.skipsCheck, let failure = checked.failure { throw failure }
    }

    /// Does the work for a firing that was claimed for this process, or for a person where there is none, and answers the
    /// exit code.
    func run(answer: Work.Answer, firingRunID: String?) async -> Int32 {
        guard let firingRunID else { return await run(answer: answer) }
        let firing: ScheduledFiring
        do {
            firing = try await ScheduledFiring.begin(runID: firingRunID)
        } catch {
            Terminal(output).note(ForeignText.paragraph("\(error)"))
            return 1
        }
        var work = self
        work.kept = firing.kept
        let code = await work.run(answer: .yes, firing: firing)
        firing.close()
        return code
    }
}
