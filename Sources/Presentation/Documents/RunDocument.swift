package import Model

/// A run with its rows: what `run`, `plan`, `apply`, `resume`, `undo`, `move`, `extend`, `verify` and `runs show` tell.
package struct RunDocument: Document {
    /// The run's id, empty where a command line was refused.
    package var runID: String
    /// The script as it was named.
    package var script: String
    /// How it ended.
    package var state: RunRecord.State
    /// The rows by status.
    package var summary: Summary
    /// The rows, in the order of the plan.
    package var rows: [RowDocument]
    /// What the script or `--leave-out` left out.
    package var leftOut: [LeftOut]
    /// The alarms that the script raised, left out where it raised none.
    @OmittedWhenNil package var alarms: [AlarmRaiseDocument]?
    /// What the operator should know.
    package var warnings: [WarningDocument]
    /// Why it failed or was refused.
    package var error: FailureDocument?
    /// The hash of the plan that waits for a second person; left out where none does.
    @OmittedWhenNil package var waitingPlan: String?
    /// The doors whose locks cannot be reached, which `verify` tells; left out where there are none.
    @OmittedWhenNil package var offlineDoors: [OfflineDoorDocument]?

    enum CodingKeys: String, CodingKey {
        case runID = "run_id"
        case script, state, summary, rows
        case leftOut = "left_out"
        case alarms, warnings, error
        case waitingPlan = "waiting_plan"
        case offlineDoors = "offline_doors"
    }

    /// Makes the document of a report.
    package init(_ report: RunReport) {
        self.init(report, rows: report.plan.rows.map(RowDocument.init))
    }

    fileprivate init(_ report: RunReport, rows: [RowDocument]) {
        runID = report.runID
        script = report.script
        state = report.state
        summary = Summary(report)
        self.rows = rows
        leftOut = report.plan.leftOut.map { LeftOut(what: $0.what, why: $0.why) }
        alarms = report.plan.alarms.isEmpty ? nil : report.plan.alarms.map(AlarmRaiseDocument.init)
        warnings = report.plan.warnings.map(WarningDocument.init)
        error = report.failure.map(FailureDocument.init)
        waitingPlan = report.waiting?.hash
        offlineDoors = report.offlineDoors.isEmpty ? nil : report.offlineDoors.map(OfflineDoorDocument.init)
    }

    /// Writes the members in their order.
    package func encode(to encoder: any Encoder) throws {
        try encode(to: encoder, rows: rows)
    }

    /// Writes the members with rows that are made one by one.
    fileprivate func encode(to encoder: any Encoder, rows: some Sequence<RowDocument>) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(runID, forKey: .runID)
        try members.encode(script, forKey: .script)
        try members.encode(state, forKey: .state)
        try members.encode(summary, forKey: .summary)
        var list = members.nestedUnkeyedContainer(forKey: .rows)
        for row in rows { try list.encode(row) }
        try members.encode(leftOut, forKey: .leftOut)
        try members.encode(_alarms, forKey: .alarms)
        try members.encode(warnings, forKey: .warnings)
        try members.encodeIfPresent(error, forKey: .error)
        try members.encode(_waitingPlan, forKey: .waitingPlan)
        try members.encode(_offlineDoors, forKey: .offlineDoors)
    }

    /// How many rows there are, in all and of each status; those of the statuses add up to `groups`.
    package struct Summary: Document {
        /// All rows.
        package var groups: Int
        private var planned, applied, onDevice, already, conflict, failed, pending, look, taken: Int

        enum CodingKeys: String, CodingKey {
            case groups, planned, applied
            case onDevice = "on_device"
            case already, conflict, failed, pending, look, taken
        }

        init(_ report: RunReport) {
            let counts = report.counts
            groups = report.plan.rows.count
            planned = counts[.planned] ?? 0
            applied = counts[.applied] ?? 0
            onDevice = counts[.onDevice] ?? 0
            already = counts[.already] ?? 0
            conflict = counts[.conflict] ?? 0
            failed = counts[.failed] ?? 0
            pending = counts[.pending] ?? 0
            look = counts[.look] ?? 0
            taken = counts[.taken] ?? 0
        }

        /// How many rows have a status.
        package func count(_ status: RowStatus) -> Int {
            switch status {
            case .planned: planned
            case .applied: applied
            case .onDevice: onDevice
            case .already: already
            case .conflict: conflict
            case .failed: failed
            case .pending: pending
            case .look: look
            case .taken: taken
            }
        }
    }

    /// One thing that was left out.
    package struct LeftOut: Document {
        /// The group, or what a script calls it.
        package var what: String
        /// The reason.
        package var why: String
    }
}

/// One warning.
package struct WarningDocument: Document {
    /// What it is about.
    package var code: Warning.Code
    /// How much it matters.
    package var severity: Warning.Severity
    /// A sentence.
    package var message: String
    /// The keys and ids of the rows that it names.
    package var rows: [String]

    init(_ warning: Warning) {
        code = warning.code
        severity = warning.severity
        message = warning.command == nil ? warning.message : WarningText(warning).sentence
        rows = warning.rows
    }
}

/// Why a run did not do what was asked.
package struct FailureDocument: Document {
    /// The word for programs.
    package var code: String
    /// A sentence, with what would let it go on.
    package var message: String
    /// The script's line.
    package var position: String?
    /// What the API answered.
    package var api: API?
    /// What the plan was refused for beside it.
    @OmittedWhenNil package var also: [Other]?

    init(_ failure: RunReport.Failure) {
        code = failure.code.rawValue
        message = FailureText(failure).sentence
        position = failure.position
        api = failure.api.map(API.init)
        also = failure.also.isEmpty ? nil : failure.also.map(Other.init)
    }

    /// Another check that refused the plan.
    package struct Other: Document {
        /// The word for programs.
        package var code: String
        /// A sentence, with what would let it go on.
        package var message: String

        init(_ failure: RunReport.Failure) {
            code = failure.code.rawValue
            message = FailureText(failure).sentence
        }
    }

    /// The API's part of an error.
    package struct API: Document {
        /// The API's own code.
        package var code: String
        /// The HTTP status.
        package var status: Int?
        /// The API's request id.
        package var requestID: String?

        enum CodingKeys: String, CodingKey {
            case code, status
            case requestID = "request_id"
        }

        init(_ api: RunReport.Failure.API) {
            code = api.code
            status = api.status
            requestID = api.requestID
        }
    }
}

extension RunReport {
    /// The report as the one JSON document of docs/json.md.
    package var json: String { RunDocument(self).json }

    /// Writes the same document piece by piece: one of 100,000 rows has 150 MB.
    package func writeJSON(to sink: @escaping ([UInt8]) -> Void) {
        DocumentEncoder.write(RunDocumentInPieces(report: self), to: sink)
    }
}

/// The document of a report whose rows are made when they are written.
private struct RunDocumentInPieces: Encodable {
    let report: RunReport

    func encode(to encoder: any Encoder) throws {
        try RunDocument(report, rows: []).encode(to: encoder, rows: report.plan.rows.lazy.map(RowDocument.init))
    }
}
