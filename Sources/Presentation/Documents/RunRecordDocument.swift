package import CivilTime
package import Model

/// A run as the journal keeps it, without its rows.
package struct RunRecordDocument: Document {
    /// What made a run.
    package enum Origin: String, Codable, Sendable, CaseIterable {
        case run, undo, move, extend, file, repl, schedule
    }

    package var runID: String
    package var state: RunRecord.State
    package var script: String
    package var scriptHash: String
    package var arguments: [String]
    package var startedAt: Instant
    package var finishedAt: Instant?
    package var operatorName: String
    package var reason: String?
    package var schedule: String?
    package var origin: Origin
    /// The run that it undoes; left out for any other.
    @OmittedWhenNil package var undoOf: String?
    package var endpoint: String
    package var workspaceID: String
    package var planHash: String?
    package var zoneData: String?
    package var processID: Int32

    enum CodingKeys: String, CodingKey {
        case runID = "run_id"
        case state, script
        case scriptHash = "script_hash"
        case arguments = "args"
        case startedAt = "started_at"
        case finishedAt = "finished_at"
        case operatorName = "operator"
        case reason, schedule, origin
        case undoOf = "undo_of"
        case endpoint
        case workspaceID = "workspace_id"
        case planHash = "plan_hash"
        case zoneData = "zone_data"
        case processID = "process_id"
    }

    /// Makes the document of a record.
    package init(_ record: RunRecord) {
        runID = record.id
        state = record.state
        script = record.script
        scriptHash = record.scriptHash
        arguments = record.arguments
        startedAt = record.startedAt
        finishedAt = record.finishedAt
        operatorName = record.operatorName
        reason = record.reason
        schedule = record.scheduleName
        origin = Origin(record.origin)
        if case .undo(let run) = record.origin { undoOf = run }
        endpoint = record.endpoint
        workspaceID = record.workspaceID
        planHash = record.planHash
        zoneData = record.zoneDataVersion
        processID = record.processID
    }
}

extension RunRecordDocument.Origin {
    fileprivate init(_ origin: RunRecord.Origin) {
        self =
            switch origin {
            case .run: .run
            case .undo: .undo
            case .move: .move
            case .extend: .extend
            case .file: .file
            case .repl: .repl
            case .schedule: .schedule
            }
    }
}

/// The newest runs, the newest first.
package struct RunListDocument: Document {
    /// The runs.
    package var runs: [Entry]

    /// Makes the document of records.
    package init(_ runs: [RunRecord]) {
        self.runs = runs.map(Entry.init)
    }

    /// One run of the list.
    package struct Entry: Document {
        package var runID: String
        package var state: RunRecord.State
        package var script: String
        package var startedAt: Instant
        package var finishedAt: Instant?
        package var operatorName: String
        package var schedule: String?

        enum CodingKeys: String, CodingKey {
            case runID = "run_id"
            case state, script
            case startedAt = "started_at"
            case finishedAt = "finished_at"
            case operatorName = "operator"
            case schedule
        }

        init(_ run: RunRecord) {
            runID = run.id
            state = run.state
            script = run.script
            startedAt = run.startedAt
            finishedAt = run.finishedAt
            operatorName = run.operatorName
            schedule = run.scheduleName
        }
    }
}
