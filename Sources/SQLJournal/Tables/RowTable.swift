import CivilTime
import Journal
internal import Model

/// The rows and members of runs.
struct RowTable {
    let sql: any SQLSession

    /// Writes rows of a run in their order, the first of them at a place of the plan.
    ///
    /// They are made into values a few hundred at a time: those of a large plan would take as much memory as the plan.
    func insert(_ rows: [Row], run: String, from place: Int = 0) throws {
        for start in stride(from: 0, to: rows.count, by: Self.rowsAtOnce) {
            let part = rows[start..<min(start + Self.rowsAtOnce, rows.count)]
            try sql.insert(
                into: "row",
                [
                    "runID", "ordinal", "kind", "identifier", "name", "zone", "changes", "isInHouse", "deadline",
                    "status", "because", "position", "errorCode", "errorMessage", "errorRequestID", "once", "again",
                    "allowed", "salt", "change", "madeKey", "codeLength", "keepsPIN",
                ],
                part.indices.map { try rows[$0].values(run: run, ordinal: place + $0) },
            )
            try sql.insert(
                into: "member",
                [
                    "runID", "ordinal", "memberOrdinal", "accessCodeID", "deviceID", "door",
                    "beforeStartsAt", "beforeEndsAt", "beforeName", "beforeKind",
                    "afterStartsAt", "afterEndsAt", "afterName", "afterKind", "status",
                ],
                part.indices.flatMap { index in
                    try rows[index].members.enumerated().map {
                        try $1.values(run: run, ordinal: place + index, memberOrdinal: $0)
                    }
                },
            )
        }
    }

    private static let rowsAtOnce = 500

    /// The rows of a run with what seals their texts, in their order.
    ///
    /// They are read some at a time: those of a large run would take as much memory as its plan.
    func eachSealed(of run: String, _ body: (ChainRule.SealedRow) -> Void) throws {
        var start: Int? = 0
        while let from = start {
            let rows = try sealed(of: run, from: from)
            rows.forEach { body($0.sealed) }
            start = rows.last.map { $0.ordinal + 1 }
        }
    }

    private func sealed(of run: String, from start: Int) throws -> [(ordinal: Int, sealed: ChainRule.SealedRow)] {
        let ordinals: [Int] = try sql.rows(
            "SELECT ordinal FROM row WHERE runID = ?1 AND ordinal >= ?2 ORDER BY ordinal LIMIT \(Self.sealedAtOnce)",
            run,
            start,
        ) { row in try row.number("ordinal") }
        guard let last = ordinals.last else { return [] }
        let range = try SQLValue.list([run, start, last])
        var members: [Int: [Row.Member]] = [:]
        try sql.each(
            """
            SELECT * FROM member WHERE runID = ?1 AND ordinal >= ?2 AND ordinal <= ?3 ORDER BY ordinal, memberOrdinal
            """,
            range,
        ) { row in try members[row.number("ordinal"), default: []].append(Row.Member(row)) }
        var found: [(ordinal: Int, sealed: ChainRule.SealedRow)] = []
        try sql.each("SELECT * FROM row WHERE runID = ?1 AND ordinal >= ?2 AND ordinal <= ?3 ORDER BY ordinal", range) {
            let ordinal: Int = try $0.number("ordinal")
            let row = try Row($0, members: members.removeValue(forKey: ordinal) ?? [])
            found.append((ordinal, ChainRule.SealedRow(row: row, seal: try PersonalSeal($0))))
        }
        return found
    }

    private static let sealedAtOnce = 2000

    /// The hash of the texts of a row, which is kept when they are forgotten.
    /// - Throws: `unknownRow`.
    func textDigest(_ ordinal: Int, of run: String) throws -> String {
        let row = try entry(ordinal, of: run).row
        let line = try sql.first(
            "SELECT salt, textDigest FROM row WHERE runID = ?1 AND ordinal = ?2",
            run,
            ordinal
        )
        return ChainRule.digest(of: row, try line.map(PersonalSeal.init) ?? PersonalSeal(salt: nil))
    }

