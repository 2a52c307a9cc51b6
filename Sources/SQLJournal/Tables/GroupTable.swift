import CivilTime
import Journal
internal import Model

/// Where the groups of workspaces were last seen.
struct GroupTable {
    let sql: any SQLSession

    /// Puts groups in the place of all that was known of a workspace.
    func replace(_ groups: [KnownGroup], scope: WorkspaceScope) throws {
        for table in ["knownMember", "knownGroup"] {
            try sql.change(
                "DELETE FROM \(table) WHERE endpoint = ?1 AND workspaceID = ?2",
                scope.endpoint,
                scope.workspaceID,
            )
        }
        // Of groups with one id the last one counts.
        let unique = Dictionary(groups.map { ($0.target.identifier, $0) }) { _, last in last }
        let sorted = unique.values.sorted { $0.target.identifier < $1.target.identifier }
        try sql.insert(
            into: "knownGroup",
            ["endpoint", "workspaceID", "identifier", "kind", "name", "seenAt"],
            sorted.map { group in
                try SQLValue.list([
                    scope.endpoint, scope.workspaceID, group.target.identifier, group.target.kind, group.name,
                    group.seenAt,
                ])
            },
        )
        try sql.insert(
            into: "knownMember",
            ["endpoint", "workspaceID", "identifier", "ordinal", "accessCodeID", "deviceID", "door", "zone"],
            sorted.flatMap { group in
                try group.members.enumerated().map { ordinal, member in
                    try SQLValue.list([
                        scope.endpoint, scope.workspaceID, group.target.identifier, ordinal, member.accessCodeID,
                        member.deviceID, member.door, member.zone,
                    ])
                }
            },
        )
    }

    /// The groups that a text names: all of them are looked at, because capitals, accents and spaces do not matter.
    func matching(_ text: String, scope: WorkspaceScope, seenAfter instant: Instant) throws -> [KnownGroup] {
        let pairs = try sql.rows(
            "SELECT * FROM knownMember WHERE endpoint = ?1 AND workspaceID = ?2 ORDER BY identifier, ordinal",
            scope.endpoint,
            scope.workspaceID,
        ) { (try $0.text("identifier"), try KnownGroup.Member($0)) }
        let members = Dictionary(grouping: pairs, by: \.0)
        let groups = try sql.rows(
            "SELECT * FROM knownGroup WHERE endpoint = ?1 AND workspaceID = ?2 AND seenAt > ?3",
            scope.endpoint,
            scope.workspaceID,
            instant,
        ) { row in try KnownGroup(row, (members[try row.text("identifier")] ?? []).map(\.1)) }
        return GroupRule.named(text, among: groups)
    }

    /// The group of a key or an id, nil where it was not seen.
    func group(_ identifier: String, scope: WorkspaceScope, seenAfter instant: Instant) throws -> KnownGroup? {
        try sql.first(
            "SELECT * FROM knownGroup WHERE endpoint = ?1 AND workspaceID = ?2 AND identifier = ?3 AND seenAt > ?4",
            scope.endpoint,
            scope.workspaceID,
            identifier,
            instant,
        ).map { try group($0, scope: scope) }
    }

    /// The id of the access grant that a code was seen with, nil where it was seen with none.
    func grant(ofCode accessCodeID: String, scope: WorkspaceScope) throws -> String? {
        try sql.first(
            """
            SELECT knownGroup.identifier AS identifier FROM knownMember JOIN knownGroup
                ON knownGroup.endpoint = knownMember.endpoint AND knownGroup.workspaceID = knownMember.workspaceID
                    AND knownGroup.identifier = knownMember.identifier
            WHERE knownMember.endpoint = ?1 AND knownMember.workspaceID = ?2 AND knownMember.accessCodeID = ?3
                AND knownGroup.kind = 'grant'
            """,
            scope.endpoint,
            scope.workspaceID,
            accessCodeID,
        )?.text("identifier")
    }

    private func group(_ row: SQLRow, scope: WorkspaceScope) throws -> KnownGroup {
        let members = try sql.rows(
            """
            SELECT * FROM knownMember WHERE endpoint = ?1 AND workspaceID = ?2 AND identifier = ?3 ORDER BY ordinal
            """,
            scope.endpoint,
            scope.workspaceID,
            row.text("identifier"),
        ) { try KnownGroup.Member($0) }
        return try KnownGroup(row, members)
    }
}

extension KnownGroup {
    fileprivate init(_ row: SQLRow, _ members: [Member]) throws {
        self.init(
            target: try Row.Target(row),
            name: try row.textIfAny("name"),
            members: members,
            seenAt: try row.instant("seenAt"),
        )
    }
}

extension KnownGroup.Member {
    fileprivate init(_ row: SQLRow) throws {
        self.init(
            accessCodeID: try row.text("accessCodeID"),
            deviceID: try row.text("deviceID"),
            door: try row.text("door"),
            zone: try row.textIfAny("zone"),
        )
    }
}
