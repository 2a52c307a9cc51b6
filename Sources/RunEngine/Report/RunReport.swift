package import CivilTime

/// What a command tells at its end, as a table and as JSON alike.
package struct RunReport: Sendable {
    /// Why a run did not do what was asked.
    package struct Failure: Hashable, Sendable {
        /// The API's part of an error.
        package struct API: Hashable, Sendable {
            /// The API's own code.
            package var code: String
            /// The HTTP status.
            package var status: Int?
            /// The API's request id.
            package var requestID: String?
        }

        /// The word for programs; the list is in design section 8.
        package var code: String
        /// A sentence.
        package var message: String
        /// The script's line, such as `late.lua:6`.
        package var position: String?
        /// What the API answered, where it did.
        package var api: API?
        /// The traceback of the script, for `--verbose`.
        package var traceback: String?
    }

    /// The calls that took effect at once, outside of the plan.
    package struct DirectCount: Hashable, Sendable {
        /// How many were sent.
        package var sent = 0
        /// How many of them were refused, or had no answer.
        package var failed = 0
    }

    /// The id of the run.
    package var runID: String
    /// The script as it was named.
    package var script: String
    /// How it ended.
    package var state: RunRecord.State
    /// The plan with what became of its rows.
    package var plan: Plan
    /// The workspace's name, once it was read.
    package var workspaceName: String?
    /// The workspace's id, once it was read.
    package var workspaceID: String?
    /// What the operator should know, and what stopped nothing.
    package var warnings: [String]
    /// Why it failed or was refused.
    package var failure: Failure?
    /// The calls that took effect at once, nil where none could.
    package var directCalls: DirectCount?
    /// Until when the plan may be sent, nil for one that is sent at once or not at all.
    package var goodUntil: Instant?
    /// The hash of a plan that was read from a file.
    var planHash: String?
    /// Keeps the calls that take effect at once while the script runs.
    var effects: EffectJournal?

    /// Makes a report of a run that has made no plan yet.
    package init(runID: String, script: String, state: RunRecord.State, plan: Plan) {
        self.runID = runID
        self.script = script
        self.state = state
        self.plan = plan
        self.warnings = []
    }

    /// Whether the script sent its calls as it made them, so that there is no plan.
    package var isUnplanned: Bool { effects?.manner == .packed }

    /// The rows by status.
    package var counts: [RowStatus: Int] {
        plan.rows.reduce(into: [:]) { $0[$1.status, default: 0] += 1 }
    }

    /// The exit code of design section 8; `plan` ends with 2 when there are changes.
    package func exitCode(isPlanOnly: Bool) -> Int32 {
        switch state {
        case .refused: 4
        case .failed: 1
        case .interrupted: 130
        case .partial, .running: 3
        case .planned: isPlanOnly && plan.hasChanges ? 2 : 0
        case .completed: 0
        }
    }
}

extension RunReport {
    /// A report of a run that ended before it had a plan, by a `PlanError`, a `JournalError` or something unforeseen.
    package static func failed(runID: String, script: String, error: any Error) -> RunReport {
        var report = RunReport(runID: runID, script: script, state: .failed, plan: .empty)
        report.fail(error)
        return report
    }

    /// Marks a run that sent nothing as refused or failed, by a `PlanError`, a `JournalError` or something unforeseen.
    package mutating func fail(_ error: any Error) {
        state = .failed
        switch error {
        case let error as PlanError:
            failure = Failure(error)
            if error.code.isRefusal { state = .refused }
        case let error as JournalError:
            failure = Failure(error)
            if error.code.isRefusal { state = .refused }
        default: failure = Failure(code: "script_error", message: "\(error)")
        }
    }

    /// A report of a command line that makes no sense.
    package static func usage(_ message: String) -> RunReport {
        var report = RunReport(runID: "", script: "", state: .failed, plan: .empty)
        report.failure = Failure(code: "usage", message: message)
        return report
    }

    /// A report of a run that was interrupted before it sent anything.
    package static func interrupted(runID: String, script: String) -> RunReport {
        RunReport(runID: runID, script: script, state: .interrupted, plan: .empty)
    }

    /// Marks a run as refused.
    package mutating func refuse(_ error: PlanError) {
        state = .refused
        failure = Failure(error)
    }
}
