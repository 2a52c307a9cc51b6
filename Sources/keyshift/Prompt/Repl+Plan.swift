internal import RunEngine

/// What is recorded: shown, sent, taken back.
extension Repl {
    /// Forgets what is recorded.
    func drop() async -> Outcome {
        let count = await host.plan.rows.count
        await host.drop()
        log.drop()
        session.terminal.result("dropped \(count == 1 ? "1 change" : "\(count) changes"); nothing was sent")
        return .fine
    }

    /// Shows what is recorded, and what would become of it.
    func showPlan(showsAll: Bool) async -> Outcome {
        let report = await checkedReport()
        guard !report.plan.rows.isEmpty || !report.plan.leftOut.isEmpty else {
            session.terminal.result("nothing is recorded")
            return .fine
        }
        show(report, title: script.title, showsAll: showsAll)
        if let failure = report.failure { session.terminal.note("would be refused: \(failure.message)") }
        return .fine
    }

    /// Sends what is recorded.
    func apply() async -> Outcome {
        var report = await checkedReport()
        guard report.state != .planned || report.plan.hasChanges else {
            for line in RunText(report).lines { session.terminal.note(line) }
            return .fine
        }
        await session.engine.refusePriors(in: &report, origin: .repl)
        guard report.state == .planned else {
            for line in RunText(report).lines { complain(line) }
            return .failed
        }
        guard await send(&report, title: script.title, origin: .repl) else { return .failed }
        guard report.state != .refused, report.state != .failed else { return .failed }
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
                    : "taken back; \(left == 1 ? "1 change is" : "\(left) changes are") left"
            )
            return .fine
        }
        guard let lastRun else {
            say("there is nothing to take back; keyshift undo RUN undoes an earlier run")
            return .fine
        }
        do {
            var report = try await session.engine.undoPlan(
                of: lastRun,
                UndoSelection(),
                runID: ProcessEnvironment.newRunID()
            )
            guard report.state == .planned, report.plan.hasChanges else {
                for line in RunText(report).lines { session.terminal.note(line) }
                return report.state == .planned ? .fine : .failed
            }
            guard await send(&report, title: "undo \(lastRun)", origin: .undo(of: lastRun)) else { return .failed }
            await host.forgetWorkspace()
            self.lastRun = nil
            return report.state == .completed ? .fine : .failed
        } catch let error as PlanError {
            complain(error.message)
        } catch let error as JournalError {
            complain(error.message)
        } catch {
            complain("\(error)")
        }
        return .failed
    }

    /// Shows a plan, asks, and sends it; false when nobody said yes.
    private func send(_ report: inout RunReport, title: String, origin: RunRecord.Origin) async -> Bool {
        guard await isAgreed(report, title: title) else { return false }
        let script =
            if case .undo(let run) = origin { Engine.Script(origin: "undo", arguments: [run]) } else { script }
        let stop = interrupts?.beginApplying() ?? StopSignal()
        defer { interrupts?.beginReading() }
        let terminal = session.terminal
        report = await session.engine.apply(report, of: script, origin: origin, stop: stop) { terminal.progress($0) }
        for line in RunText(report).lines { terminal.result(line) }
        return true
    }

    private func isAgreed(_ report: RunReport, title: String) async -> Bool {
        if settings.sendsWithoutAsking { return true }
        guard settings.isInteractive, Terminal.canAsk else {
            session.terminal.note("nobody can be asked here; nothing was sent; add --yes")
            return false
        }
        show(report, title: title, showsAll: false)
        let count = report.plan.rows.count { $0.status == .planned }
        let question = "Send \(count == 1 ? "this change" : "these \(count) changes")? [y/N] "
        if case .line(let answer) = await input.answer(to: question),
            ["y", "yes"].contains(answer.trimmed.lowercased())
        {
            return true
        }
        say("nothing was sent; what is recorded stays")
        return false
    }

    private func show(_ report: RunReport, title: String, showsAll: Bool) {
        let text = PlanText(report, session.heading(title, report), showsAll: showsAll)
        for line in text.lines { session.terminal.result(line) }
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