    /// Reads the rows of a run with their last intents, in their order.
    func entries(of run: String) throws -> [AdoptedRun.Entry] {
        var members: [Int: [Row.Member]] = [:]
        try sql.each(
            "SELECT * FROM member WHERE runID = ?1 ORDER BY ordinal, memberOrdinal",
            SQLValue.list([run]),
        ) { row in try members[row.number("ordinal"), default: []].append(Row.Member(row)) }
        return try sql.rows("SELECT * FROM row WHERE runID = ?1 ORDER BY ordinal", run) { row in
            AdoptedRun.Entry(
                row: try Row(row, members: members.removeValue(forKey: row.number("ordinal")) ?? []),
                lastIntent: try AdoptedRun.LastIntent(row),
            )
        }
    }

    /// The newest intent of each row of a run that had one.
    func intents(of run: String) throws -> [Int: AdoptedRun.LastIntent] {
        var intents: [Int: AdoptedRun.LastIntent] = [:]
        try sql.each(
            "SELECT ordinal, attempt, intentAt, intentIsOpen FROM row WHERE runID = ?1 AND intentAt IS NOT NULL",
            SQLValue.list([run]),
        ) { row in intents[try row.number("ordinal")] = try AdoptedRun.LastIntent(row) }
        return intents
    }

    /// Reads one row of a run with its last intent.
    /// - Throws: `unknownRow`.
    func entry(_ ordinal: Int, of run: String) throws -> AdoptedRun.Entry {
        let members = try sql.rows(
            "SELECT * FROM member WHERE runID = ?1 AND ordinal = ?2 ORDER BY memberOrdinal",
            run,
            ordinal,
            make: Row.Member.init,
        )
        guard let row = try sql.first("SELECT * FROM row WHERE runID = ?1 AND ordinal = ?2", run, ordinal) else {
            throw JournalError.unknownRow(ordinal, of: run)
        }
        return AdoptedRun.Entry(row: try Row(row, members: members), lastIntent: try AdoptedRun.LastIntent(row))
    }

    /// Keeps that a row is about to be sent.
    /// - Returns: Who has taken it out of the run, so that it must not be.
    /// - Throws: `unknownRow`.
    func intend(_ intent: RowIntent, of run: String, at instant: Instant) throws -> RowError? {
        let count = try sql.change(
            """
            UPDATE row SET attempt = ?1, intentAt = ?2, intentIsOpen = 1
            WHERE runID = ?3 AND ordinal = ?4 AND status <> 'taken'
            """,
            intent.attempt,
            instant,
            run,
            intent.row,
        )
        return count == 1 ? nil : try whoTook(intent.row, of: run)
    }

    /// Keeps what became of a row and of its members.
    /// - Returns: Who has taken it out of the run; it then stays as it is.
    /// - Throws: `unknownRow`.
    func settle(_ outcome: RowOutcome, of run: String) throws -> RowError? {
        let count = try sql.change(
            """
            UPDATE row SET status = ?1, errorCode = ?2, errorMessage = ?3, errorRequestID = ?4, intentIsOpen = 0
            WHERE runID = ?5 AND ordinal = ?6 AND status <> 'taken'
            """,
            outcome.status.rawValue,
            outcome.error?.code.rawValue,
            outcome.error?.message,
            outcome.error?.requestID,
            run,
            outcome.row,
        )
        guard count == 1 else { return try whoTook(outcome.row, of: run) }
        try settleMembers(outcome, of: run)
        let isMore = try sql.finds(
            "SELECT 1 AS one FROM member WHERE runID = ?1 AND ordinal = ?2 AND memberOrdinal >= ?3 LIMIT 1",
            run,
            outcome.row,
            outcome.members.count,
        )
        if isMore { throw JournalError.unknownRow(outcome.row, of: run) }
        return nil
    }

