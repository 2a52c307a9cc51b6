package import CivilTime
internal import Journal
package import Model

/// What becomes of a firing whose attempt ended, and whether it is tried again.
///
/// Only what ended before anything was sent is tried again, and only what can pass: a server that could not be reached, a
/// time limit, a crash; or groups that another run held, and nothing else that refused the plan. An error in the script
/// stays an error, and a check stays a refusal.
package struct FiringOutcome: Sendable {
    private let schedule: Schedule?
    private let firing: Firing
    private let now: Instant

    /// Judges an attempt of a firing; without its schedule nothing is tried again.
    package init(of firing: Firing, schedule: Schedule?, now: Instant) {
        self.firing = firing
        self.schedule = schedule
        self.now = now
    }

    /// The ending by what the run itself reports; `sentence` says why it failed, with what to do.
    package func ending(
        _ report: RunReport,
        sentence: String? = nil,
        rateLimited: Int,
    ) -> FiringEnding {
        let code = report.exitCode(isPlanOnly: false)
        let detail = report.failure.map { "\($0.code): \(sentence ?? $0.message)" } ?? Self.shortfall(of: report)
        var ending =
            canPass(report)
            ? retry(report.state, exitCode: code, because: detail ?? "it failed")
            : FiringEnding(
                runID: firing.runID ?? "",
                state: Self.state(of: report),
                exitCode: code,
                detail: detail,
                at: now,
            )
        ending.rateLimited = rateLimited
        return ending
    }

    /// The ending of an attempt whose process kept none, by what the journal has of its run: nil for nothing at all.
    ///
    /// Without a run in the journal nothing was sent. One that holds no group any more cannot be resumed.
    package func ending(
        of run: RunRecord?,
        isResumable: Bool,
        exitCode: Int32?,
        because detail: String,
    ) -> FiringEnding {
        guard let run else { return retry(exitCode: exitCode, because: "\(detail); nothing was sent") }
        var ending = FiringEnding(
            runID: firing.runID ?? run.id,
            state: Self.state(of: run.state),
            exitCode: exitCode,
            detail: run.state == .completed ? nil : detail,
            at: now,
        )
        if ending.state == .interrupted, !isResumable {
            ending.state = .failed
            ending.detail = "\(detail); what its script had sent at once stays (run \(run.id))"
        }
        return ending
    }

    /// The ending that has the firing tried again, or its end when it was tried often enough or too long.
    private func retry(
        _ state: RunRecord.State = .failed,
        exitCode: Int32?,
        because detail: String,
    ) -> FiringEnding {
        let patience = max(schedule?.grace ?? .zero, TimeSpan(milliseconds: 3_600_000))
        let most = FiringRule.retries(of: schedule, isHeld: state == .refused)
        let isTried = firing.attempt <= most && now - firing.nominal <= patience
        var ending = FiringEnding(
            runID: firing.runID ?? "",
            state: isTried ? .retrying : Self.state(of: state),
            exitCode: exitCode,
            detail: isTried || firing.attempt == 1 ? detail : "\(detail) (after \(firing.attempt) attempts)",
            at: now,
        )
        if isTried { ending.retryAt = now + FiringRule.pause(afterAttempt: firing.attempt) }
        return ending
    }

    /// Whether a later attempt may come further: nothing was sent, and what stood in the way goes by itself.
    private func canPass(_ report: RunReport) -> Bool {
        guard let failure = report.failure, report.directCalls?.sent ?? 0 == 0 else { return false }
        switch report.state {
        case .failed: return Self.canPass(failure)
        case .refused: return ([failure] + failure.also).allSatisfy { [.busy, .unfinishedRun].contains($0.code) }
        default: return false
        }
    }

    private static func canPass(_ failure: RunReport.Failure) -> Bool {
        if let status = failure.api?.status { return status == 429 || status >= 500 }
        return [FailureCode.connection, .limitTime, .storage].contains(failure.code)
    }

    /// What did not happen, by the rows' statuses; nil where all did.
    private static func shortfall(of report: RunReport) -> String? {
        guard report.state == .partial || report.state == .interrupted else { return nil }
        let parts = [RowStatus.conflict, .failed, .look, .pending, .planned].compactMap { status in
            report.counts[status].map { "\($0) \(status.rawValue)" }
        }
        guard parts.isEmpty else { return parts.joined(separator: ", ") }
        if report.plan.isInVain { return "nothing of what was asked for: \(report.plan.leftOutCount) left out" }
        return report.plan.unreadCount > 0 ? "\(report.plan.unreadCount) of the list could not be read" : nil
    }

    /// A plan that waits already is the matter of the firing that asked first, and is not told again.
    private static func state(of report: RunReport) -> Firing.State {
        guard report.state == .waiting, let plan = report.waiting else { return state(of: report.state) }
        return plan.asks > 1 ? .skipped : .held
    }

    private static func state(of run: RunRecord.State) -> Firing.State {
        switch run {
        case .completed, .planned: .done
        case .partial: .partial
        case .refused: .refused
        case .waiting: .held
        case .failed: .failed
        case .running, .interrupted, .abandoned: .interrupted
        }
    }
}
