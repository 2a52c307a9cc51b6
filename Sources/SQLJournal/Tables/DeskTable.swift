import CivilTime
import Journal
internal import Model

/// The last look at each workspace, and the runs that somebody has looked at.
struct DeskTable {
    let sql: any SQLSession

    private static let columns = [
        "endpoint", "workspaceID", "accessCodeID", "kind", "identifier", "deviceID", "door", "zone", "name", "startsAt",
        "endsAt", "type", "isOnline", "isOnLock", "seenAt",
    ]

    /// Keeps a reading, and forgets the codes that nobody can ask for any more.
    func keep(_ reading: StayReading) throws {
        let (endpoint, workspace) = (reading.scope.endpoint, reading.scope.workspaceID)
        try sql.change(
            """
            INSERT INTO reading (endpoint, workspaceID, workspaceName, readAt, clockLead)
                VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (endpoint, workspaceID)
                DO UPDATE SET workspaceName = excluded.workspaceName, readAt = excluded.readAt,
                    clockLead = excluded.clockLead
            """,
            endpoint,
            workspace,
            reading.workspaceName,
            reading.readAt,
            reading.clockLead,
        )
        try sql.change(
            """
            DELETE FROM readCode WHERE endpoint = ?1 AND workspaceID = ?2 AND seenAt < ?3
            AND coalesce(endsAt, seenAt) < ?3
            """,
            endpoint,
            workspace,
            ReadingRule.endOfMemory(at: reading.readAt),
        )
        let changed = Self.columns.dropFirst(3).map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
        try sql.insert(
            into: "readCode",
            Self.columns,
            reading.stays.flatMap { stay in
                try stay.doors.map { try values(of: $0, stay, reading.scope) }
            },
            or: "ON CONFLICT (endpoint, workspaceID, accessCodeID) DO UPDATE SET \(changed)",
        )
    }

    private func values(of door: Stay.Door, _ stay: Stay, _ scope: WorkspaceScope) throws -> [SQLValue] {
        try SQLValue.list([
            scope.endpoint, scope.workspaceID, door.accessCodeID, stay.target.kind, stay.target.identifier,
            door.deviceID,
            door.name, door.zone, door.state.name, door.state.startsAt, door.state.endsAt, door.state.kind.rawValue,
            door.isOnline, door.isOnLock, stay.seenAt,
        ])
    }

    /// The newest reading of a server, of one workspace where that is named.
    func last(endpoint: String, workspaceID: String?) throws -> StayReading? {
        let head = try sql.first(
            """
            SELECT * FROM reading WHERE endpoint = ?1 AND (?2 = '' OR workspaceID = ?2) ORDER BY readAt DESC LIMIT 1
            """,
            endpoint,
            workspaceID ?? "",
        )
        guard let head else { return nil }
        let scope = WorkspaceScope(endpoint: endpoint, workspaceID: try head.text("workspaceID"))
        var reading = StayReading(
            scope: scope,
            workspaceName: try head.text("workspaceName"),
            readAt: try head.instant("readAt"),
            stays: [],
        )
        reading.clockLead = TimeSpan(milliseconds: try head.number("clockLead"))
        return ReadingRule.ordered(try fill(reading))
    }

    /// Puts the codes into a reading: those of its own look, and apart from them the stays that are gone.
    private func fill(_ reading: StayReading) throws -> StayReading {
        var stays: [Row.Target: Stay] = [:]
        try sql.each(
            "SELECT * FROM readCode WHERE endpoint = ?1 AND workspaceID = ?2 ORDER BY seenAt DESC, accessCodeID",
            SQLValue.list([reading.scope.endpoint, reading.scope.workspaceID]),
        ) { row in
            let target = try Row.Target(row)
            let seenAt = try row.instant("seenAt")
            let door = try Stay.Door(row)
            var stay = stays[target] ?? Stay(target: target, name: door.state.name, doors: [], seenAt: seenAt)
            // A code that left a stay which is still there is no door of it any more, and is told apart.
            if stay.seenAt == seenAt || seenAt < reading.readAt && stay.seenAt < reading.readAt {
                stay.doors.append(door)
            } else {
                stay.lost.append(door)
            }
            stay.isGone = stay.seenAt < reading.readAt
            stays[target] = stay
        }
        var filled = reading
        filled.stays = Array(stays.values)
        return filled
    }

    /// The codes that the newest reading of their workspace did not have although their ends were ahead, by their stays.
    func missing(at now: Instant) throws -> [Stay] {
        var stays: [Row.Target: Stay] = [:]
        try sql.each(
            """
            SELECT code.* FROM readCode AS code
            JOIN reading ON reading.endpoint = code.endpoint AND reading.workspaceID = code.workspaceID
            WHERE code.seenAt < reading.readAt AND code.endsAt > reading.readAt AND code.endsAt > ?1 - reading.clockLead
            AND NOT EXISTS (
                SELECT 1 FROM readCode AS other
                WHERE other.endpoint = code.endpoint AND other.workspaceID = code.workspaceID
                AND other.deviceID = code.deviceID AND other.seenAt = reading.readAt
                AND (other.identifier = code.identifier OR other.name = code.name)
            )
            ORDER BY code.endsAt, code.accessCodeID LIMIT 200
            """,
            SQLValue.list([now]),
        ) { row in
            let target = try Row.Target(row)
            let door = try Stay.Door(row)
            let seenAt = try row.instant("seenAt")
            stays[target, default: Stay(target: target, name: door.state.name, doors: [], seenAt: seenAt)].doors.append(
                door
            )
        }
        return stays.values.sorted { ($0.name ?? "", $0.target.identifier) < ($1.name ?? "", $1.target.identifier) }
    }

    /// Keeps that somebody has looked at a run.
    func markSeen(_ run: String, by operatorName: String, at instant: Instant) throws {
        try sql.change(
            """
            INSERT INTO seenRun (runID, seenAt, operatorName) VALUES (?1, ?2, ?3)
            ON CONFLICT (runID) DO UPDATE SET seenAt = excluded.seenAt, operatorName = excluded.operatorName
            """,
            run,
            instant,
            operatorName,
        )
    }

    /// The runs that somebody has looked at, of those begun since an instant.
    func seen(since instant: Instant) throws -> Set<String> {
        Set(
            try sql.rows(
                "SELECT runID FROM seenRun JOIN run ON run.id = seenRun.runID WHERE run.startedAt >= ?1",
                instant,
            ) { try $0.text("runID") }
        )
    }
}

extension Stay.Door {
    /// Makes a door of a line of the last reading.
    fileprivate init(_ row: SQLRow) throws {
        let word = try row.text("type")
        guard let kind = CodeState.Kind(rawValue: word) else {
            throw JournalError(.storage, "The journal has a code of the type \"\(word.shown)\", which is unknown.")
        }
        let state = CodeState(
            startsAt: try row.instantIfAny("startsAt"),
            endsAt: try row.instantIfAny("endsAt"),
            name: try row.textIfAny("name"),
            kind: kind,
        )
        self.init(
            accessCodeID: try row.text("accessCodeID"),
            deviceID: try row.text("deviceID"),
            name: try row.text("door"),
            zone: try row.textIfAny("zone"),
            state: state,
        )
        let online: Int? = try row.numberIfAny("isOnline")
        let onLock: Int? = try row.numberIfAny("isOnLock")
        isOnline = online.map { $0 != 0 }
        isOnLock = onLock.map { $0 != 0 }
    }
}
