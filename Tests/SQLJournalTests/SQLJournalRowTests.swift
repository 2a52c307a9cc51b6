import CivilTime
import Journal
import JournalFixture
import JournalTesting
import Model
import Testing

@testable import SQLJournal

struct SQLJournalRowTests {
    let fixture: JournalFixture
    let journal: SQLJournal

    init() throws {
        fixture = try JournalFixture()
        journal = try fixture.open()
    }

    @Test func `rows come back as they were, whatever is missing in them`() async throws {
        let rows = [JournalSample.row("k1", name: "BK-88213 Ito"), Self.full, Self.bare]
        try await journal.beginRun(JournalSample.run("80aa"), rows: rows)
        #expect(try await fixture.open().rows(of: "80aa") == rows)
    }

    @Test(arguments: RowStatus.allCases)
    func `every status comes back as it was`(status: RowStatus) async throws {
        var row = JournalSample.row("k1")
        row.status = status
        row.members[1].status = status
        try await journal.beginRun(JournalSample.run("80aa"), rows: [row])
        #expect(try await journal.rows(of: "80aa") == [row])
    }

    @Test(arguments: RunRecord.State.allCases)
    func `a record comes back as it was in every state`(state: RunRecord.State) async throws {
        var record = JournalSample.run("80aa")
        record.state = state
        record.finishedAt = JournalSample.later(1)
        try await journal.beginRun(record, rows: [])
        #expect(try await fixture.open().run("80aa") == record)
    }

    @Test func `a record without options comes back as it was`() async throws {
        var record = JournalSample.run("80aa")
        record.scheduleName = nil
        record.arguments = []
        try await journal.beginRun(record, rows: [])
        #expect(try await journal.run("80aa") == record)
    }

    @Test func `a plan that was not applied holds nothing`() async throws {
        var plan = JournalSample.run("80aa")
        plan.state = .planned
        try await journal.beginRun(plan, rows: [JournalSample.row("k1")])
        #expect(try await !journal.isHeld("80aa"))
        #expect(try await journal.unfinishedRuns().isEmpty)
        try await journal.beginRun(JournalSample.run("81bb"), rows: [JournalSample.row("k1")])
    }

    @Test func `runs are listed newest first`() async throws {
        for (id, seconds) in [("80aa", Int64(5)), ("81bb", 1), ("82cc", 9), ("83dd", 9)] {
            let record = JournalSample.run(id, startedAt: JournalSample.later(seconds))
            try await journal.beginRun(record, rows: [])
        }
        #expect(try await journal.runs(limit: 3).map(\.id) == ["83dd", "82cc", "80aa"])
    }

    @Test func `writes of batches at the same time are all kept, and a wrong one undoes nothing of the others`()
        async throws
    {
        let rows = (0..<40).map { JournalSample.row("k\($0)") }
        try await journal.beginRun(JournalSample.run("80aa"), rows: rows)
        let journal = journal
        let refused = try await withThrowingTaskGroup(of: Int?.self) { group in
            for batch in 0..<20 {
                group.addTask {
                    // Every fifth batch names a row that is not there, behind one that is.
                    let last = batch % 5 == 4 ? 40 + batch : 2 * batch + 1
                    let intents = [RowIntent(row: 2 * batch, attempt: 1), RowIntent(row: last, attempt: 1)]
                    let error = await journalError {
                        try await journal.recordIntents(intents, run: "80aa", at: JournalSample.later(1))
                    }
                    #expect(error == nil || error?.code == .unknownRow)
                    return error == nil ? nil : batch
                }
            }
            return try await group.reduce(into: Set<Int>()) { if let batch = $1 { $0.insert(batch) } }
        }
        #expect(refused == [4, 9, 14, 19])
        let kept = try await fixture.open().events(of: "80aa").compactMap(\.row)
        let expected = (0..<20).filter { !refused.contains($0) }.flatMap { [2 * $0, 2 * $0 + 1] }
        #expect(kept.count == expected.count)
        #expect(Set(kept) == Set(expected))
    }

