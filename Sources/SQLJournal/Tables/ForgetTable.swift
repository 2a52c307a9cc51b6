import CivilTime
import Journal
internal import Model

/// Erases a name from all tables; ids, hours and statuses stay.
struct ForgetTable {
    let sql: any SQLSession
    let text: ForgetText
    let instant: Instant

    private static let forgotten = NoteEraser.forgotten

    /// Erases it, and tells how much that was.
    /// - Throws: `unfinishedRun` when a run that is not over has it: its rows are still compared with the doors.
    func forget() throws -> Forgotten {
        var count = Forgotten()
        try EventTable(sql: sql).changing {
            count.rows = try forgetRows()
            count.events = try clear("detail", of: "event", key: "id")
        }
        let (eraser, gone) = (try eraser(), try goneSchedules())
        count.runs = try forgetRuns(eraser, gone)
        count.calls = try forgetCalls()
        count.readings = try forgetReadings()
        count.alarms = try forgetAlarms()
        count.others = try forgetPlans(eraser) + forgetOthers() + forgetSchedules(gone) + forgetNotes(eraser)
        count.left = try left() + eraser.known.map { "\($0.shown) is the name of a person: who did what keeps it" }
        let sum = count.rows + count.runs
        if sum > 0 {
            let what = "\(count.rows) rows, \(count.runs) runs"
            try ChainTable(sql: sql).append(.forgotten, what, at: instant)
        }
        return count
    }

    // MARK: - Rows and runs

    private func forgetRows() throws -> Int {
        var found = Set<Place>()
        try sql.each("SELECT runID, ordinal, name, because, once, errorMessage FROM row", []) { row in
            let texts = try ["name", "because", "once", "errorMessage"].map { try row.textIfAny($0) }
            if texts.contains(where: text.isIn) { found.insert(try Place(row)) }
        }
        try sql.each("SELECT runID, ordinal, beforeName, afterName FROM member", []) { row in
            let names = [try row.textIfAny("beforeName"), try row.textIfAny("afterName")]
            if names.contains(where: text.isIn) { found.insert(try Place(row)) }
        }
        let holding = Set(try RunTable(sql: sql).holding().map(\.id))
        if let open = found.first(where: { holding.contains($0.run) }) {
            throw JournalError.unfinished("a stay", by: try RunTable(sql: sql).run(open.run))
        }
        for place in found { try forget(place) }
        try forgetPositions()
        return found.count
    }

    /// Takes out where in which script a change was written.
    private func forgetPositions() throws {
        let positions = try sql.rows("SELECT DISTINCT position FROM row") { try $0.textIfAny("position") }
        for position in positions where text.isIn(position) {
            try sql.change("UPDATE row SET position = NULL WHERE position = ?1", position)
        }
    }

    /// A row of a run.
    private struct Place: Hashable {
        let run: String
        let ordinal: Int

        init(_ row: SQLRow) throws {
            run = try row.text("runID")
            ordinal = try row.number("ordinal")
        }
    }

    private func forget(_ place: Place) throws {
        let digest = try RowTable(sql: sql).textDigest(place.ordinal, of: place.run)
        try sql.change(
            """
            UPDATE row SET salt = NULL, textDigest = ?1, name = NULL, because = NULL,
                once = CASE WHEN once IS NULL THEN NULL ELSE ?2 END,
                errorMessage = CASE WHEN errorMessage IS NULL THEN NULL ELSE ?2 END
            WHERE runID = ?3 AND ordinal = ?4
            """,
            digest,
            Self.forgotten,
            place.run,
            place.ordinal,
        )
        try sql.change(
            "UPDATE member SET beforeName = NULL, afterName = NULL WHERE runID = ?1 AND ordinal = ?2",
            place.run,
            place.ordinal,
        )
        try sql.change(
            "UPDATE event SET detail = ?1 WHERE runID = ?2 AND ordinal = ?3 AND detail IS NOT NULL",
            Self.forgotten,
            place.run,
            place.ordinal,
        )
    }

    private func forgetRuns(_ eraser: NoteEraser, _ gone: [String]) throws -> Int {
        let chain = ChainTable(sql: sql)
        var count = 0
        for run in try sql.rows("SELECT * FROM run", make: RunRecord.init) {
            var other = run
            forget(&other, eraser, gone)
            guard other != run else { continue }
            count += 1
            let held = try chain.isSealed(run.id)
            try put(other)
            guard held else { continue }
            try chain.reopen(run.id, at: instant)
            try chain.seal(run.id, at: instant)
        }
        return count
    }

    /// Takes the name out of all texts of a run.
    private func forget(_ run: inout RunRecord, _ eraser: NoteEraser, _ gone: [String]) {
        run.arguments = run.arguments.map { text.isIn($0) ? Self.forgotten : $0 }
        if text.isIn(run.reason) { run.reason = Self.forgotten }
        if text.isIn(run.script) { run.script = Self.forgotten }
        if case .file(let name) = run.origin, text.isIn(name) { run.origin = .file(Self.forgotten) }
        if text.isIn(run.approval?.breakGlass) { run.approval?.breakGlass = Self.forgotten }
        if let by = eraser.erased(run.approval?.by) { run.approval?.by = by }
        run.operatorName = eraser.erased(run.operatorName) ?? run.operatorName
        if let schedule = run.scheduleName, gone.contains(schedule) { run.scheduleName = Self.forgotten }
    }

