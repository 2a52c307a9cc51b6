import CivilTime
import Journal
internal import Model

// MARK: - What is taken back

extension PriorTable {
    /// Forgets what the rows of `undone` used whose codes this row gave all their hours back, or the codes that stand for them.
    func forget(undoneBy ordinal: Int, of run: String, undone: String) throws {
        var backs = try takenBack(
            """
            JOIN member AS taken ON taken.runID = ?3 AND taken.accessCodeID = taking.accessCodeID
            """,
            [run, ordinal, undone],
        )
        // A stay whose codes were made anew since is taken back under its new key, door by door.
        if backs.isEmpty {
            for former in try formerKeys(of: ordinal, in: run, since: undone) {
                backs = try takenBack(
                    """
                    JOIN row ON row.runID = ?3 AND row.identifier = ?4
                    JOIN member AS taken ON taken.runID = ?3 AND taken.ordinal = row.ordinal
                    """,
                    [run, ordinal, undone, former],
                )
                if !backs.isEmpty { break }
            }
        }
        for (row, backs) in backs.sorted(by: { $0.key < $1.key }) where PriorRule.areWhole(backs) {
            try forgetAgain(row, of: undone)
            try forget(row, of: undone)
        }
    }

    /// Forgets what undos of undos had made again of a row that is taken back wholly.
    private func forgetAgain(_ ordinal: Int, of undone: String) throws {
        let again = try sql.rows(
            """
            SELECT DISTINCT again.runID AS runID, again.identifier AS identifier
            FROM sentDelta AS given JOIN sentDelta AS again
                ON again.endpoint = given.endpoint AND again.workspaceID = given.workspaceID
                    AND again.identifier = given.identifier
            WHERE given.runID = ?1 AND given.ordinal = ?2 AND again.runID <> ?1
            """,
            undone,
            ordinal,
        ) { row in (run: try row.text("runID"), identifier: try row.text("identifier")) }
        var records: [String: RunRecord] = [:]
        for send in again {
            let run = try record(send.run, &records)
            let isMeant = try PriorRule.makesAgain(run, what: undone) { id in
                try sql.first("SELECT * FROM run WHERE id = ?1", id).map { try RunRecord($0) }
            }
            guard isMeant else { continue }
            try sql.change(
                "DELETE FROM sentDelta WHERE runID = ?1 AND identifier = ?2",
                send.run,
                send.identifier,
            )
        }
    }

    /// How a row gave hours back, by the places of the undone rows that are joined to it.
    private func takenBack(_ join: String, _ values: [any SQLBindable]) throws -> [Int: [PriorRule.Back]] {
        var backs: [Int: [PriorRule.Back]] = [:]
        try sql.each(
            """
            SELECT taken.ordinal AS ordinal,
                taken.beforeStartsAt AS oldStart, taken.beforeEndsAt AS oldEnd,
                taken.afterStartsAt AS givenStart, taken.afterEndsAt AS givenEnd,
                taking.beforeStartsAt AS foundStart, taking.beforeEndsAt AS foundEnd,
                taking.afterStartsAt AS newStart, taking.afterEndsAt AS newEnd
            FROM member AS taking \(join)
            WHERE taking.runID = ?1 AND taking.ordinal = ?2
            """,
            SQLValue.list(values),
        ) { row in
            let step = { (before: String, after: String) throws -> PriorRule.Back.Step in
                (
                    (try row.instantIfAny("\(before)Start"), try row.instantIfAny("\(after)Start")),
                    (try row.instantIfAny("\(before)End"), try row.instantIfAny("\(after)End"))
                )
            }
            let back = PriorRule.Back(undone: try step("old", "given"), undo: try step("found", "new"))
            backs[try row.number("ordinal"), default: []].append(back)
        }
        return backs
    }

    /// The keys that the stay of a row had since a run began, its own first: those of which its codes were made anew.
    private func formerKeys(of ordinal: Int, in run: String, since undone: String) throws -> [String] {
        let record = try RunTable(sql: sql).run(undone)
        var made: [String: Set<String>] = [:]
        try sql.each(
            """
            SELECT row.madeKey AS made, row.identifier AS identifier FROM run JOIN row ON row.runID = run.id
            WHERE run.endpoint = ?1 AND run.workspaceID = ?2 AND run.startedAt >= ?3 AND row.madeKey IS NOT NULL
            """,
            SQLValue.list([record.endpoint, record.workspaceID, record.startedAt]),
        ) { row in
            made[try row.text("made"), default: []].insert(try row.text("identifier"))
        }
        let own = try sql.first("SELECT identifier FROM row WHERE runID = ?1 AND ordinal = ?2", run, ordinal)
        var keys = try own.map { [try $0.text("identifier")] } ?? []
        var next = keys.startIndex
        while next < keys.endIndex {
            keys += (made[keys[next]] ?? []).subtracting(keys).sorted()
            next += 1
        }
        return keys
    }
}
