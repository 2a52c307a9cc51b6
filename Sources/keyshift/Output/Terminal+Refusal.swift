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
    func noteWayOn(leftOutOf plan: Plan) {
        let lines = WayOn(leftOutOf: plan, typed: Array(CommandLine.arguments.dropFirst())).lines
        guard !lines.isEmpty else { return }
        note("To send what something else had moved, too:")
        lines.forEach { note($0) }
    }

    /// Names the command lines that go on, made of the one that was typed.
    func noteWayOn(after failure: RunReport.Failure) {
        WayOn(after: failure, typed: Array(CommandLine.arguments.dropFirst())).lines.forEach { note($0) }
    }
}