    private func settleMembers(_ outcome: RowOutcome, of run: String) throws {
        for (memberOrdinal, status) in outcome.members.enumerated() {
            let count = try sql.change(
                """
                UPDATE member SET status = ?1, accessCodeID = COALESCE(?5, accessCodeID)
                WHERE runID = ?2 AND ordinal = ?3 AND memberOrdinal = ?4
                """,
                status.rawValue,
                run,
                outcome.row,
                memberOrdinal,
                outcome.made[memberOrdinal],
            )
            guard count == 1 else { throw JournalError.unknownRow(outcome.row, of: run) }
        }
    }

    /// Takes a row out of its run, which sends nothing for it from now on.
    func giveUp(_ row: Int, of run: String, for reason: RowError) throws {
        try sql.change(
            """
            UPDATE row SET status = 'taken', errorCode = ?3, errorMessage = ?4, intentIsOpen = 0
            WHERE runID = ?1 AND ordinal = ?2
            """,
            run,
            row,
            reason.code.rawValue,
            reason.message,
        )
        try sql.change("UPDATE member SET status = 'taken' WHERE runID = ?1 AND ordinal = ?2", run, row)
    }

    /// The places of those rows of a run that have something in common with the rows of another one.
    func meeting(_ other: String, in run: String) throws -> [Int] {
        try sql.rows(
            """
            SELECT DISTINCT mine.ordinal AS ordinal FROM (
                SELECT ordinal, identifier FROM row WHERE runID = ?1
                UNION ALL SELECT ordinal, accessCodeID FROM member WHERE runID = ?1
            ) AS mine
            WHERE mine.identifier IN (
                SELECT identifier FROM row WHERE runID = ?2
                UNION ALL SELECT accessCodeID FROM member WHERE runID = ?2
            )
            ORDER BY ordinal
            """,
            run,
            other,
        ) { try $0.number("ordinal") }
    }

    /// How far a run is with those of its rows that have one of some keys and ids.
    func progress(of run: String, with identifiers: [String]) throws -> Prior.Progress {
        for identifier in identifiers {
            let found = try sql.rows(
                """
                SELECT status, attempt, intentAt, intentIsOpen FROM row WHERE identifier = ?2 AND runID = ?1
                UNION ALL SELECT row.status, row.attempt, row.intentAt, row.intentIsOpen
                FROM member JOIN row ON row.runID = member.runID AND row.ordinal = member.ordinal
                WHERE member.accessCodeID = ?2 AND member.runID = ?1
                """,
                run,
                identifier,
            ) { row in TakeRule.progress(of: try row.word("status"), try AdoptedRun.LastIntent(row)) }
            if let sent = found.first(where: { $0 != .idle }) { return sent }
        }
        return .idle
    }

    private func whoTook(_ row: Int, of run: String) throws -> RowError {
        let found = try sql.first(
            "SELECT errorCode, errorMessage FROM row WHERE runID = ?1 AND ordinal = ?2 AND status = 'taken'",
            run,
            row,
        )
        guard let found else { throw JournalError.unknownRow(row, of: run) }
        return try RowError(code: .init(rawValue: found.text("errorCode")), message: found.text("errorMessage"))
    }

    /// Marks a row that was settled, and that a send returned for afterwards, as one to look at.
    /// - Throws: `unknownRow`.
    func lookAgain(_ row: Int, of run: String) throws {
        let found = try sql.first("SELECT status, intentIsOpen FROM row WHERE runID = ?1 AND ordinal = ?2", run, row)
        guard let found else { throw JournalError.unknownRow(row, of: run) }
        guard let error = RunRule.late(try found.word("status"), intentIsOpen: try found.flag("intentIsOpen")) else {
            return
        }
        try sql.change(
            "UPDATE row SET status = 'look', errorCode = ?3, errorMessage = ?4 WHERE runID = ?1 AND ordinal = ?2",
            run,
            row,
            error.code.rawValue,
            error.message,
        )
    }

