import CivilTime
import Journal
internal import Model

/// The pace of doors, which all runs share: who uses which slots until when, who waits, and which doors are closed.
struct DoorTable {
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
    func grant(_ intents: [RowIntent], to taker: DoorBook.Taker, at now: Instant) throws -> IntentVerdict {
        let devices = SlotRule.devices(of: intents)
        guard !devices.isEmpty, !Trial.isWithout(.slots) else { return IntentVerdict(granted: Set(intents.map(\.row))) }
        for device in devices { try lock(device) }
        var books: [String: DoorBook] = [:]
        for device in devices { books[device] = try book(of: device, at: now) }
        let grants = SlotRule.grants(intents, to: taker, books, at: now)
        try insert(grants.slots)
        for waiting in grants.waits { try wait(for: waiting.device, waiting.wait) }
        if grants.verdict.waits.isEmpty { try stopWaiting(taker.run) }
        return grants.verdict
    }

    /// Takes the slot of one call by a script.
    /// - Returns: When there is a place for it, nil when it has taken one.
    func grant(_ call: PacedCall, at device: String, to taker: DoorBook.Taker, effect: Int64, at now: Instant) throws
        -> Instant?
    {
        try lock(device)
        let opening = SlotRule.opening(for: call, of: taker, try book(of: device, at: now), at: now)
        if opening == nil { try insert([SlotRule.slot(of: call, at: device, taker, effect: effect, sentAt: now)]) }
        return opening
    }

    /// Takes the slots of calls that were answered already.
    func use(_ effects: [DirectEffect], by taker: DoorBook.Taker) throws {
        try insert(effects.compactMap { SlotRule.slot(of: $0, taker) })
    }

    /// How busy each door is likely to be with updates, by device id.
    func busy(at now: Instant) throws -> [String: DoorState] {
        var books: [String: DoorBook] = [:]
        try sql.each(
            "SELECT * FROM doorSlot WHERE endpoint = ?1 AND call = 'update' AND freesAt > ?2",
            SQLValue.list([endpoint, now]),
        ) { row in try books[row.text("deviceID"), default: DoorBook()].slots.append(DoorBook.Slot(row)) }
        try sql.each(
            "SELECT deviceID, closedUntil FROM door WHERE endpoint = ?1 AND closedUntil > ?2",
            SQLValue.list([endpoint, now]),
        ) { row in
            try books[row.text("deviceID"), default: DoorBook()].closedUntil = row.instant("closedUntil")
        }
        return books.mapValues { $0.likelyState(of: .update, at: now) }
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

    /// The book of a door with what still counts of it.
    private func book(of device: String, at now: Instant) throws -> DoorBook {
        let closed = try sql.first(
            "SELECT closedUntil FROM door WHERE endpoint = ?1 AND deviceID = ?2 AND closedUntil > ?3",
            endpoint,
            device,
            now,
        )
        return DoorBook(
            slots: try sql.rows(
                "SELECT * FROM doorSlot WHERE endpoint = ?1 AND deviceID = ?2 AND freesAt > ?3",
                endpoint,
                device,
                now,
                make: DoorBook.Slot.init,
            ),
            waits: try sql.rows(
                "SELECT * FROM doorWait WHERE endpoint = ?1 AND deviceID = ?2 AND until > ?3",
                endpoint,
                device,
                now,
                make: DoorBook.Wait.init,
            ),
            closedUntil: try closed?.instant("closedUntil"),
        )
    }

    /// Notes that a run waits for a door.
    private func wait(for device: String, _ wait: DoorBook.Wait) throws {
        try sql.change(
            """
            INSERT INTO doorWait (endpoint, deviceID, runID, isNamed, deadline, slots, until)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            ON CONFLICT (endpoint, deviceID, runID) DO UPDATE SET isNamed = excluded.isNamed,
                deadline = excluded.deadline, slots = excluded.slots, until = excluded.until
            """,
            endpoint,
            device,
            wait.run,
            wait.rival.isNamed,
            wait.rival.deadline,
            wait.rival.slots,
            wait.until,
        )
    }

    private func stopWaiting(_ run: String) throws {
        try sql.change("DELETE FROM doorWait WHERE runID = ?1", run)
    }

    private func insert(_ slots: [SlotRule.Taken]) throws {
        try sql.insert(
            into: "doorSlot",
            [
                "endpoint", "deviceID", "call", "runID", "token", "ordinal", "attempt", "slots", "freesAt",
                "isAnswered",
            ],
            slots.map { taken in
                let slot = taken.slot
                return try SQLValue.list([
                    endpoint, taken.device, slot.call.rawValue, slot.taker.run, slot.taker.token, slot.row,
                    slot.attempt,
                    slot.count, slot.freesAt, slot.isAnswered,
                ])
            },
        )
    }
}

extension DoorBook.Slot {
    fileprivate init(_ row: SQLRow) throws {
        try self.init(
            row.word("call"),
            taker: DoorBook.Taker(run: row.text("runID"), token: row.text("token")),
            row: row.number("ordinal"),
            attempt: row.number("attempt"),
            count: row.number("slots"),
            freesAt: row.instant("freesAt"),
            isAnswered: row.flag("isAnswered"),
        )
    }
}

extension DoorBook.Wait {
    fileprivate init(_ row: SQLRow) throws {
        try self.init(
            run: row.text("runID"),
            rival: PaceRule.Rival(
                isNamed: row.flag("isNamed"),
                deadline: row.instantIfAny("deadline"),
                slots: row.number("slots"),
            ),
            until: row.instant("until"),
        )
    }
}
