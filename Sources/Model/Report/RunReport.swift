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

            /// Makes the API's part of a code.
            package init(code: String, status: Int? = nil, requestID: String? = nil) {
                self.code = code
                self.status = status
                self.requestID = requestID
            }
        }

        /// The word for programs; the list is in docs/json.md.
        package var code: FailureCode
        /// A sentence.
        package var message: String
        /// The script's line, such as `late.lua:6`.
        package var position: String?
        /// Whether the script is one that ships, so that its lines help nobody who runs it.
        package var isOfShipped = false
        /// The value on the command line that it is about, nil for none.
        package var subject: TypedValue?
        /// What would let it go on, nil where the sentence says it.
        package var remedy: Remedy?
        /// What the API answered, where it did.
        package var api: API?
        /// The traceback of the script, for `--verbose`.
        package var traceback: String?
        /// What the plan is refused for beside this, in the order in which the checks refuse.
        package var also: [Failure] = []
        /// Whether nothing would be left of the plan without all rows that can be left out of it.
        package var isAllOfPlan = false

        /// Makes a failure of its parts.
        package init(
            code: FailureCode,
            message: String,
            position: String? = nil,
            api: API? = nil,
            traceback: String? = nil,
        ) {
            self.code = code
            self.message = message
            self.position = position
            self.api = api
            self.traceback = traceback
        }

        /// What a plan was refused for.
        package init(_ error: PlanError) {
            self.init(code: FailureCode(error.code), message: error.message)
            position = error.position
            subject = error.subject
            remedy = error.remedy
        }

        /// What the journal did not do.
        package init(_ error: JournalError) {
            self.init(code: FailureCode(error.code), message: error.message)
            remedy = error.remedy
        }
    }

    /// The calls that took effect at once, outside of the plan.
    package struct DirectCount: Hashable, Sendable {
        /// How many were sent.
        package var sent = 0
        /// How many of them were refused, or had no answer.
        package var failed = 0

        /// Makes a count.
        package init(sent: Int, failed: Int) {
            self.sent = sent
            self.failed = failed
        }
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
    /// Why it failed or was refused.
    package var failure: Failure?
    /// The calls that took effect at once, nil where none could.
    package var directCalls: DirectCount?
    /// Until when the plan may be sent, nil for one that is sent at once or not at all.
    package var goodUntil: Instant?
    /// The plan as it waits for a second person, nil where none waits.
    package var waiting: WaitingPlan?
    /// The doors of rows that were looked at whose locks cannot be reached.
    package var offlineDoors: [OfflineDoor] = []
    /// Whether a journal that lasts has the run, so that it can be named later.
    package var isInJournal = true
    /// Whether the script sent its calls as it made them, so that there is no plan.
    package var isUnplanned = false

    /// Makes a report of a run that has made no plan yet.
    package init(runID: String, script: String, state: RunRecord.State, plan: Plan) {
        self.runID = runID
        self.script = script
        self.state = state
        self.plan = plan
    }

    /// The rows by status.
    package var counts: [RowStatus: Int] {
        plan.rows.reduce(into: [:]) { $0[$1.status, default: 0] += 1 }
    }

    /// Whether rows went out, whatever became of them.
    package var wasSent: Bool {
        ![.planned, .refused, .waiting, .failed].contains(state) && plan.rows.contains { $0.status != .already }
    }

    /// Whether a plan has changes, else whether something that was asked for cannot happen.
    private var exitCodeOfPlan: Int32 {
        if plan.hasChanges { return 2 }
        if plan.isInVain || plan.unreadCount > 0 { return 3 }
        return plan.rows.contains { $0.status == .conflict || $0.error != nil } ? 3 : 0
    }

    /// The exit code, by the table in docs/json.md; `plan` ends with 2 when there are changes, and with 3 when there are none
    /// and something of what was asked for is not here.
    package func exitCode(isPlanOnly: Bool) -> Int32 {
        switch state {
        case .refused, .waiting: 4
        case .failed: failure?.code == .usage ? 64 : 1
        case .interrupted, .abandoned: 130
        case .partial, .running: 3
        case .planned: isPlanOnly ? exitCodeOfPlan : 0
        case .completed: 0
        }
    }
}

extension RunReport {
    /// A report of a run that ended before it had a plan, by a `PlanError`, a `JournalError` or something unforeseen.
    package static func failed(runID: String, script: String, error: any Error) -> RunReport {
        var report = RunReport(runID: runID, script: script, state: .failed, plan: .empty(at: .now()))
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
        default: failure = Failure(code: .unforeseen, message: ForeignText.paragraph("\(error)"))
        }
    }

    /// Marks a run as refused by several checks at once, of which the first gives the report its code.
    ///
    /// That nothing is left to do goes before all that would refuse it as well.
    package mutating func fail(_ all: [any Error]) {
        let whole = all.filter { ($0 as? JournalError)?.leavesNothing == true }
        let errors = whole + all.filter { ($0 as? JournalError)?.leavesNothing != true }
        guard let first = errors.first else { return }
        let beside = errors.dropFirst().map { error in
            var report = RunReport(runID: runID, script: script, state: state, plan: .empty(at: plan.madeAt))
            report.fail(error)
            return report.failure
        }
        fail(first)
        failure?.also = beside.compactMap(\.self)
        let isAllOfPlan = errors.count > 1 && leavesNothing(without: errors)
        failure?.isAllOfPlan = isAllOfPlan
    }

    /// Whether the plan has no row but those that some refusals let be left out.
    private func leavesNothing(without errors: [any Error]) -> Bool {
        let left = errors.flatMap { error -> [Row.Target] in
            switch error {
            case let error as PlanError where error.remedy?.leavesRowsOut == true: Array(error.rows)
            case let error as JournalError where error.remedy?.leavesRowsOut == true:
                error.priors.map(\.row).filter(plan.rows.indices.contains).map { plan.rows[$0].target }
            default: []
            }
        }
        return !left.isEmpty && Set(left).isSuperset(of: plan.rows.planned.map(\.target))
    }

    /// A report of a command line that makes no sense.
    package static func usage(_ message: String) -> RunReport {
        var report = RunReport(runID: "", script: "", state: .failed, plan: .empty(at: .now()))
        report.failure = Failure(code: .usage, message: message)
        return report
    }

    /// A report of a run that was interrupted before it sent anything.
    package static func interrupted(runID: String, script: String) -> RunReport {
        RunReport(runID: runID, script: script, state: .interrupted, plan: .empty(at: .now()))
    }

}
