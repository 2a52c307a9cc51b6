internal import ArgumentParser
internal import CivilTime
internal import Model
internal import Presentation
internal import RunEngine

extension Work {
    /// Opens a session around what a person does at once, and prints what it tells; answers the exit code.
    ///
    /// A call of which nobody knows whether it happened ends with 3.
    func byHand(
        _ body: @escaping @Sendable (Engine) async throws -> [String],
        options: () throws -> Engine.Options,
    ) async -> Int32 {
        var report = RunReport(runID: runID, script: name, state: .completed, plan: .empty(at: .now()))
        do {
            var options = try options()
            options.reason = send?.reason
            let lines = try await Session.with(
                connection,
                options: options,
                terminal: terminal,
                operatorName: send?.operatorName,
            ) { session in
                try await body(session.engine)
            }
            show(report, lines)
        } catch let failure as StayTools.Failure {
            report.state = failure.isOpen ? .partial : .failed
            let sentence = ForeignText.sentence(failure.message)
            let message = failure.isOpen ? "nobody knows whether it happened: \(sentence)" : sentence
            report.failure = RunReport.Failure(code: .directEffect, message: message, api: failure.api)
            show(
                report,
                [
                    "\(failure.isOpen ? "NOT KNOWN" : "NOT DONE") (exit \(report.exitCode(isPlanOnly: false))): \(message)"
                ] + Self.lines(failure.steps)
            )
        } catch let end as ExitCode {
            return end.rawValue
        } catch {
            report = .failed(runID: runID, script: name, error: error)
            show(report)
        }
        return report.exitCode(isPlanOnly: false)
    }

    /// What to do instead, each with its line.
    private static func lines(_ steps: [StayAnswer.Step]) -> [String] {
        let lines = steps.flatMap { step in
            ["  \(ForeignText.sentence(step.words))"]
                + (step.command.map { ["    keyshift \(ShellWords.line($0))"] } ?? [])
        }
        return lines.isEmpty ? [] : ["WHAT TO DO"] + lines
    }
}
