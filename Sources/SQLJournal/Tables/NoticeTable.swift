import CivilTime
import Journal
internal import Model

/// What is to be told of firings, written in the transaction that the firing changes in.
struct NoticeTable {
    let sql: any SQLSession

    /// Adds what there is to tell of a firing, where its schedule has an address for it.
    ///
    /// `waited` says that the firing was told to wait for a person, which its run may not show.
    func add(_ firing: Firing, others: Int, waited: Bool = false, at instant: Instant) throws {
        let schedules = ScheduleTable(sql: sql)
        let notice = try NoticeRule.notice(
            of: firing,
            after: NoticeRule.previous(
                of: firing,
                wasHeld: waited || wasHeld(firing),
                last: FiringTable(sql: sql).lastEnd(of: firing.schedule, before: firing.nominal),
            ),
            others: others,
            at: instant,
        ) { try schedules.address(of: firing.schedule, for: $0) }
        guard let notice else { return }
        try sql.change(
            """
            INSERT INTO notice (schedule, nominal, kind, state, runID, exitCode, detail, others, recordedAt, nextTryAt)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)
            """,
            notice.firing.schedule,
            notice.firing.nominal,
            notice.kind.rawValue,
            notice.firing.state.rawValue,
            notice.firing.runID,
            notice.firing.exitCode,
            notice.firing.detail,
            notice.others,
            instant,
        )
    }

    /// Whether a firing's run was begun by an approval, so that the firing waited.
    private func wasHeld(_ firing: Firing) throws -> Bool {
        try sql.finds(
            "SELECT 1 AS one FROM run WHERE id = ?1 AND approvalHash IS NOT NULL AND scheduleName = ?2",
            firing.runID ?? "",
            firing.schedule,
        )
    }

    /// Whether anything is to be told now.
    func isWaiting(at instant: Instant) throws -> Bool {
        try sql.finds("SELECT 1 AS one FROM notice WHERE nextTryAt <= ?1 LIMIT 1", instant)
    }

    /// Takes what is to be told now, oldest first.
    func take(limit: Int, at instant: Instant) throws -> [Notice] {
        let taken = try sql.rows(
            "SELECT * FROM notice WHERE nextTryAt <= ?1 ORDER BY id LIMIT ?2",
            instant,
            limit,
            make: notice,
        )
        for notice in taken {
            try sql.change(
                "UPDATE notice SET tries = tries + 1, nextTryAt = ?1 WHERE id = ?2",
                NoticeRule.nextTry(ofTakenAt: instant),
                notice.id,
            )
        }
        return taken
    }

    /// Keeps that a notice was told, was given up, or is to be tried again.
    func settle(_ id: Int64, nextTryAt: Instant?, error: String?, at instant: Instant) throws {
        try sql.change(
            "UPDATE notice SET nextTryAt = ?1, error = ?2, toldAt = ?3 WHERE id = ?4",
            nextTryAt,
            error,
            error == nil ? instant : nil,
            id,
        )
    }

    private func notice(_ row: SQLRow) throws -> Notice {
        let name = try row.text("schedule")
        var firing = try Firing(
            schedule: name,
            nominal: row.instant("nominal"),
            startedAt: row.instant("recordedAt"),
        )
        firing.state = try row.word("state")
        firing.runID = try row.textIfAny("runID")
        firing.exitCode = try row.numberIfAny("exitCode")
        firing.detail = try row.textIfAny("detail")
        let kind: Notice.Kind = try row.word("kind")
        return Notice(
            id: try row.number("id"),
            kind: kind,
            firing: firing,
            others: try row.number("others"),
            tries: try row.number("tries"),
            target: try ScheduleTable(sql: sql).address(of: name, for: kind),
        )
    }
}
