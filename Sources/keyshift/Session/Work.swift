internal import Glibc
internal import RunEngine

/// What every command that may change something has in common: from a plan to its exit code.
struct Work: Sendable {
    /// Who says yes to the plan.
    enum Answer: Sendable {
        /// The command line did.
        case yes
        /// Somebody at the terminal is asked.
        case ask
        /// Nobody: the plan is printed, and that is all.
        case planOnly
    }

    /// A plan, and what the journal shall know of its origin.
    struct Planned: Sendable {
        var report: RunReport
        let script: Engine.Script
        var origin = RunRecord.Origin.run
    }

    /// How the reports and the journal name it: the script's file, or the command.
    let name: String
    let connection: ConnectionOptions
    let output: OutputOptions
    /// Nil for what sends nothing.
    let consent: ConsentOptions?
    let answer: Answer
    let terminal: Terminal
    let runID: String
    let interrupts: Interrupts
    /// The firing that the work is done for, nil for a command of a person.
    let firing: ScheduledFiring?

    init(
        name: String,
        connection: ConnectionOptions,
        output: OutputOptions,
        consent: ConsentOptions?,
        answer: Answer? = nil,
        sendsAtOnce: Bool = false,
        firing: ScheduledFiring? = nil,
    ) {
        let terminal = Terminal(output)
        let runID = firing?.firing.runID ?? ProcessEnvironment.newRunID()
        self.firing = firing
        self.name = name
        self.connection = connection
        self.output = output
        self.consent = consent
        self.answer = answer ?? (consent?.yes == true ? .yes : .ask)
        self.terminal = terminal
        self.runID = runID
        interrupts = Interrupts(terminal: terminal) { isApplying in
            if terminal.isJSON { terminal.result(RunReport.interrupted(runID: runID, script: name).json) }
            terminal.note(Self.interrupted(isApplying: isApplying, sendsAtOnce: sendsAtOnce))
        }
    }

    private static func interrupted(isApplying: Bool, sendsAtOnce: Bool) -> String {
        if isApplying {
            return "Ended at once. What was sent is in the journal; keyshift resume settles the rest by reading."
        }
        return sendsAtOnce
            ? "Interrupted; what the script had sent took effect at once." : "Interrupted; nothing was sent."
    }

    /// Reads what was given, opens a session, makes the plan, and does with it what was asked for.
    ///
    /// `prepare` reads files and options before there is a connection; `keep` gets a plan that is only made.
    /// - Returns: The exit code.
    func run<Input: Sendable>(
        prepare: () async throws -> (Engine.Options, Input),
        keep: @escaping @Sendable (Planned, Session) throws -> Void = { _, _ in },
        plan: @escaping @Sendable (Input, Session) async throws -> Planned,
    ) async -> Int32 {
        do {
            let (given, input) = try await prepare()
            var options = given
            options.reason = consent?.reason ?? options.reason
            return try await Session.with(
                connection,
                options: options,
                terminal: terminal,
                operatorName: consent?.operatorName,
                endOfUnresponsive,
            ) { session in
                var planned = try await plan(input, session)
                await finish(&planned, session, keep)
                await firing?.end(
                    planned.report,
                    rateLimited: session.environment.connection.rateLimitedAnswers,
                )
                return planned.report.exitCode(isPlanOnly: answer == .planOnly)
            }
        } catch {
            let report = RunReport.failed(runID: runID, script: name, error: error)
            show(report)
            await firing?.end(report, rateLimited: 0)
            return report.exitCode(isPlanOnly: answer == .planOnly)
        }
    }

    /// Opens a session around what needs no plan, and tells how it ended; answers the exit code.
    func finish(
        prepare: () async throws -> Engine.Options,
        body: @escaping @Sendable (Session) async throws -> RunReport,
        text: (RunReport) -> [String] = { RunText($0).lines },
    ) async -> Int32 {
        let report: RunReport
        do {
            var options = try await prepare()
            options.reason = consent?.reason
            report = try await Session.with(
                connection,
                options: options,
                terminal: terminal,
                operatorName: consent?.operatorName,
                endOfUnresponsive,
                body,
            )
            show(report, text(report))
        } catch {
            report = .failed(runID: runID, script: name, error: error)
            show(report)
        }
        return report.exitCode(isPlanOnly: false)
    }