    /// Writes a run whose texts have changed, with another salt: what is left of them is guarded by its next seal, and nobody can
    /// try names on the one before.
    private func put(_ run: RunRecord) throws {
        var file: String?
        if case .file(let name) = run.origin { file = name }
        try sql.change(
            """
            UPDATE run SET salt = ?1, textDigest = NULL, arguments = ?2, reason = ?3, originDetail = coalesce(?4, originDetail),
                breakGlass = ?5, approvedBy = ?6, operatorName = ?7, script = ?8, scheduleName = ?9
            WHERE id = ?10
            """,
            RandomName.make(),
            StoredList.text(run.arguments),
            run.reason,
            file,
            run.approval?.breakGlass,
            run.approval?.by,
            run.operatorName,
            run.script,
            run.scheduleName,
            run.id,
        )
    }

    // MARK: - The rest

    private func forgetCalls() throws -> Int {
        let calls = try keys(of: "directEffect", key: "id", having: ["parameters", "detail"])
        for id in calls {
            try sql.change("UPDATE directEffect SET parameters = '{}', detail = ?1 WHERE id = ?2", Self.forgotten, id)
        }
        return calls.count
    }

    private func forgetReadings() throws -> Int {
        var count = 0
        for (table, key) in [("knownGroup", "identifier"), ("readCode", "accessCodeID")] {
            let names = try sql.rows("SELECT \(key), name FROM \(table)") { row in
                text.isIn(try row.textIfAny("name")) ? try row.text(key) : nil
            }
            for id in names.compactMap(\.self) {
                count += try sql.change("DELETE FROM \(table) WHERE \(key) = ?1", id)
            }
        }
        return count
    }

    private func forgetAlarms() throws -> Int {
        let alarms = try keys(of: "alarm", key: "id", having: ["name", "text", "subjectID", "source"])
        for id in alarms {
            try sql.change(
                """
                UPDATE alarm SET name = ?1, text = ?1,
                    subjectID = CASE WHEN subjectKind = 'word' THEN ?2 ELSE subjectID END,
                    source = CASE WHEN source LIKE 'script %' THEN ?2 ELSE source END
                WHERE id = ?3
                """,
                Self.forgotten,
                "\(Self.forgotten) \(id)",
                id,
            )
        }
        return alarms.count + (try clear("error", of: "alarmTelling", key: "alarmID"))
    }

    /// Erases plans that wait for a second person as a whole, since their rows are approved as they are or not at all.
    ///
    /// Of what was done about plans the words go.
    private func forgetPlans(_ eraser: NoteEraser) throws -> Int {
        let texts = ["arguments", "reason", "decidedReason", "detail", "document", "script"]
        let authors = try sql.rows("SELECT hash, author FROM waitingPlan") { row in
            try eraser.erased(row.text("author")) == nil ? nil : try row.text("hash")
        }
        let plans = Set(try keys(of: "waitingPlan", key: "hash", having: texts) + authors.compactMap(\.self))
        for hash in plans {
            try sql.change("DELETE FROM waitingPlan WHERE hash = ?1", hash)
        }
        return plans.count
            + (try ApprovalTable(sql: sql).changingEvents { try clear("detail", of: "planEvent", key: "id") })
    }

    private func forgetOthers() throws -> Int {
        var count = try clear("detail", of: "notice", key: "id") + clear("error", of: "notice", key: "id")
        count += try clear("detail", of: "firing", key: "(schedule || ' ' || nominal)")
        count += try clear("pauseNote", of: "schedule", key: "name") + clear("reason", of: "halt", key: "id")
        count += try clear("acceptedReason", of: "journal", key: "id")
        for scope in try keys(of: "memory", key: "runID", having: ["value", "scope"]) {
            count += try sql.change("DELETE FROM memory WHERE runID = ?1", scope)
        }
        for label in try keys(of: "onceLabel", key: "label", having: ["label"]) {
            count += try sql.change("DELETE FROM onceLabel WHERE label = ?1", label)
        }
        return count
    }

    /// What lives and would change by it: schedules.
    private func left() throws -> [String] {
        try sql.rows("SELECT name, script, arguments FROM schedule ORDER BY name") { row in
            let texts = [try row.text("name"), try row.text("script"), try row.text("arguments")]
            return texts.contains(where: text.isIn) ? try row.text("name") : nil
        }.compactMap(\.self).map {
            "the schedule \($0.shown) has it in its name, its script or its arguments: change or remove it"
        }
    }

    // MARK: - Tables with one key

    /// The keys of the lines of a table of which one of some columns has the name, as texts.
    private func keys(of table: String, key: String, having columns: [String]) throws -> [String] {
        try sql.rows("SELECT CAST(\(key) AS TEXT) AS place, \(columns.joined(separator: ", ")) FROM \(table)") { row in
            let texts = try columns.map { try row.textIfAny($0) }
            return texts.contains(where: text.isIn) ? try row.textIfAny("place") : nil
        }.compactMap(\.self)
    }

    /// Puts a mark in the place of a text that has the name.
    private func clear(_ column: String, of table: String, key: String) throws -> Int {
        let found = try keys(of: table, key: key, having: [column])
        for place in found {
            try sql.change("UPDATE \(table) SET \(column) = ?1 WHERE CAST(\(key) AS TEXT) = ?2", Self.forgotten, place)
        }
        return found.count
    }
}
