import CivilTime
import Journal
internal import Model

/// The plans that wait for a second person, and their history.
struct ApprovalTable {
    let sql: any SQLSession

    private static let columns = [
        "hash", "state", "endpoint", "workspaceID", "workspaceName", "author", "person", "scheduleName", "askedBy",
        "script", "arguments", "reason", "groupCount", "firstAskedAt", "askedAt", "asks", "expiresAt", "decidedBy",
        "decidedAt", "decidedReason", "isBreakGlass", "runID", "begunAt",
        "detail",
    ]

    /// Writes a plan in place of what is known of its hash, with another document where there is one.
    func put(_ plan: WaitingPlan, document: String? = nil) throws {
        let columns = Self.columns + (document == nil ? [] : ["document"])
        guard document == nil else {
            let changed = columns.dropFirst().map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
            try sql.change(
                SQLText.insert(into: "waitingPlan", columns, lines: 1)
                    + " ON CONFLICT (hash) DO UPDATE SET \(changed)",
                Self.values(plan) + SQLValue.list([document]),
            )
            return
        }
        let changed = columns.enumerated().dropFirst().map { "\($1) = ?\($0 + 1)" }.joined(separator: ", ")
        try sql.change("UPDATE waitingPlan SET \(changed) WHERE hash = ?1", Self.values(plan))
    }

    /// Lets events be changed while `body` runs, for a name that is to be forgotten.
    func changingEvents<Made>(_ body: () throws -> Made) throws -> Made {
        try sql.unlocked(GuardedTable(table: "planEvent", act: .changed), body)
    }

    /// One plan, nil where there is none.
    func plan(_ hash: String) throws -> WaitingPlan? {
        try sql.first("SELECT \(Self.listed) FROM waitingPlan WHERE hash = ?1", hash).map(WaitingPlan.init)
    }

    /// The document of a plan, nil where there is none.
    func document(_ hash: String) throws -> String? {
        try sql.first("SELECT document FROM waitingPlan WHERE hash = ?1", hash)?.text("document")
    }

    /// The plans that were asked for since an instant, the newest first.
    func plans(since instant: Instant) throws -> [WaitingPlan] {
        try sql.rows(
            "SELECT \(Self.listed) FROM waitingPlan WHERE askedAt >= ?1 ORDER BY askedAt DESC, hash",
            instant,
            make: WaitingPlan.init,
        )
    }

    /// The plans that nobody has begun, refused or ended, whether or not their time is over.
    func open() throws -> [WaitingPlan] {
        try sql.rows(
            "SELECT \(Self.listed) FROM waitingPlan WHERE state IN ('waiting', 'approved') ORDER BY askedAt, hash",
            make: WaitingPlan.init,
        )
    }

    /// Writes where a plan stands from now on, with a line of its history, and ends the firing that asked for it, which is
    /// told.
    /// - Returns: The firing that goes on with the plan's run, nil for none.
    @discardableResult
    func settle(_ plan: WaitingPlan, by actor: String, detail: String? = nil, at instant: Instant) throws -> Firing? {
        try put(plan)
        try append(plan, by: actor, detail: detail, at: instant)
        let firings = FiringTable(sql: sql)
        guard let firing = ApprovalRule.ended(try firings.firing(ofRun: plan.askedBy), by: plan, at: instant) else {
            return nil
        }
        try firings.update(firing)
        if firing.state == .running { return firing }
        try NoticeTable(sql: sql).add(firing, others: 0, waited: true, at: instant)
        return nil
    }

    /// Adds a line to the history, which the database refuses to change or delete.
    func append(_ plan: WaitingPlan, by actor: String, detail: String? = nil, at instant: Instant) throws {
        try sql.change(
            """
            INSERT INTO planEvent (recordedAt, hash, state, actor, isBreakGlass, detail) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """,
            instant,
            plan.hash,
            plan.state.rawValue,
            actor,
            plan.state == .approved && plan.decision?.isBreakGlass == true,
            detail,
        )
    }

    /// The history of a plan, the oldest line first.
    func events(of hash: String) throws -> [PlanEvent] {
        try sql.rows("SELECT * FROM planEvent WHERE hash = ?1 ORDER BY id", hash) { row in
            PlanEvent(
                at: try row.instant("recordedAt"),
                hash: try row.text("hash"),
                state: try row.word("state"),
                actor: try row.text("actor"),
                isBreakGlass: try row.flag("isBreakGlass"),
                detail: try row.textIfAny("detail"),
            )
        }
    }

    /// The columns without the document, which is long.
    private static let listed = columns.joined(separator: ", ")

    private static func values(_ plan: WaitingPlan) throws -> [SQLValue] {
        try SQLValue.list([
            plan.hash, plan.state.rawValue, plan.scope.endpoint, plan.scope.workspaceID, plan.workspaceName,
            plan.author, plan.person, plan.scheduleName, plan.askedBy, plan.script, StoredList.text(plan.arguments),
            plan.reason, plan.groups, plan.firstAskedAt, plan.askedAt, plan.asks, plan.expiresAt, plan.decision?.by,
            plan.decision?.at, plan.decision?.reason, plan.decision?.isBreakGlass ?? false, plan.runID, plan.begunAt,
            plan.detail,
        ])
    }
}

extension WaitingPlan {
    /// Makes a plan of a line of `waitingPlan`.
    fileprivate init(_ row: SQLRow) throws {
        try self.init(
            hash: row.text("hash"),
            scope: WorkspaceScope(endpoint: row.text("endpoint"), workspaceID: row.text("workspaceID")),
            author: row.text("author"),
            askedBy: row.text("askedBy"),
            script: row.text("script"),
            arguments: StoredList.items(row.text("arguments")),
            groups: row.number("groupCount"),
            askedAt: row.instant("askedAt"),
            expiresAt: row.instant("expiresAt"),
        )
        state = try row.word("state")
        workspaceName = try row.textIfAny("workspaceName")
        person = try row.textIfAny("person")
        scheduleName = try row.textIfAny("scheduleName")
        reason = try row.textIfAny("reason")
        firstAskedAt = try row.instant("firstAskedAt")
        asks = try row.number("asks")
        runID = try row.textIfAny("runID")
        begunAt = try row.instantIfAny("begunAt")
        detail = try row.textIfAny("detail")
        guard let by = try row.textIfAny("decidedBy"), let at = try row.instantIfAny("decidedAt") else { return }
        decision = Decision(
            by: by,
            at: at,
            reason: try row.textIfAny("decidedReason"),
            isBreakGlass: try row.flag("isBreakGlass"),
        )
    }
}