    /// Ends the process when a script cannot be stopped: a fault of ours or of Lua's, and never a hang.
    private var endOfUnresponsive: @Sendable () -> Void {
        { [runID, name, terminal] in
            let error = PlanError(.limitTime, "the script did not stop at its time limit, so the program ended it")
            let report = RunReport.failed(runID: runID, script: name, error: error)
            terminal.lastWords(result: terminal.isJSON ? report.json : nil, notes: RunText(report).lines)
            _exit(1)
        }
    }

    private func finish(
        _ planned: inout Planned,
        _ session: Session,
        _ keep: (Planned, Session) throws -> Void,
    ) async {
        if answer != .planOnly { await session.engine.refuseUnfinished(planned.script, in: &planned.report) }
        await session.engine.refusePriors(in: &planned.report, origin: planned.origin)
        showPlan(planned.report, planned.script, session)
        guard answer != .planOnly else {
            do {
                if planned.report.state == .planned { try keep(planned, session) }
            } catch {
                planned.report.fail(error)
            }
            if planned.report.state == .planned { showJSON(planned.report) } else { show(planned.report) }
            return
        }
        if planned.report.state == .planned, let refusal = firing?.refusal(of: planned, session) {
            planned.report.refuse(refusal)
        }
        if planned.report.state == .planned, planned.report.plan.hasChanges, !isAgreed(planned.report) {
            planned.report.refuse(PlanError(.unconfirmed, Self.unconfirmed))
        }
        if planned.report.state == .planned {
            interrupts.beginApplying()
            planned.report = await session.engine.apply(
                planned.report,
                of: planned.script,
                origin: planned.origin,
                stop: interrupts.stop,
            ) { [terminal] progress in terminal.progress(progress) }
        }
        await session.engine.endEffects(of: &planned.report)
        show(planned.report)
    }

    private static var unconfirmed: String {
        Terminal.canAsk ? "you did not say yes" : "nobody can be asked here; nothing was sent; add --yes"
    }

    /// Asks for what a plan would show, before a script that sends its calls as it makes them.
    /// - Throws: `unconfirmed`.
    func agreeToUnplanned(_ script: Engine.Script) throws(PlanError) {
        guard answer == .ask else { return }
        let question = "\(script.title) sends every call as it makes it: no plan, no checks, no undo. Run it?"
        guard Terminal.canAsk, terminal.confirms(question) else { throw PlanError(.unconfirmed, Self.unconfirmed) }
    }

    private func isAgreed(_ report: RunReport) -> Bool {
        guard answer == .ask else { return true }
        guard Terminal.canAsk else { return false }
        let count = report.plan.rows.count { $0.status == .planned }
        return terminal.confirms("Send \(count == 1 ? "this change" : "these \(count) changes")?")
    }
}

// MARK: - What is shown

extension Work {
    private func showPlan(_ report: RunReport, _ script: Engine.Script, _ session: Session) {
        guard !output.json, !output.quiet, report.state != .failed, !report.isUnplanned else { return }
        guard !report.plan.rows.isEmpty || !report.plan.leftOut.isEmpty else {
            guard report.state == .planned else { return }
            terminal.result("PLAN  \(script.title)    nothing to change")
            return showWarnings(of: report)
        }
        let text = PlanText(
            report,
            session.heading(script.title, report),
            showsAll: output.verbose,
        )
        for line in text.lines { session.terminal.result(line) }
        if answer == .planOnly, report.state == .planned {
            for line in RunText(report).problems { session.terminal.result(line) }
        }
    }

    private func showWarnings(of report: RunReport) {
        for warning in report.warnings { terminal.result("WARNING  \(warning)") }
    }

    /// Tells how it ended, as text or as the JSON document.
    func show(_ report: RunReport, _ lines: [String]? = nil) {
        showJSON(report)
        for line in lines ?? RunText(report).lines {
            let isTalk = output.json || report.state == .refused || report.state == .failed
            if isTalk { terminal.note(line) } else { terminal.result(line) }
        }
        if output.verbose, let traceback = report.failure?.traceback { terminal.note(traceback) }
    }

    private func showJSON(_ report: RunReport) {
        if output.json { terminal.result(report.json) }
    }
}

extension Engine.Script {
    /// The script and its arguments as they were typed.
    var title: String { ([name] + arguments).joined(separator: "  ") }
}
