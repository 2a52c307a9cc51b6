package import CivilTime
import GRDB
package import Model
import Seam

extension SQLiteJournal {
    /// Keeps where the groups of a workspace are, in place of all that was known of it.
    package func keepKnownGroups(_ groups: [KnownGroup], scope: WorkspaceScope) async throws(JournalError) {
        try await write { db in
            try db.execute(
                sql: "DELETE FROM knownGroup WHERE endpoint = ? AND workspaceID = ?",
                arguments: [scope.endpoint, scope.workspaceID],
            )
            let insert = try db.makeStatement(
                sql: """
                    INSERT OR REPLACE INTO knownGroup (endpoint, workspaceID, identifier, kind, name, members, seenAt)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """
            )
            for group in groups {
                try insert.execute(arguments: [
                    scope.endpoint, scope.workspaceID, StoredText.checked(group.target.identifier), group.target.kind,
                    StoredText.checked(group.name), group.membersJSON(), group.seenAt.milliseconds,
                ])
            }
        }
    }

    /// The groups of this key, or whose name is this or begins with these words, that were seen in the last 24 hours.
    package func knownGroups(
        matching text: String,
        scope: WorkspaceScope,
        at instant: Instant,
    ) async throws(JournalError) -> [KnownGroup] {
        try await read { db in
            let rows = try GRDB.Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM knownGroup
                    WHERE endpoint = ?1 AND workspaceID = ?2 AND seenAt > ?4
                        AND (name = ?3 OR identifier = ?3 OR substr(name, 1, length(?3) + 1) = ?3 || ' ')
                    ORDER BY name, identifier
                    """,
                arguments: [
                    scope.endpoint, scope.workspaceID, text, (instant - KnownGroup.lifetime).milliseconds,
                ],
            )
            return try rows.map(KnownGroup.init)
        }
    }

    /// Those groups of some keys and ids that were seen in the last 24 hours, in any order.
    package func knownGroups(
        of identifiers: [String],
        scope: WorkspaceScope,
        at instant: Instant,
    ) async throws(JournalError) -> [KnownGroup] {
        try await read { db in
            let select = try db.cachedStatement(
                sql: """
                    SELECT * FROM knownGroup
                    WHERE endpoint = ? AND workspaceID = ? AND identifier = ? AND seenAt > ?
                    """
            )
            let since = (instant - KnownGroup.lifetime).milliseconds
            return try identifiers.compactMap { identifier in
                let arguments: StatementArguments = [scope.endpoint, scope.workspaceID, identifier, since]
                return try GRDB.Row.fetchOne(select, arguments: arguments).map(KnownGroup.init)
            }
        }
    }
}

extension KnownGroup {
    fileprivate func membersJSON() throws -> String {
        let members = members.map { member in
            JSONValue.array([
                .string(member.accessCodeID), .string(member.deviceID), .string(member.door),
                member.zone.map(JSONValue.string) ?? .null,
            ])
        }
        return try StoredText.checked(JSONValue.array(members).serialized())
    }

    fileprivate init(_ columns: GRDB.Row) throws {
        let members = try JSONValue(parsing: columns.decode(String.self, forColumn: "members")).array ?? []
        try self.init(
            target: Model.Row.Target(columns),
            name: columns.decode(forColumn: "name"),
            members: members.compactMap { Member($0.array ?? []) },
            seenAt: columns.instant("seenAt"),
        )
    }
}

extension KnownGroup.Member {
    fileprivate init?(_ parts: [JSONValue]) {
        guard parts.count == 4, let code = parts[0].string, let device = parts[1].string, let door = parts[2].string
        else { return nil }
        self.init(accessCodeID: code, deviceID: device, door: door, zone: parts[3].string)
    }
}
