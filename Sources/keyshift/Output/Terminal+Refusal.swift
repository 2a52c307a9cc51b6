internal import ArgumentParser
internal import Model
internal import Presentation

extension Terminal {
    /// Says why a command without a plan did not do what was asked, with `--json` as a document, too.
    /// - Returns: What ends the process.
    func refusal(_ error: any Error) -> ExitCode {
        let report = RunReport.failed(runID: "", script: "", error: error)
        if isJSON { result(report.json) }
        if let failure = report.failure {
            note(FailureText(failure).sentence)
            noteWayOn(after: failure)
        }
        return ExitCode(report.exitCode(isPlanOnly: false))
    }

    /// Names the command line that sends what a run left out because something else had moved it in the last hours.
    func noteWayOn(leftOutOf plan: Plan, typed line: OtherLine? = nil) {
        let lines = WayOn(leftOutOf: plan, typed: typed(line)).lines
        note(lines, below: "To send what something else had moved, too:", line)
    }

    /// Names the command lines that go on, made of the one that was typed.
    func noteWayOn(after failure: RunReport.Failure, typed line: OtherLine? = nil) {
        let scheduled = line?.way.words == nil ? nil : line?.way.lines(after: failure)
        note(WayOn(after: failure, typed: typed(line)).lines, below: nil, line, scheduled: scheduled ?? [])
    }

    private func typed(_ line: OtherLine?) -> [String] {
        line.map { $0.words ?? [] } ?? chosen(in: Array(CommandLine.arguments.dropFirst()))
    }

    private func note(_ lines: [String], below head: String?, _ line: OtherLine?, scheduled: [String] = []) {
        guard !lines.isEmpty || !scheduled.isEmpty else { return }
        if let line {
            note(line.note)
            scheduled.forEach { note($0) }
            guard line.words != nil, !lines.isEmpty else { return }
            note(line.head)
        }
        if let head { note(head) }
        lines.forEach { note($0) }
    }
}
