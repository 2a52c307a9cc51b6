import CivilTime
import Journal
internal import Model

/// The pace of doors, which all runs share: who uses which slots until when, who waits, and which doors are closed.
struct DoorTable {
    /// Who takes slots.
    struct Taker {
        var run: String
        /// The token of the run's claim: slots of other tokens are those of others.
        var token: String
    }

    let sql: any SQLSession
    let endpoint: String

    /// Keeps how sends ended, which shortens the time of their slots, and closes the doors that were asked to be left alone.
    func settle(_ ends: [SendEnd], run: String) throws {
        for end in ends {
            if let answeredAt = end.answeredAt {
                try sql.change(
                    "UPDATE doorSlot SET freesAt = ?1, isAnswered = 1 WHERE runID = ?2 AND ordinal = ?3 AND attempt = ?4 AND freesAt > ?1",
                    PaceRule.end(ofSendAnsweredAt: answeredAt),
                    run,
                    end.row,
                    end.attempt,
                )
            } else {
                try sql.change(
                    "DELETE FROM doorSlot WHERE runID = ?1 AND ordinal = ?2 AND attempt = ?3",
                    run,
                    end.row,
                    end.attempt,
                )
            }
            guard let until = end.closedUntil else { continue }
            let devices = try sql.rows(
                "SELECT DISTINCT deviceID FROM member WHERE runID = ?1 AND ordinal = ?2 ORDER BY deviceID",
                run,
                end.row,
            ) { try $0.text("deviceID") }
            for device in devices { try close(device, until: until) }
        }
    }

