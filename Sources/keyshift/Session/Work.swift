internal import Glibc
internal import Journal
internal import Model
internal import Presentation
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

    /// How the reports and the journal name it: the script's file, or the command.
    let name: String
    let connection: ServerChoice
    let output: OutputChoice
    /// Nil for what sends nothing.
    let send: SendChoice?
    let answer: Answer
    let terminal: Terminal
    let runID: String
    let interrupts: Interrupts
    /// The firing that the work is done for, nil for a command of a person.
    let firing: ScheduledFiring?
    /// The line that goes on, where it is not the one that was typed.
    let line: OtherLine?

    init(
        name: String,
        connection: ServerChoice,
        output: OutputChoice,
        send: SendChoice?,
        answer: Answer? = nil,
        sendsAtOnce: Bool = false,
        firing: ScheduledFiring? = nil,
        line: OtherLine? = nil,
    ) {
        let terminal = Terminal(output)
        let runID = firing?.firing.runID ?? ProcessEnvironment.newRunID()
        self.firing = firing
        self.line = line
        self.name = name
        self.connection = connection
        self.output = output
        self.send = send
        self.answer = answer ?? (send?.yes == true ? .yes : .ask)
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

    /// Reads what was given, opens a session, and drives the way of a run to its end.
    ///
    /// `prepare` reads files and options before there is a connection; a plan that is only made is kept in `file`.
    /// - Returns: The exit code.
    func run<Input: Sendable>(
        file: String? = nil,
        prepare: () async throws -> (Engine.Options, Input),
        way: @escaping @Sendable (Input, Session) async throws -> Way,
        ended: @escaping @Sendable (RunReport, Session) async -> Void = { _, _ in },
    ) async -> Int32 {
        do {
            let (given, input) = try await prepare()
            var options = given
            options.reason = send?.reason ?? options.reason
            return try await Session.with(
                connection,
                options: options,
                terminal: terminal,
                operatorName: send?.operatorName,
                endOfUnresponsive,
            ) { session in
                let report = await drive(try await way(input, session), session, file: file)
                noteUnwritten(file, report)
                await firing?.end(report, rateLimited: session.environment.connection.rateLimitedAnswers)
                await ended(report, session)
                return report.exitCode(isPlanOnly: answer == .planOnly)
            }
        } catch {
            let report = RunReport.failed(runID: runID, script: name, error: error)
            show(report)
            noteUnwritten(file, report)
            await firing?.end(report, rateLimited: 0)
            return report.exitCode(isPlanOnly: answer == .planOnly)
        }
    }

    /// Opens a session around what needs no plan and sends nothing, and tells how it ended; answers the exit code.
    func finish(
        prepare: () async throws -> Engine.Options,
        body: @escaping @Sendable (Session) async throws -> RunReport,
        text: (RunReport) -> [String] = { RunText($0).lines },
    ) async -> Int32 {
        let report: RunReport
        do {
            var options = try await prepare()
            options.reason = send?.reason
            report = try await Session.with(
                connection,
                options: options,
                terminal: terminal,
                operatorName: send?.operatorName,
                endOfUnresponsive,
                body,
            )
            show(report, text(report))
        } catch {
            report = .failed(runID: runID, script: name, error: error)
            show(report, report.failure.map { [FailureText($0).sentence] })
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

    private func drive(_ way: Way, _ session: Session, file: String?) async -> RunReport {
        let engine = session.engine
        var pipeline = engine.pipeline(way, consent: rule, runID: runID, keepsPlan: file != nil)
        var told: [[String]] = []
        var head = PlanHead()
        while true {
            let action = await pipeline.next()
            if case .ask = action { head.tellAtQuestion(on: terminal) } else { head.tell(on: terminal) }
            switch action {
            case .show(let report): told += showPlan(report, way.script, session, &head)
            case .ask(let report): pipeline.answer(answer(to: report, hidden(of: report, way.script, session)))
            case .keep(let plan): pipeline.kept(at: keep(plan, in: file))
            case .wait(let prior):
                terminal.note(WaitText(prior, at: session.environment.clock.now()).line)
                await pipeline.wait()
            case .apply:
                interrupts.beginApplying()
                ProcessEnvironment.hasSent.set()
                await pipeline.apply(stop: interrupts.stop) { [terminal] progress in terminal.progress(progress) }
            case .finished(var report):
                // An embedded sandbox ends with the command, and its journal with it.
                if session.isSandbox { report.isInJournal = false }
                if report.state == .planned { showJSON(report) } else { show(report, told: told) }
                if session.isSandbox, report.wasSent, !output.json, !output.quiet {
                    EmbeddedSandbox.ended.forEach { terminal.note($0) }
                }
                return report
            }
        }
    }

    /// Says of a plan that did not come about that its file was not written, and what stands in its place.
    private func noteUnwritten(_ file: String?, _ report: RunReport) {
        guard let file, [.refused, .waiting, .failed].contains(report.state) else { return }
        terminal.note(UnwrittenPlan(file).sentence)
    }

    /// Who agrees to the plan.
    private var rule: ConsentRule {
        if let firing { return firing.consent }
        return switch answer {
        case .yes: .given
        case .ask: .ask
        case .planOnly: .planOnly
        }
    }

    private func keep(_ plan: PlanFile, in file: String?) -> Result<String, PlanError> {
        let path = file ?? ""
        do throws(PlanError) {
            try TextFile.write(plan.text, to: path)
        } catch {
            return .failure(error)
        }
        let isEmpty = !plan.plan.rows.contains { $0.status == .planned }
        let next = isEmpty ? "It changes nothing." : "To send it: keyshift apply \(ShellWords.quoted(path))"
        terminal.note("The plan is in \(path.shown). \(next)")
        return .success(path)
    }

    /// Asks before a script that may make calls which take effect while it runs, before there is a plan.
    /// - Throws: `unconfirmed`.
    func agreeToDirect(_ script: Engine.Script) throws(PlanError) {
        try agree(
            to:
                "\(script.title) may make calls that take effect at once, before its plan, and that no undo takes back. Run it?"
        )
    }

    /// Asks for what a plan would show, before a script that sends its calls as it makes them.
    /// - Throws: `unconfirmed`.
    func agreeToUnplanned(_ script: Engine.Script) throws(PlanError) {
        try agree(to: "\(script.title) sends every call as it makes it: no plan, no checks, no undo. Run it?")
    }

    /// Asks before something takes effect at once.
    /// - Throws: `unconfirmed`.
    func agree(to question: String) throws(PlanError) {
        guard answer == .ask else { return }
        guard Terminal.canAsk else {
            throw PlanError(.unconfirmed, "nobody can be asked here; nothing was sent", remedy: .consent)
        }
        guard terminal.confirms(question) else { throw PlanError(.unconfirmed, "you did not say yes") }
    }

    /// The lines of the whole plan, where some of its rows were not shown; none where all were.
    private func hidden(of report: RunReport, _ script: Engine.Script, _ session: Session) -> [String] {
        guard !output.json, !output.quiet, !output.verbose, Terminal.canAsk else { return [] }
        let all = text(of: report, script, session, showsAll: true).lines
        return all == text(of: report, script, session).lines ? [] : all
    }

    private func answer(to report: RunReport, _ hidden: [String]) -> ConsentRule.Answer {
        // Where nothing is sent there is nothing to agree to: what was sent is read, and the run ends.
        let isOpen = report.plan.rows.contains { $0.status == .planned || $0.status == .pending }
        guard Terminal.canAsk else {
            if !isOpen { terminal.note("Nothing is left to send: what was sent is read, and the run ends.") }
            return isOpen ? .nobody : .yes
        }
        // A stay whose doors change each by itself is one.
        let count = report.plan.stayCount(of: report.plan.rows.planned)
        let question =
            switch count {
            case 0: "Nothing is left to send. Read what was sent, and end the run?"
            case 1: isAdding(report.plan) ? "Send this change all the same?" : "Send this change?"
            default: "Send these \(count) changes\(hidden.isEmpty ? "" : " (v shows all of them)")?"
            }
        return terminal.confirms(question, showing: hidden) ? .yes : .no
    }
}

// MARK: - What is shown

extension Work {
    /// Says once more, beside the question, what a change adds to that was made in the last hours.
    private func isAdding(_ plan: Plan) -> Bool {
        let adding = plan.warnings.filter { $0.code == .recent }
        for warning in adding { terminal.note("WARNING  \(WarningText(warning).sentence)") }
        return !adding.isEmpty
    }

    /// Shows a plan.
    /// - Returns: What was told of rows that will not be sent, each by its lines.
    private func showPlan(
        _ report: RunReport,
        _ script: Engine.Script,
        _ session: Session,
        _ head: inout PlanHead,
    ) -> [[String]] {
        guard !output.json, report.state != .failed, !report.isUnplanned else { return [] }
        guard !output.quiet else {
            showAlwaysTold(of: report)
            return []
        }
        guard !report.plan.rows.isEmpty || !report.plan.leftOut.isEmpty else {
            guard report.state == .planned else { return [] }
            let only = selection.isEverything ? "" : "    only \(selection.words)"
            let onlyTells = report.plan.onlyTells
            // A list of faults, followed by a line that says that nothing is to be changed, would be two opinions.
            terminal.result(
                "PLAN  \(script.title)\(only)    \(onlyTells ? "no change is planned" : "nothing to change")"
            )
            if !selection.isEverything, script.isShipped {
                let line = ShellWords.line(["run", script.name, "--help"])
                terminal.result(
                    "  \(selection.words) chooses among changes; whatever the script printed is of all. To have it print less: "
                        + "keyshift \(line)"
                )
            }
            if answer == .planOnly, !onlyTells, let search = report.plan.search {
                terminal.result(SearchText(search).sentence)
            }
            PlanText.alarms(of: report.plan).forEach { terminal.result($0) }
            showWarnings(of: report)
            return []
        }
        var text = text(of: report, script, session)
        // Where nothing is sent because runs of the last hours had moved all, the end says that, and what has to be done.
        let isTold = report.plan.isInVain && report.plan.leftOut.allSatisfy { $0.isOfOthers || $0.earlier != nil }
        text.tellsLeftOut = !isTold || answer == .planOnly || report.state != .planned
        let isAsked = answer == .ask && report.state == .planned && !report.plan.rows.planned.isEmpty
        head = PlanHead(text, isAsked: isAsked && Terminal.canAsk, on: terminal)
        for line in head.isOwed ? text.body : text.lines { terminal.result(line) }
        if report.state == .planned, let line = UnneededText(report.plan, allowed: send?.allowed ?? []).line {
            terminal.result(line)
        }
        // Who is asked sees what will not happen before saying yes.
        guard answer == .planOnly || (answer == .ask && Terminal.canAsk), report.state == .planned else { return [] }
        let problems = RunText(report).problemsOfRows
        for line in problems.joined() { session.terminal.result(line) }
        return problems
    }

    /// What was asked for of the plan.
    private var selection: RowSelection { send?.selection ?? RowSelection() }

    /// Whether a plan that has passed its checks is sent without a question.
    private func isAgreed(_ report: RunReport) -> Bool {
        guard answer == .yes, firing == nil else { return false }
        return report.state == .planned && report.plan.rows.contains { $0.status == .planned }
    }

    private func text(
        of report: RunReport,
        _ script: Engine.Script,
        _ session: Session,
        showsAll: Bool = false,
    ) -> PlanText {
        PlanText(
            report,
            session.heading(script.title, report, of: selection, isAgreed: isAgreed(report)),
            showsAll: showsAll || output.verbose,
            on: terminal.page
        )
    }

    /// Says what no plan is needed for: that a check was passed over, and that nothing moves.
    private func showAlwaysTold(of report: RunReport) {
        for warning in report.plan.warnings where warning.code.isAlwaysTold {
            terminal.note("WARNING  \(WarningText(warning).sentence)")
        }
    }

    private func showWarnings(of report: RunReport) {
        for warning in report.plan.warnings { terminal.result("WARNING  \(WarningText(warning).sentence)") }
    }

    /// Tells how it ended, as text or as the JSON document.
    ///
    /// What was told with the plan is not told again.
    func show(_ given: RunReport, _ lines: [String]? = nil, told: [[String]] = []) {
        var report = given
        if answer == .planOnly { report.failure?.keepPlan() }
        showJSON(report)
        for line in lines ?? RunText(report, of: firing?.way, told: told).lines {
            let isTalk = output.json || [.refused, .waiting, .failed].contains(report.state)
            if isTalk { terminal.note(line) } else { terminal.result(line) }
        }
        if firing == nil {
            if let failure = report.failure { terminal.noteWayOn(after: failure, typed: line) }
            terminal.noteWayOn(leftOutOf: report.plan, typed: line)
        }
        // An error that is no text, or was raised without a position, says nowhere else which line is to blame.
        guard let failure = report.failure else { return }
        guard output.verbose || failure.position == nil && !failure.isOfShipped else { return }
        if let traceback = failure.traceback { terminal.note(traceback) }
    }

    private func showJSON(_ report: RunReport) {
        if output.json { terminal.document(report.writeJSON) }
    }
}

extension Engine.Script {
    /// The script and its arguments as they were typed, in quotes where a shell needs them.
    var title: String { arguments.reduce(name.shown) { "\($0)  \(ShellWords.quoted($1.shown))" } }
}
