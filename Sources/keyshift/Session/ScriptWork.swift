internal import Glibc
internal import RunEngine

/// What `run` and `plan` have in common: one script from its file to its exit code.
struct ScriptWork: Sendable {
    /// Who says yes to the plan.
    enum Answer: Sendable {
        /// The command line did.
        case yes
        /// Somebody at the terminal is asked.
        case ask
        /// Nobody: the plan is printed, and that is all.
        case planOnly
    }

    let script: ScriptArguments
    let connection: ConnectionOptions
    let limits: LimitOptions
    let scriptLimits: ScriptLimitOptions
    let output: OutputOptions

    /// Does the work and answers the exit code.
    func run(answer: Answer, scheduleName: String?) async -> Int32 {
        let terminal = Terminal(output)
        let runID = ProcessEnvironment.newRunID()
        let name = ScriptFile.name(of: script.script)
        let interrupts = Interrupts(terminal: terminal) {
            let report = RunReport.interrupted(runID: runID, script: name)
            if terminal.isJSON { terminal.result(report.json) }
            terminal.note("Interrupted; nothing was sent.")
        }
        do {
            let script = try script.read()
            var options = Engine.Options()
            options.limits = try limits.limits()
            options.scriptLimits = try scriptLimits.limits()
            options.pace = limits.pace
            // A plan sends nothing, whatever else was allowed.
            options.allowsDirectEffects = limits.allowDirect && answer != .planOnly
            options.scheduleName = scheduleName
            let end = Self.endOfUnresponsive(runID, name, terminal)
            return try await Session.with(connection, options: options, terminal: terminal, end) { session in
                await run(script, runID, answer, interrupts, session)
            }
        } catch {
            let report = RunReport.failed(runID: runID, script: name, error: error)
            show(report, terminal)
            return report.exitCode(isPlanOnly: answer == .planOnly)
        }
    }

    /// Ends the process when a script cannot be stopped: a fault of ours or of Lua's, and never a hang.
    private static func endOfUnresponsive(
        _ runID: String,
        _ name: String,
        _ terminal: Terminal,
    ) -> @Sendable () -> Void {
        {
            let error = PlanError(.limitTime, "the script did not stop at its time limit, so the program ended it")
            let report = RunReport.failed(runID: runID, script: name, error: error)
            terminal.lastWords(result: terminal.isJSON ? report.json : nil, notes: RunText(report).lines)
            _exit(1)
        }
    }

    private func run(
        _ script: Engine.Script,
        _ runID: String,
        _ answer: Answer,
        _ interrupts: Interrupts,
        _ session: Session,
    ) async -> Int32 {
        var report = await session.engine.plan(script, runID: runID)
        showPlan(report, script, session)
        if answer == .planOnly {
            if report.state == .planned { showJSON(report, session.terminal) } else { show(report, session.terminal) }
            return report.exitCode(isPlanOnly: true)
        }
        if report.state == .planned, report.plan.hasChanges, !isAgreed(answer, report, session.terminal) {
            report.refuse(PlanError(.unconfirmed, Self.unconfirmed))
        }
        if report.state == .planned {
            interrupts.beginApplying()
            report = await session.engine.apply(report, of: script, stop: interrupts.stop) { progress in
                session.terminal.progress(progress)
            }
        }
        show(report, session.terminal)
        return report.exitCode(isPlanOnly: false)
    }

    private static var unconfirmed: String {
        Terminal.canAsk ? "you did not say yes" : "nobody can be asked here; nothing was sent; add --yes"
    }

    private func isAgreed(_ answer: Answer, _ report: RunReport, _ terminal: Terminal) -> Bool {
        guard answer == .ask else { return true }
        guard Terminal.canAsk else { return false }
        let count = report.plan.rows.count { $0.status == .planned }
        return terminal.confirms("Send \(count == 1 ? "this change" : "these \(count) changes")?")
    }

    // MARK: - What is shown

    private func showPlan(_ report: RunReport, _ script: Engine.Script, _ session: Session) {
        guard !output.json, !output.quiet, report.state != .failed else { return }
        guard !report.plan.rows.isEmpty || !report.plan.leftOut.isEmpty else {
            if report.state == .planned { session.terminal.result("PLAN  \(script.title)    nothing to change") }
            return
        }
        let text = PlanText(
            report.plan,
            session.heading(script.title, report),
            showsAll: output.verbose,
        )
        for line in text.lines { session.terminal.result(line) }
    }

    private func show(_ report: RunReport, _ terminal: Terminal) {
        showJSON(report, terminal)
        for line in RunText(report).lines {
            let isTalk = output.json || report.state == .refused || report.state == .failed
            if isTalk { terminal.note(line) } else { terminal.result(line) }
        }
        if output.verbose, let traceback = report.failure?.traceback { terminal.note(traceback) }
    }

    private func showJSON(_ report: RunReport, _ terminal: Terminal) {
        if output.json { terminal.result(report.json) }
    }
}

extension Engine.Script {
    /// The script and its arguments as they were typed.
    var title: String { ([name] + arguments).joined(separator: "  ") }
}
