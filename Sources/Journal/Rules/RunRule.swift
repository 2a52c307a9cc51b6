package import CivilTime
package import Model

/// What becomes of runs and of their rows.
package enum RunRule {
    /// Whether an id can name a run: it is part of the names of files.
    package static func canName(_ id: String) -> Bool {
        !id.isEmpty && id.utf8.count <= 64
            && id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    }

    /// Whether a row keeps its run unfinished: it is planned or pending, or an intent has no outcome.
    package static func isOpen(_ status: RowStatus, intentIsOpen: Bool) -> Bool {
        status == .planned || status == .pending || intentIsOpen
    }

    /// A record as it reads: one that is `running` without a living process is interrupted.
    package static func shown(_ record: RunRecord, isAlive: Bool) -> RunRecord {
        guard record.state == .running, !isAlive else { return record }
        var record = record
        record.state = .interrupted
        return record
    }

    /// A record that another process goes on with.
    package static func adopted(_ record: RunRecord, by processID: Int32) -> RunRecord {
        var record = record
        record.state = .running
        record.processID = processID
        record.finishedAt = nil
        return record
    }

    /// A record that its process has ended.
    package static func finished(_ record: RunRecord, _ state: RunRecord.State, at instant: Instant) -> RunRecord {
        var record = record
        record.state = state
        record.finishedAt = instant
        return record
    }

    /// A record that somebody gave up; what its own process had kept of another end stays.
    package static func abandoned(_ record: RunRecord, at instant: Instant) -> RunRecord {
        var record = emptied(record, at: instant)
        if record.state == .interrupted { record.state = .abandoned }
        return record
    }

    /// A record of which another run has taken the last group; what its own process had kept of its end stays.
    package static func emptied(_ record: RunRecord, at instant: Instant) -> RunRecord {
        var record = shown(record, isAlive: false)
        record.finishedAt = record.finishedAt ?? instant
        return record
    }

    /// A record that goes on with its rows, where it was opened before they were known.
    package static func planned(_ open: RunRecord, as plan: RunRecord) -> RunRecord {
        var record = open
        record.workspaceID = plan.workspaceID
        record.planHash = plan.planHash
        record.reason = plan.reason
        record.zoneDataVersion = plan.zoneDataVersion
        record.approval = plan.approval
        record.limits = plan.limits
        return record
    }

    /// What a journal keeps of a row: what only its plan asked about is not in it.
    package static func kept(_ row: Row) -> Row {
        var row = row
        row.isRelative = false
        row.isNamed = false
        row.isUnclearlyMixed = false
        row.wallZones = []
        return row
    }

    /// Whether the rows, the history and the calls of a run can be deleted: it ended before an instant and holds nothing.
    package static func canForget(_ run: RunRecord, holds: Bool, before instant: Instant) -> Bool {
        guard let finishedAt = run.finishedAt, run.state != .running, !holds else { return false }
        return finishedAt < instant
    }

    /// What is wrong with a row whose send returned after the run was taken over, nil while it has no outcome: then it is
    /// read in any case.
    package static func late(_ status: RowStatus, intentIsOpen: Bool) -> RowError? {
        guard !isOpen(status, intentIsOpen: intentIsOpen) else { return nil }
        return RowError(
            code: .late,
            message:
                "a send of this run returned after another process had taken it over; verify which hours the doors have",
        )
    }
}