    @Test func `intents and outcomes are kept in order and never changed`() async throws {
        try await journal.beginRun(JournalSample.run("80aa"), rows: Self.twoRows)
        let intents = [RowIntent(row: 0, attempt: 1), RowIntent(row: 1, attempt: 1)]
        try await journal.recordIntents(intents, run: "80aa", at: JournalSample.later(1))
        try await journal.recordIntents([RowIntent(row: 1, attempt: 2)], run: "80aa", at: JournalSample.later(2))
        let error = RowError(code: "not_found", message: "There is no such group.", requestID: "r-2")
        let outcomes = [RowOutcome(0, .applied, requestID: "r-1"), RowOutcome(1, .failed, error: error)]
        try await journal.recordOutcomes(outcomes, run: "80aa", at: JournalSample.later(3))

        let events = try await journal.events(of: "80aa")
        #expect(events.map(\.row) == [0, 1, 1, 0, 1])
        #expect(events.map(\.kind) == [.intent, .intent, .intent, .outcome, .outcome])
        #expect(events.map(\.attempt) == [1, 1, 2, 1, 2])
        #expect(events.map(\.recordedAt) == [1, 1, 2, 3, 3].map(JournalSample.later))
        #expect(events.map(\.status) == [nil, nil, nil, .applied, .failed])
        #expect(events.map(\.requestID) == [nil, nil, nil, "r-1", "r-2"])
        #expect(events.last?.detail == "not_found: There is no such group.")

        let rows = try await journal.rows(of: "80aa")
        #expect(rows.map(\.status) == [.applied, .failed])
        #expect(rows[1].members.map(\.status) == [.failed, .failed])
        #expect(rows.map(\.error) == [nil, error])
        for statement in ["DELETE FROM event", "UPDATE event SET attempt = 7"] {
            let refusal = await journalError { _ = try await (journal.store as! SQLiteStore).writerValue(statement) }
            #expect(refusal?.message.contains("events are never") == true)
        }
    }

    @Test func `members of one row can stand in different places`() async throws {
        try await journal.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
        let outcome = RowOutcome(row: 0, status: .pending, members: [.applied, .pending])
        try await journal.recordOutcomes([outcome], run: "80aa", at: JournalSample.evening)
        #expect(try await journal.rows(of: "80aa")[0].members.map(\.status) == [.applied, .pending])
    }

    @Test func `a later outcome clears the error of an earlier one`() async throws {
        try await journal.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
        let failed = RowOutcome(0, .failed, error: RowError(code: "c", message: "m"))
        try await journal.recordOutcomes([failed], run: "80aa", at: JournalSample.evening)
        try await journal.recordOutcomes([RowOutcome(0, .applied)], run: "80aa", at: JournalSample.evening)
        #expect(try await journal.rows(of: "80aa")[0].error == nil)
    }

    @Test(arguments: [
        [RowOutcome(0, .applied), RowOutcome(7, .applied)],
        [RowOutcome(0, .applied), RowOutcome(row: 1, status: .applied, members: [.applied])],
        [RowOutcome(0, .applied), RowOutcome(row: 1, status: .applied, members: [.applied, .applied, .applied])],
    ])
    func `a batch with one wrong row is not written at all`(outcomes: [RowOutcome]) async throws {
        try await journal.beginRun(JournalSample.run("80aa"), rows: Self.twoRows)
        let error = await journalError {
            try await journal.recordOutcomes(outcomes, run: "80aa", at: JournalSample.evening)
        }
        #expect(error?.code == .unknownRow)
        let intents = [RowIntent(row: 0, attempt: 1), RowIntent(row: 7, attempt: 1)]
        let other = await journalError {
            try await journal.recordIntents(intents, run: "80aa", at: JournalSample.evening)
        }
        #expect(other?.code == .unknownRow)
        #expect(try await journal.rows(of: "80aa").map(\.status) == [.planned, .planned])
        #expect(try await journal.events(of: "80aa").isEmpty)
    }