    /// How many rows of a run stand where.
    func counts(of run: String) throws -> [RowStatus: Int] {
        var counts: [RowStatus: Int] = [:]
        try sql.each(
            "SELECT status, count(*) AS count FROM row WHERE runID = ?1 GROUP BY status",
            SQLValue.list([run]),
        ) { row in counts[try row.word("status")] = try row.number("count") }
        return counts
    }
}

extension Row {
    fileprivate func values(run: String, ordinal: Int) throws -> [SQLValue] {
        try SQLValue.list([
            run, ordinal, target.kind, target.identifier, name, zone,
            ChangedField.allCases.filter(changes.contains).map(\.rawValue).joined(separator: ","),
            isInHouse, deadline, status.rawValue,
            because, position, error?.code.rawValue, error?.message, error?.requestID,
            once, allowed.contains(.recent), allowed.words, RandomName.make(),
            change.rawValue, madeKey, codeLength, keepsPIN,
        ])
    }

    fileprivate init(_ row: SQLRow, members: [Member]) throws {
        try self.init(
            target: Target(row),
            name: row.textIfAny("name"),
            zone: row.textIfAny("zone"),
            changes: row.words("changes"),
            members: members,
            isInHouse: row.flag("isInHouse"),
            deadline: row.instantIfAny("deadline"),
            because: row.textIfAny("because"),
            position: row.textIfAny("position"),
        )
        change = try row.word("change")
        madeKey = try row.textIfAny("madeKey")
        codeLength = try row.numberIfAny("codeLength")
        keepsPIN = try row.flag("keepsPIN")
        status = try row.word("status")
        once = try row.textIfAny("once")
        allowed = try row.words("allowed")
        if try row.flag("again") { allowed.insert(.recent) }
        guard let code = try row.textIfAny("errorCode") else { return }
        error = try RowError(
            code: RowError.Code(rawValue: code),
            message: row.text("errorMessage"),
            requestID: row.textIfAny("errorRequestID"),
        )
    }
}

extension Row.Target {
    /// The word for what is addressed.
    var kind: String {
        switch self {
        case .group: "group"
        case .code: "code"
        case .grant: "grant"
        }
    }

    /// Makes a target of the columns `kind` and `identifier`.
    init(_ row: SQLRow) throws {
        let identifier = try row.text("identifier")
        switch try row.text("kind") {
        case "group": self = .group(commonCodeKey: identifier)
        case "code": self = .code(accessCodeID: identifier)
        case "grant": self = .grant(accessGrantID: identifier)
        case let kind:
            throw JournalError(
                .storage,
                "The journal has a row of the kind \"\(kind.shown)\", which this program does not know."
            )
        }
    }
}

extension Row.Member {
    fileprivate func values(run: String, ordinal: Int, memberOrdinal: Int) throws -> [SQLValue] {
        try SQLValue.list([
            run, ordinal, memberOrdinal, accessCodeID, deviceID, door,
            before.startsAt, before.endsAt, before.name, before.kind.rawValue,
            after.startsAt, after.endsAt, after.name, after.kind.rawValue,
            status.rawValue,
        ])
    }

    fileprivate init(_ row: SQLRow) throws {
        try self.init(
            accessCodeID: row.text("accessCodeID"),
            deviceID: row.text("deviceID"),
            door: row.text("door"),
            before: CodeState(row, prefix: "before"),
            after: CodeState(row, prefix: "after"),
            status: row.word("status"),
        )
    }
}

extension CodeState {
    fileprivate init(_ row: SQLRow, prefix: String) throws {
        try self.init(
            startsAt: row.instantIfAny(prefix + "StartsAt"),
            endsAt: row.instantIfAny(prefix + "EndsAt"),
            name: row.textIfAny(prefix + "Name"),
            kind: row.word(prefix + "Kind"),
        )
    }
}

extension AdoptedRun.LastIntent {
    fileprivate init?(_ row: SQLRow) throws {
        guard let recordedAt = try row.instantIfAny("intentAt") else { return nil }
        try self.init(
            attempt: row.number("attempt"),
            recordedAt: recordedAt,
            isOpen: row.flag("intentIsOpen"),
        )
    }
}
