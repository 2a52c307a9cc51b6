package import CivilTime
package import Model

/// A run as the journal keeps it, without its rows.
package struct RunRecordDocument: Document {
    /// What made a run.
    package enum Origin: String, Codable, Sendable, CaseIterable {
        case run, undo, move, extend, create, end, cancel, readmit, resend, pin, backup, open, file, repl, schedule
        case changeRoom = "change-room"
        case newPIN = "new-pin"
    }

    /// The run's id.
    package var runID: String
    /// Where it stands.
    package var state: RunRecord.State
    /// The script as it was named.
    package var script: String
    /// The SHA-256 of the script's text, empty for the prompt.
    package var scriptHash: String
    /// The script's arguments.
    package var arguments: [String]
    /// When it began.
    package var startedAt: Instant
    /// When it ended.
    package var finishedAt: Instant?
    /// Who started it.
    package var operatorName: String
    /// Who was signed in; left out where nobody was.
    @OmittedWhenNil package var person: String?
    /// Who approved its plan; left out where it needed no approval.
    @OmittedWhenNil package var approvedBy: String?
    /// The reason of an author who approved their own plan; left out for any other.
    @OmittedWhenNil package var breakGlass: String?
    /// Why, in the operator's words.
    package var reason: String?
    /// The schedule.
    package var schedule: String?
    /// What made it.
    package var origin: Origin
    /// The run that it undoes; left out for any other.
    @OmittedWhenNil package var undoOf: String?
    /// The server.
    package var endpoint: String
    /// The workspace.
    package var workspaceID: String
    /// The hash of the plan's rows.
    package var planHash: String?
    /// The version of the zone data.
    package var zoneData: String?
    /// The process that works on it.
    package var processID: Int32

    enum CodingKeys: String, CodingKey {
        case runID = "run_id"
        case state, script
        case scriptHash = "script_hash"
        case arguments = "args"
        case startedAt = "started_at"
        case finishedAt = "finished_at"
        case operatorName = "operator"
        case person
        case approvedBy = "approved_by"
        case breakGlass = "break_glass"
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
        person = record.person
        approvedBy = record.approval?.by
        breakGlass = record.approval?.breakGlass
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
            case .booking(.create): .create
            case .booking(.end): .end
            case .booking(.cancel): .cancel
            case .booking(.readmit): .readmit
            case .booking(.resend): .resend
            case .booking(.pin): .pin
            case .booking(.backup): .backup
            case .booking(.open): .open
            case .booking(.changeRoom): .changeRoom
            case .booking(.newPIN): .newPIN
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
        /// The run's id.
        package var runID: String
        /// Where it stands.
        package var state: RunRecord.State
        /// The script as it was named.
        package var script: String
        /// When it began.
        package var startedAt: Instant
        /// When it ended.
        package var finishedAt: Instant?
        /// Who started it.
        package var operatorName: String
        /// The schedule.
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
