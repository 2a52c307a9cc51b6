package import Journal
package import Model

/// The locks that could not be reached when a plan was made: what Seam has of a row, they get when they are back.
///
/// That a row waits for one is kept with its outcome and not at the end of the run, so that it is known as well of a run that
/// was killed, stopped or given up.
package struct OfflineLocks: Hashable, Sendable {
    /// The ids of their devices.
    package var devices: Set<String>

    /// Makes it of the ids of devices.
    package init(_ devices: Set<String> = []) {
        self.devices = devices
    }

    /// The outcome of a row as it is kept: with what it waits for, where Seam has it and a lock has not.
    package func kept(_ outcome: RowOutcome, of row: Row) -> RowOutcome {
        let waiting = row.members.indices.filter { devices.contains(row.members[$0].deviceID) }
        guard outcome.status == .applied, outcome.error == nil, !waiting.isEmpty else { return outcome }
        let doors = Set(waiting.map { row.members[$0].door.shown }).sorted().joined(separator: ", ")
        var outcome = outcome
        for place in waiting where outcome.members.indices.contains(place) { outcome.members[place] = .pending }
        outcome.error = RowError(
            code: .waiting,
            message: "\(doors): the lock was offline, and gets the new hours when it is back"
        )
        return outcome
    }
}

extension Plan {
    /// Takes over from rows of the journal for which locks they wait: a run tells those of all its processes at its end.
    package mutating func takeKeptWaits() {
        for place in rows.indices where rows[place].status == .applied && rows[place].error?.code == .waiting {
            rows[place].error = nil
            for member in rows[place].members.indices where rows[place].members[member].status == .pending {
                offlineDevices.insert(rows[place].members[member].deviceID)
                rows[place].members[member].status = .applied
            }
        }
    }
}
