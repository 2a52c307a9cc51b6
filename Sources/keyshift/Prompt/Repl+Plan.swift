internal import Model
internal import Presentation
internal import RunEngine
internal import Spelling

/// What is recorded: shown, sent, taken back.
extension Repl {
    /// Forgets what is recorded.
    func drop() async -> Outcome {
        let count = await host.plan.rows.count
        await host.drop()
        log.drop()
        session.terminal.result("dropped \(count.counted("change")); nothing was sent")
        return .fine
    }

    /// Shows what is recorded, and what would become of it.
    func showPlan(showsAll: Bool) async -> Outcome {
        let way = Way.prompt(host)
        var pipeline = session.engine.pipeline(way, consent: .planOnly, runID: ProcessEnvironment.newRunID())
        guard case .show(let report) = await pipeline.next() else { return .failed }
        guard !report.plan.rows.isEmpty || !report.plan.leftOut.isEmpty else {
            session.terminal.result("nothing is recorded")
            return .fine
        }
        show(report, title: script.name, showsAll: showsAll)
        if let failure = report.failure {
            session.terminal.note("would be refused: \(FailureText(failure).sentence)")
        }
        return .fine
    }

    /// Sends what is recorded.
    func apply() async -> Outcome {
        let report = await drive(.prompt(host), title: script.name)
        guard report.wasSent else { return report.state == .completed ? .fine : .failed }
        await host.forgetWorkspace()
        log.settle()
        lastRun = report.runID
        return report.state == .completed ? .fine : .failed
    }

    /// Takes the last recorded statement back; with nothing recorded, undoes what `:apply` has sent last.
    func undo() async -> Outcome {
        if await host.takeBack() {
            log.takeBack()
            let left = await host.plan.rows.count
            session.terminal.result(
                left == 0
                    ? "taken back; nothing is recorded"
                    : "taken back; \(left.counted("change is", "changes are")) left"
            )
            return .fine
        }
        guard let lastRun else {
            say("there is nothing to take back; keyshift undo RUN undoes an earlier run")
            return .fine
        }
        let report = await drive(.undo(of: lastRun, UndoSelection()), title: "undo \(lastRun)")
        guard report.wasSent else { return report.state == .completed ? .fine : .failed }
        await host.forgetWorkspace()
        self.lastRun = nil
        return report.state == .completed ? .fine : .failed
    }

    /// Drives a run to its end: shows its plan to somebody, asks, sends, and says how it ended.
    private func drive(_ way: Way, title: String) async -> RunReport {
        let rule = settings.sendsWithoutAsking ? ConsentRule.given : .ask
        var pipeline = session.engine.pipeline(way, consent: rule, runID: ProcessEnvironment.newRunID())
        while true {
            switch await pipeline.next() {
            case .show, .keep: break
            case .wait: await pipeline.wait()
            case .ask(let report): pipeline.answer(await answer(to: report, title: title))
            case .apply:
                let stop = interrupts?.beginApplying() ?? StopSignal()
                let terminal = session.terminal
                await pipeline.apply(stop: stop) { terminal.progress($0) }
                interrupts?.beginReading()
            case .finished(let report):
                tell(report)
                return report
            }
        }
    }

    private func tell(_ report: RunReport) {
        if report.failure?.code == .unconfirmed {
            return say("nothing was sent; what is recorded stays")
        }
        for line in RunText(report).lines {
            switch report.state {
            case .refused, .waiting, .failed: complain(line)
            default: if report.wasSent { session.terminal.result(line) } else { session.terminal.note(line) }
            }
        }
    }

    private func answer(to report: RunReport, title: String) async -> ConsentRule.Answer {
        guard settings.isInteractive, Terminal.canAsk else {
            session.terminal.note("nobody can be asked here; nothing was sent; add --yes")
            return .nobody
        }
        let text = text(of: report, title, showsAll: false)
        var head = PlanHead(text, isAsked: true, on: session.terminal)
        for line in head.isOwed ? text.body : text.lines { session.terminal.result(line) }
        head.tellAtQuestion(on: session.terminal)
        let count = report.plan.rows.count { $0.status == .planned }
        let question = "Send \(count == 1 ? "this change" : "these \(count) changes")? [y/N] "
        for _ in 1...YesOrNo.most {
            guard case .line(let text) = await input.answer(to: question) else { return .no }
            if let answer = YesOrNo(text) { return answer == .yes ? .yes : .no }
            session.terminal.note(YesOrNo.advice(on: text))
        }
        return .no
    }

    private func show(_ report: RunReport, title: String, showsAll: Bool) {
        for line in text(of: report, title, showsAll: showsAll).lines { session.terminal.result(line) }
    }

    private func text(of report: RunReport, _ title: String, showsAll: Bool) -> PlanText {
        let heading = session.heading(title, report, of: session.engine.options.selection)
        return PlanText(report, heading, showsAll: showsAll, on: session.terminal.page)
    }
}