    /// Gives slots to the intents whose doors have a place, in their order.
    ///
    /// The rows of the doors are locked first, all in one order, so that nobody else counts the same slots.
    func grant(_ intents: [RowIntent], to taker: Taker, at now: Instant) throws -> IntentVerdict {
        let devices = Set(intents.flatMap(\.devices.keys)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        guard !devices.isEmpty else { return IntentVerdict(granted: Set(intents.map(\.row))) }
        for device in devices { try lock(device) }
        var doors: [String: DoorState] = [:]
        var rivals: [String: [PaceRule.Rival]] = [:]
        for device in devices {
            doors[device] = try state(of: device, .update, at: now)
            rivals[device] = try self.rivals(of: taker.run, at: device, now)
        }
        var verdict = IntentVerdict(granted: [])
        var likely: [String: DoorState] = [:]
        var slots: [[SQLValue]] = []
        for intent in intents {
            guard opening(for: intent, at: doors, rivals, now) <= now else {
                for device in intent.devices.keys where likely[device] == nil {
                    likely[device] = try likelyState(of: device, .update, at: now)
                }
                let next = max(opening(for: intent, at: likely, rivals, now), now + PaceRule.turn)
                verdict.waits[intent.row] = next
                for (device, slots) in intent.devices where verdict.doors[device] == nil {
                    try wait(for: device, slots, intent, taker.run, until: next + PaceRule.courtesy)
                    verdict.doors[device] = try likelyState(of: device, .update, at: now, except: taker.token)
                }
                continue
            }
            verdict.granted.insert(intent.row)
            let end = PaceRule.worstEnd(ofSendAt: now)
            for (device, count) in intent.devices {
                doors[device, default: DoorState()].frees += Array(repeating: end, count: count)
                slots.append(try line(device, .update, taker, intent.row, intent.attempt, count, end))
            }
        }
        try insert(slots)
        if verdict.waits.isEmpty { try stopWaiting(taker.run) }
        return verdict
    }

    /// When all doors of a row take it.
    private func opening(
        for intent: RowIntent,
        at doors: [String: DoorState],
        _ rivals: [String: [PaceRule.Rival]],
        _ now: Instant,
    ) -> Instant {
        intent.devices.map { device, slots in
            PaceRule.opening(
                for: intent.asRival(slots),
                .update,
                doors[device] ?? DoorState(),
                rivals: rivals[device] ?? [],
                at: now,
            )
        }.max() ?? now
    }

    /// Takes the slot of one call by a script.
    /// - Returns: When there is a place for it, nil when it has taken one.
    func grant(_ call: PacedCall, at device: String, to taker: Taker, effect: Int64, at now: Instant) throws -> Instant?
    {
        try lock(device)
        let asker = PaceRule.Rival(isNamed: false, deadline: nil, slots: 1)
        let opening = PaceRule.opening(
            for: asker,
            call,
            try state(of: device, call, at: now),
            rivals: try rivals(of: taker.run, at: device, now),
            at: now,
        )
        guard opening <= now else {
            let likely = PaceRule.opening(
                for: asker,
                call,
                try likelyState(of: device, call, at: now),
                rivals: [],
                at: now,
            )
            return max(likely, now + PaceRule.turn)
        }
        try insert([line(device, call, taker, -1, Int(effect), 1, PaceRule.worstEnd(ofSendAt: now))])
        return nil
    }

    /// Takes the slot of a call that was answered already.
    func use(_ call: PacedCall, at device: String, by taker: Taker, effect: Int64, answeredAt: Instant) throws {
        try insert([line(device, call, taker, -1, Int(effect), 1, PaceRule.end(ofSendAnsweredAt: answeredAt))])
    }

    /// How busy each door is likely to be with updates, by device id.
    func busy(at now: Instant) throws -> [String: DoorState] {
        var doors: [String: DoorState] = [:]
        try sql.each(
            """
            SELECT deviceID, slots, freesAt, isAnswered FROM doorSlot
            WHERE endpoint = ?1 AND call = 'update' AND freesAt > ?2
            """,
            SQLValue.list([endpoint, now]),
        ) { row in try doors[row.text("deviceID"), default: DoorState()].frees += likelyEnds(row, at: now) }
        for device in doors.keys { doors[device]?.frees.sort() }
        try sql.each(
            "SELECT deviceID, closedUntil FROM door WHERE endpoint = ?1 AND closedUntil > ?2",
            SQLValue.list([endpoint, now]),
        ) { row in
            try doors[row.text("deviceID"), default: DoorState()].closedUntil = row.instant("closedUntil")
        }
        return doors
    }

    private func likelyEnds(_ row: SQLRow, at now: Instant) throws -> [Instant] {
        let end = try row.instant("freesAt")
        let likely = try row.flag("isAnswered") ? end : PaceRule.likelyEnd(ofSlotUntil: end, at: now)
        return Array(repeating: likely, count: try row.number("slots"))
    }

    /// Deletes what is over.
    func prune(at now: Instant) throws {
        try sql.change("DELETE FROM doorSlot WHERE freesAt < ?1", now)
        try sql.change("DELETE FROM doorWait WHERE until < ?1", now)
    }

    private func lock(_ device: String) throws {
        try sql.change(
            """
            INSERT INTO door (endpoint, deviceID, closedUntil) VALUES (?1, ?2, 0)
            ON CONFLICT (endpoint, deviceID) DO UPDATE SET deviceID = excluded.deviceID
            """,
            endpoint,
            device,
        )
    }

    private func close(_ device: String, until: Instant) throws {
        try sql.change(
            """
            INSERT INTO door (endpoint, deviceID, closedUntil) VALUES (?1, ?2, ?3)
            ON CONFLICT (endpoint, deviceID)
                DO UPDATE SET closedUntil = excluded.closedUntil WHERE excluded.closedUntil > door.closedUntil
            """,
            endpoint,
            device,
            until,
        )
    }

    /// How busy a door can be at most: as if no answer came that has not come yet.
    private func state(of device: String, _ call: PacedCall, at now: Instant) throws -> DoorState {
        try state(of: device, call, at: now, except: "") { row in
            try Array(repeating: row.instant("freesAt"), count: row.number("slots"))
        }
    }

    /// How busy a door is likely to be with what others than the holder of a token send.
    private func likelyState(
        of device: String,
        _ call: PacedCall,
        at now: Instant,
        except token: String = "",
    ) throws -> DoorState {
        try state(of: device, call, at: now, except: token) { row in try likelyEnds(row, at: now) }
    }

    private func state(
        of device: String,
        _ call: PacedCall,
        at now: Instant,
        except token: String,
        ends: (SQLRow) throws -> [Instant],
    ) throws -> DoorState {
        var state = DoorState()
        try sql.each(
            """
            SELECT slots, freesAt, isAnswered FROM doorSlot
            WHERE endpoint = ?1 AND deviceID = ?2 AND call = ?3 AND freesAt > ?4 AND token <> ?5
            """,
            SQLValue.list([endpoint, device, call.rawValue, now, token]),
        ) { row in state.frees += try ends(row) }
        state.frees.sort()
        let door = try sql.first(
            "SELECT closedUntil FROM door WHERE endpoint = ?1 AND deviceID = ?2 AND closedUntil > ?3",
            endpoint,
            device,
            now,
        )
        state.closedUntil = try door?.instant("closedUntil")
        return state
    }

    private func rivals(of run: String, at device: String, _ now: Instant) throws -> [PaceRule.Rival] {
        try sql.rows(
            """
            SELECT isNamed, deadline, slots FROM doorWait
            WHERE endpoint = ?1 AND deviceID = ?2 AND runID <> ?3 AND until > ?4
            """,
            endpoint,
            device,
            run,
            now,
        ) { row in
            PaceRule.Rival(
                isNamed: try row.flag("isNamed"),
                deadline: try row.instantIfAny("deadline"),
                slots: try row.number("slots"),
            )
        }
    }

    /// Notes that a run waits for a door, with the first of its rows that does.
    private func wait(
        for device: String,
        _ slots: Int,
        _ intent: RowIntent,
        _ run: String,
        until: Instant,
    ) throws {
        try sql.change(
            """
            INSERT INTO doorWait (endpoint, deviceID, runID, isNamed, deadline, slots, until)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            ON CONFLICT (endpoint, deviceID, runID) DO UPDATE SET isNamed = excluded.isNamed,
                deadline = excluded.deadline, slots = excluded.slots, until = excluded.until
            """,
            endpoint,
            device,
            run,
            intent.isNamed,
            intent.deadline,
            slots,
            until,
        )
    }

    private func stopWaiting(_ run: String) throws {
        try sql.change("DELETE FROM doorWait WHERE runID = ?1", run)
    }

    private func line(
        _ device: String,
        _ call: PacedCall,
        _ taker: Taker,
        _ ordinal: Int,
        _ attempt: Int,
        _ slots: Int,
        _ end: Instant,
    ) throws -> [SQLValue] {
        try SQLValue.list([
            endpoint, device, call.rawValue, taker.run, taker.token, ordinal, attempt, slots, end,
        ])
    }

    private func insert(_ lines: [[SQLValue]]) throws {
        try sql.insert(
            into: "doorSlot",
            ["endpoint", "deviceID", "call", "runID", "token", "ordinal", "attempt", "slots", "freesAt"],
            lines,
        )
    }
}

extension RowIntent {
    fileprivate func asRival(_ slots: Int) -> PaceRule.Rival {
        PaceRule.Rival(isNamed: isNamed, deadline: deadline, slots: slots)
    }
}
