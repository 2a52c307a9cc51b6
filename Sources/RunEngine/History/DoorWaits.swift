internal import CivilTime
internal import Journal
internal import Model

extension DoorWait {
    /// The locks that an unfinished row waits for.
    static func of(_ row: Row, in run: RunRecord) -> [Self] {
        guard row.changesDoors, row.status == .pending, let code = row.error?.code else { return [] }
        switch code {
        case .stillOpens:
            return row.members.filter { $0.part == .drop && $0.status != .applied }
                .map { Self(run: run, row: row, member: $0) }
        case .waiting:
            return row.members.filter { $0.part == .add }.map { Self(run: run, row: row, member: $0) }
        default: return []
        }
    }
}

extension StatusFacts {
    /// Adds who arrives next at doors which an ended PIN still opens, as the workspaces were read last.
    mutating func addArrivals(from journal: any Journal) async throws(JournalError) {
        var readings: [WorkspaceScope: StayReading?] = [:]
        for place in doorWaits.indices where doorWaits[place].isOldPIN {
            let scope = doorWaits[place].run.scope
            if readings[scope] == nil {
                readings[scope] = try await journal.lastReading(
                    endpoint: scope.endpoint,
                    workspaceID: scope.workspaceID
                )
            }
            let stays = (readings[scope] ?? nil)?.stays ?? []
            doorWaits[place].nextArrival = Self.nextArrival(at: doorWaits[place], stays, after: now)
        }
    }

    private static func nextArrival(at wait: DoorWait, _ stays: [Stay], after now: Instant) -> Instant? {
        let own = Set(wait.row.members.map(\.accessCodeID))
        let doors = stays.lazy.filter { !$0.isGone }.flatMap(\.doors)
        let others = doors.filter { $0.deviceID == wait.member.deviceID && !own.contains($0.accessCodeID) }
        return others.compactMap(\.state.startsAt).filter { $0 > now }.min()
    }
}
