internal import LuaSyntax
internal import RunEngine

/// Reads statements, evaluates them, and prints what they give.
struct Repl: Sendable {
    /// How it reads and what it may do.
    struct Settings: Sendable {
        /// Whether there are prompts, and somebody to ask.
        let isInteractive: Bool
        /// Whether `:apply` sends without asking.
        let sendsWithoutAsking: Bool
        /// Whether the first error ends it.
        let stopsAtErrors: Bool
    }

    private enum Outcome {
        case fine
        case failed
        case quit
    }

    private let session: Session
    private let settings: Settings
    private let host: ScriptHost
    private let script = Engine.Script(name: "repl", source: "", arguments: [])

    init(session: Session, settings: Settings) {
        self.session = session
        self.settings = settings
        self.host = session.engine.makeHost(script, runID: ProcessEnvironment.newRunID())
    }

    /// Reads to the end of the input and answers the exit code.
    func run() async -> Int32 {
        var outcome = Outcome.fine
        while let input = await readStatement() {
            outcome = await evaluate(input)
            if outcome == .quit || (outcome == .failed && settings.stopsAtErrors) { break }
        }
        await noteUnsent()
        await host.close()
        do throws(JournalError) {
            try await host.endEffects()
        } catch {
            session.terminal.note(error.message)
        }
        return outcome == .failed && settings.stopsAtErrors ? 1 : 0
    }

    // MARK: - Reading

    /// Lines up to a whole statement; nil at the end of the input.
    private func readStatement() async -> String? {
        await prompt()
        guard var input = readLine() else { return nil }
        guard !input.hasPrefix(":") else { return input }
        while case .incomplete = LuaParser.completeness(of: input) {
            if settings.isInteractive { session.terminal.prompt("...> ") }
            guard let line = readLine() else { break }
            input += "\n" + line
        }
        return input
    }

    private func prompt() async {
        guard settings.isInteractive else { return }
        let count = await host.plan.rows.count
        session.terminal.prompt(count == 0 ? "seam> " : "seam[\(count)]> ")
    }

    private func noteUnsent() async {
        let plan = await host.plan
        guard plan.hasChanges else { return }
        let count = plan.rows.count { $0.status == .planned }
        session.terminal.note("\(count == 1 ? "1 change was" : "\(count) changes were") not sent.")
    }

    // MARK: - Evaluating

    private func evaluate(_ input: String) async -> Outcome {
        let words = input.split(separator: " ")
        switch words.first.map(String.init) ?? "" {
        case "": return .fine
        case ":quit", ":q": return .quit
        case ":help": return help()
        case ":plan": return await showPlan()
        case ":drop": return await drop()
        case ":apply": return await apply()
        case let word where word.hasPrefix(":"):
            session.terminal.note("\(word) is no command; there are :plan, :apply, :drop, :help and :quit")
            return .failed
        default: return await evaluateLua(input)
        }
    }

    private func evaluateLua(_ input: String) async -> Outcome {
        let before = await host.plan
        var failure: String?
        do throws(ScriptError) {
            for text in try await host.values(of: input, name: "repl") { session.terminal.result(text) }
        } catch {
            failure = error.description
        }
        await noteRecorded(since: before)
        guard let failure else { return .fine }
        session.terminal.note(failure)
        return .failed
    }

    /// Says what a statement has recorded; on a pipe `:plan` shows it.
    private func noteRecorded(since before: Plan) async {
        let plan = await host.plan
        guard settings.isInteractive, plan.rows != before.rows, !plan.rows.isEmpty else { return }
        let count = plan.rows.count
        session.terminal.note("recorded, nothing sent: \(count) \(count == 1 ? "group" : "groups"); :plan shows it")
    }

    private func help() -> Outcome {
        session.terminal.note(
            """
            An expression prints its value: groups.all():count()
            A change is recorded and not sent: groups.all():named("BK-88213*"):one():extend("2h")
            :plan shows what is recorded · :apply sends it · :drop forgets it · :quit
            """
        )
        return .fine
    }

    private func drop() async -> Outcome {
        let count = await host.plan.rows.count
        await host.drop()
        session.terminal.result("dropped \(count == 1 ? "1 change" : "\(count) changes"); nothing was sent")
        return .fine
    }

    private func showPlan() async -> Outcome {
        let report = await checkedReport()
        guard !report.plan.rows.isEmpty || !report.plan.leftOut.isEmpty else {
            session.terminal.result("nothing is recorded")
            return .fine
        }
        let text = PlanText(
            report,
            session.heading(script.title, report),
            showsAll: false,
        )
        for line in text.lines { session.terminal.result(line) }
        if let failure = report.failure { session.terminal.note("would be refused: \(failure.message)") }
        return .fine
    }

    private func apply() async -> Outcome {
        var report = await checkedReport()
        guard report.state == .planned, report.plan.hasChanges else {
            for line in RunText(report).lines { session.terminal.note(line) }
            return report.state == .planned ? .fine : .failed
        }
        guard isAgreed(report) else { return .failed }
        report = await session.engine.apply(report, of: script, origin: .repl, stop: StopSignal()) {
            session.terminal.progress($0)
        }
        for line in RunText(report).lines { session.terminal.result(line) }
        guard report.state != .refused, report.state != .failed else { return .failed }
        await host.forgetWorkspace()
        return report.state == .completed ? .fine : .failed
    }

    private func isAgreed(_ report: RunReport) -> Bool {
        if settings.sendsWithoutAsking { return true }
        guard settings.isInteractive, Terminal.canAsk else {
            session.terminal.note("nobody can be asked here; nothing was sent; add --yes")
            return false
        }
        let count = report.plan.rows.count { $0.status == .planned }
        return session.terminal.confirms("Send \(count == 1 ? "this change" : "these \(count) changes")?")
    }

    private func checkedReport() async -> RunReport {
        var report = RunReport(
            runID: ProcessEnvironment.newRunID(),
            script: script.name,
            state: .planned,
            plan: await host.checkedPlan,
        )
        await session.engine.describeWorkspace(of: host, in: &report)
        session.engine.examine(&report)
        return report
    }
}
