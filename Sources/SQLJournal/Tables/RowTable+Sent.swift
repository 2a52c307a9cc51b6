import Journal
internal import Model

extension RowTable {
    /// The hours that rows sent to some codes, many codes at a time, in no order.
    func sentHours(to codes: [String], in scope: WorkspaceScope) throws -> [SentHours] {
        var sent: [SentHours] = []
        var rest = codes[...]
        for size in Self.sizesOfLists {
            let marks = (0..<size).map { "?\($0 + 3)" }.joined(separator: ", ")
            while rest.count >= size {
                try sql.each(
                    """
                    SELECT member.accessCodeID AS accessCodeID, row.intentAt AS intentAt,
                        member.afterStartsAt AS afterStartsAt, member.afterEndsAt AS afterEndsAt
                    FROM member JOIN row ON row.runID = member.runID AND row.ordinal = member.ordinal
                    JOIN run ON run.id = member.runID
                    WHERE run.endpoint = ?1 AND run.workspaceID = ?2 AND row.intentAt IS NOT NULL
                        AND row.status <> 'failed' AND member.accessCodeID IN (\(marks))
                    """,
                    try SQLValue.list([scope.endpoint, scope.workspaceID] + rest.prefix(size)),
                ) { row in
                    sent.append(
                        SentHours(
                            accessCodeID: try row.text("accessCodeID"),
                            at: try row.instant("intentAt"),
                            bounds: OutsideChange.Bounds(
                                startsAt: try row.instantIfAny("afterStartsAt"),
                                endsAt: try row.instantIfAny("afterEndsAt"),
                            ),
                        )
                    )
                }
                rest = rest.dropFirst(size)
            }
        }
        return sent
    }

    /// The numbers of codes that are asked for at a time, the largest first: each is a statement of its own.
    private static let sizesOfLists = [100, 1]
}
