import CivilTime
import GRDB
internal import Model

/// The rows and members of runs.
struct RowTable {
    /// The database, inside a transaction.
    let db: Database

    /// Writes the rows of a run in their order.
    func insert(_ rows: [Model.Row], run: String) throws {
        let insertRow = try db.makeStatement(
            sql: """
                INSERT INTO row (runID, ordinal, kind, identifier, name, zone, changes, isInHouse, deadline, status,
                    because, position, errorCode, errorMessage, errorRequestID, once, again, allowed)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
        let insertMember = try db.makeStatement(
            sql: """
                INSERT INTO member (runID, ordinal, memberOrdinal, accessCodeID, deviceID, door,
                    beforeStartsAt, beforeEndsAt, beforeName, beforeKind,
                    afterStartsAt, afterEndsAt, afterName, afterKind, status)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
        for (ordinal, row) in rows.enumerated() {
            try insertRow.execute(arguments: row.columns(run: run, ordinal: ordinal))
            for (memberOrdinal, member) in row.members.enumerated() {
                try insertMember.execute(
                    arguments: member.columns(run: run, ordinal: ordinal, memberOrdinal: memberOrdinal)
                )
            }
        }
    }

    /// Reads the rows of a run with their last intents, in their order.
    func entries(of run: String) throws -> [AdoptedRun.Entry] {
        var members = try members(of: run)
        let sql = "SELECT * FROM row WHERE runID = ? ORDER BY ordinal"
        let cursor = try GRDB.Row.fetchCursor(db, sql: sql, arguments: [run])
        var entries: [AdoptedRun.Entry] = []
        while let columns = try cursor.next() {
            let ordinal = try columns.decode(Int.self, forColumn: "ordinal")
            let row = try Model.Row(columns, members: members.removeValue(forKey: ordinal) ?? [])
            entries.append(AdoptedRun.Entry(row: row, lastIntent: try AdoptedRun.LastIntent(columns)))
        }
        return entries
    }

    /// Reads one row of a run.
    /// - Throws: `unknownRow`.
    func row(_ ordinal: Int, of run: String) throws -> Model.Row {
        let members = try GRDB.Row.fetchAll(
            db,
            sql: "SELECT * FROM member WHERE runID = ? AND ordinal = ? ORDER BY memberOrdinal",
            arguments: [run, ordinal],
        )
        let sql = "SELECT * FROM row WHERE runID = ? AND ordinal = ?"
        guard let columns = try GRDB.Row.fetchOne(db, sql: sql, arguments: [run, ordinal]) else {
            throw JournalError(.unknownRow, "Run \(run) has no row \(ordinal).")
        }
        return try Model.Row(columns, members: members.map(Model.Row.Member.init))
    }

    private func members(of run: String) throws -> [Int: [Model.Row.Member]] {
        let sql = "SELECT * FROM member WHERE runID = ? ORDER BY ordinal, memberOrdinal"
        let cursor = try GRDB.Row.fetchCursor(db, sql: sql, arguments: [run])
        var members: [Int: [Model.Row.Member]] = [:]
        while let columns = try cursor.next() {
            try members[columns.decode(Int.self, forColumn: "ordinal"), default: []].append(Model.Row.Member(columns))
        }
        return members
    }
}

extension Model.Row {
    fileprivate func columns(run: String, ordinal: Int) throws -> StatementArguments {
        try [
            run, ordinal, target.kind, StoredText.checked(target.identifier), StoredText.checked(name), zone,
            ChangedField.allCases.filter(changes.contains).map(\.rawValue).joined(separator: ","),
            isInHouse, deadline?.milliseconds, status.rawValue,
            StoredText.checked(because), StoredText.checked(position), error?.code, StoredText.checked(error?.message),
            error?.requestID, StoredText.checked(once), allowed.contains(.recent),
            RowCheck.allCases.filter(allowed.contains).map(\.rawValue).joined(separator: ","),
        ]
    }

    fileprivate init(_ columns: GRDB.Row, members: [Member]) throws {
        let changes = try columns.decode(String.self, forColumn: "changes").split(separator: ",")
        try self.init(
            target: Target(columns),
            name: columns.decode(forColumn: "name"),
            zone: columns.decode(forColumn: "zone"),
            changes: Set(changes.map { try GRDB.Row.word(String($0), column: "changes") }),
            members: members,
            isInHouse: columns.decode(forColumn: "isInHouse"),
            deadline: columns.instantIfAny("deadline"),
            because: columns.decode(forColumn: "because"),
            position: columns.decode(forColumn: "position"),
        )
        status = try columns.word("status")
        once = try columns.decode(forColumn: "once")
        let checks = try columns.decode(String.self, forColumn: "allowed").split(separator: ",")
        allowed = try Set(checks.map { try GRDB.Row.word(String($0), column: "allowed") })
        let again: Bool = try columns.decode(forColumn: "again")
        if again { allowed.insert(.recent) }
        guard let code = try columns.decode(String?.self, forColumn: "errorCode") else { return }
        error = try RowError(
            code: code,
            message: columns.decode(forColumn: "errorMessage"),
            requestID: columns.decode(forColumn: "errorRequestID"),
        )
    }
}

extension Model.Row.Target {
    /// The word for what is addressed.
    var kind: String {
        switch self {
        case .group: "group"
        case .code: "code"
        }
    }

    /// Makes a target of the columns `kind` and `identifier`.
    init(_ columns: GRDB.Row) throws {
        let identifier = try columns.decode(String.self, forColumn: "identifier")
        switch try columns.decode(String.self, forColumn: "kind") {
        case "group": self = .group(commonCodeKey: identifier)
        case "code": self = .code(accessCodeID: identifier)
        case let kind:
            throw JournalError(
                .storage,
                "The journal has a row of the kind \"\(kind.shown)\", which this program does not know."
            )
        }
    }
}

extension Model.Row.Member {
    fileprivate func columns(run: String, ordinal: Int, memberOrdinal: Int) throws -> StatementArguments {
        try [
            run, ordinal, memberOrdinal, accessCodeID, deviceID, StoredText.checked(door),
            before.startsAt?.milliseconds, before.endsAt?.milliseconds, StoredText.checked(before.name),
            before.kind.rawValue,
            after.startsAt?.milliseconds, after.endsAt?.milliseconds, StoredText.checked(after.name),
            after.kind.rawValue,
            status.rawValue,
        ]
    }

    fileprivate init(_ columns: GRDB.Row) throws {
        try self.init(
            accessCodeID: columns.decode(forColumn: "accessCodeID"),
            deviceID: columns.decode(forColumn: "deviceID"),
            door: columns.decode(forColumn: "door"),
            before: CodeState(columns, prefix: "before"),
            after: CodeState(columns, prefix: "after"),
            status: columns.word("status"),
        )
    }
}

extension CodeState {
    fileprivate init(_ columns: GRDB.Row, prefix: String) throws {
        try self.init(
            startsAt: columns.instantIfAny(prefix + "StartsAt"),
            endsAt: columns.instantIfAny(prefix + "EndsAt"),
            name: columns.decode(forColumn: prefix + "Name"),
            kind: columns.word(prefix + "Kind"),
        )
    }
}

extension AdoptedRun.LastIntent {
    fileprivate init?(_ columns: GRDB.Row) throws {
        guard let recordedAt = try columns.instantIfAny("intentAt") else { return nil }
        try self.init(
            attempt: columns.decode(forColumn: "attempt"),
            recordedAt: recordedAt,
            isOpen: columns.decode(forColumn: "intentIsOpen"),
        )
    }
}