    @Test func `an id that is taken is refused and the first run goes on`() async throws {
        try await journal.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
        for other in [journal, try fixture.open()] {
            let error = await journalError {
                try await other.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k2")])
            }
            #expect(error?.code == .duplicateRun)
        }
        try await journal.finishRun("80aa", state: .interrupted, at: JournalSample.evening)
        let error = await journalError { try await journal.beginRun(JournalSample.run("80aa"), rows: []) }
        #expect(error?.code == .duplicateRun)
        #expect(try await journal.rows(of: "80aa").map(\.target.identifier) == ["k1"])
    }

    @Test(arguments: ["", "../80aa", "a b", "ü", String(repeating: "a", count: 65)])
    func `an id that cannot name a file is refused`(id: String) async throws {
        let error = await journalError { try await journal.beginRun(JournalSample.run(id), rows: []) }
        #expect(error?.code == .invalidRun)
        #expect(try await !journal.isHeld(id))
    }

    @Test func `an unknown run is named in the error`() async throws {
        let now = JournalSample.evening
        let errors = [
            await journalError { _ = try await journal.run("nope") },
            await journalError { _ = try await journal.rows(of: "nope") },
            await journalError { _ = try await journal.events(of: "nope") },
            await journalError { _ = try await journal.adoptRun("nope", at: now) },
            await journalError { try await journal.abandonRun("nope", at: now) },
            await journalError { try await journal.recordOutcomes([], run: "nope", at: now) },
        ]
        #expect(errors.allSatisfy { $0?.code == .unknownRun && $0?.message.contains("nope") == true })
    }

    @Test func `a text with a NUL is refused, not cut`() async throws {
        let row = JournalSample.row("k1", name: "BK\0-1")
        let error = await journalError { try await journal.beginRun(JournalSample.run("80aa"), rows: [row]) }
        #expect(error?.code == .storage)
        #expect(try await journal.runs(limit: 1).isEmpty)
    }

    @Test func `a plan of 10,000 rows goes in and comes back`() async throws {
        let rows = (0..<10_000).map { JournalSample.row("k\($0)", name: "BK-\($0)") }
        try await journal.beginRun(JournalSample.run("80aa"), rows: rows)
        #expect(try await journal.rows(of: "80aa") == rows)
    }

    @Test func `a cancelled task still keeps what became of its rows`() async throws {
        let journal = journal
        try await journal.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
        let error = await withTaskGroup(of: JournalError?.self) { group in
            group.cancelAll()
            group.addTask {
                await journalError {
                    try await journal.recordOutcomes([RowOutcome(0, .applied)], run: "80aa", at: JournalSample.evening)
                }
            }
            return await group.reduce(nil) { $0 ?? $1 }
        }
        #expect(error == nil)
        #expect(try await journal.rows(of: "80aa").map(\.status) == [.applied])
    }

    private static var twoRows: [Row] { [JournalSample.row("k1"), JournalSample.row("k2")] }

    /// A row in which everything is filled.
    private static var full: Row {
        var row = Row(
            target: .code(accessCodeID: "7c9e"),
            name: "Søren 'O\"Neil; 部屋",
            zone: "Europe/Paris",
            changes: Set(ChangedField.allCases),
            members: [
                Row.Member(
                    accessCodeID: "7c9e",
                    deviceID: "d9",
                    door: "Büro",
                    before: CodeState(startsAt: nil, endsAt: nil, name: nil, kind: .ongoing),
                    after: CodeState(
                        startsAt: Instant(milliseconds: -1),
                        endsAt: Instant(milliseconds: 253_402_300_799_999),
                        name: "",
                        kind: .timeBound,
                    ),
                    status: .look,
                )
            ],
            isInHouse: false,
            deadline: Instant(milliseconds: 0),
            because: "late flight\nof the guest",
            position: "late.lua:6",
        )
        row.status = .failed
        row.error = RowError(code: "not_found", message: "Gone.", requestID: "r-9")
        return row
    }

    /// A row in which everything that can be missing is missing.
    private static var bare: Row {
        Row(
            target: .group(commonCodeKey: "k9"),
            name: nil,
            zone: nil,
            changes: [],
            members: [],
            isInHouse: false,
            deadline: nil,
        )
    }
}
