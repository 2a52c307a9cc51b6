import CivilTime
import Journal
import JournalFixture
import JournalTesting
import Model
import SQLJournal
import Testing

/// The slots of doors, which all runs share.
struct DoorPaceTests {
    private let fixture: JournalFixture
    private let first: SQLJournal
    private let second: SQLJournal

    init() throws {
        fixture = try JournalFixture()
        first = try fixture.open()
        second = try fixture.open(processID: 4712)
    }

    private func begin() async throws {
        let rows = (0..<20).map { JournalSample.row("k\($0)") }
        try await first.beginRun(JournalSample.run("80aa"), rows: rows)
        let others = (20..<40).map { JournalSample.row("k\($0)") }
        try await second.beginRun(JournalSample.run("81bb"), rows: others)
    }

    private func intents(_ rows: Range<Int>, deadline: Instant? = nil, isNamed: Bool = false) -> [RowIntent] {
        rows.map { RowIntent(row: $0, attempt: 1, devices: ["front door": 1], deadline: deadline, isNamed: isNamed) }
    }

    private func granted(
        _ journal: SQLJournal,
        _ intents: [RowIntent],
        run: String,
        after ends: [SendEnd] = [],
        second: Int64 = 0,
    ) async throws -> IntentVerdict {
        try await journal.recordIntents(intents, after: ends, run: run, at: JournalSample.later(second))
    }

    @Test func `two runs take ten slots of a door together, and not ten each`() async throws {
        try await begin()
        #expect(try await granted(first, intents(0..<6), run: "80aa").granted == Set(0..<6))
        let verdict = try await granted(second, intents(0..<6), run: "81bb")
        #expect(verdict.granted == Set(0..<4))
        #expect(Set(verdict.waits.keys) == [4, 5])
        #expect(verdict.doors["front door"]?.frees.count == 6)
        // Those that got no place were not kept.
        #expect(try await second.events(of: "81bb").count == 4)
    }

    @Test func `a slot lasts as long as its send may, and a minute from the answer once there is one`() async throws {
        try await begin()
        _ = try await granted(first, intents(0..<10), run: "80aa")
        let blocked = try await granted(second, intents(0..<1), run: "81bb", second: 1)
        // The door is full for three minutes at most, and likely for one: then it is asked again, every few seconds.
        #expect(blocked.waits[0] == JournalSample.later(61))
        let again = try await granted(second, intents(0..<1), run: "81bb", second: 61)
        #expect(again.granted.isEmpty)
        #expect(again.waits[0] == JournalSample.later(66))
        try await first.recordOutcomes(
            [],
            after: [SendEnd(row: 3, attempt: 1, answeredAt: JournalSample.later(20))],
            run: "80aa",
            at: JournalSample.later(62),
        )
        let next = try await granted(second, intents(0..<1), run: "81bb", second: 63)
        #expect(next.waits[0] == JournalSample.later(68))
        #expect(try await granted(second, intents(0..<1), run: "81bb", second: 80).granted == [0])
    }

    @Test func `a send of which nothing left gives its slot back`() async throws {
        try await begin()
        _ = try await granted(first, intents(0..<10), run: "80aa")
        let ends = [SendEnd(row: 3, attempt: 1, answeredAt: nil)]
        try await first.recordOutcomes([], after: ends, run: "80aa", at: JournalSample.later(1))
        #expect(try await granted(second, intents(0..<2), run: "81bb", second: 1).granted == [0])
    }

    @Test func `a 429 closes the door for all runs`() async throws {
        try await begin()
        _ = try await granted(first, intents(0..<1), run: "80aa")
        var end = SendEnd(row: 0, attempt: 1, answeredAt: JournalSample.later(1))
        end.closedUntil = JournalSample.later(31)
        try await first.recordOutcomes([], after: [end], run: "80aa", at: JournalSample.later(1))
        let verdict = try await granted(second, intents(0..<1), run: "81bb", second: 2)
        #expect(verdict.waits[0] == JournalSample.later(31))
        #expect(verdict.doors["front door"]?.closedUntil == JournalSample.later(31))
        #expect(try await granted(second, intents(0..<1), run: "81bb", second: 31).granted == [0])
    }

    @Test func `the earlier deadline gets the next slot, and a named booking comes before all`() async throws {
        try await begin()
        _ = try await granted(first, intents(0..<10), run: "80aa")
        let ends = (0..<2).map { SendEnd(row: $0, attempt: 1, answeredAt: JournalSample.later(0)) }
        try await first.recordOutcomes([], after: ends, run: "80aa", at: JournalSample.later(0))
        // The second run waits with the earlier deadline, and two slots free a minute after the answers.
        let urgent = intents(0..<1, deadline: JournalSample.later(300))
        #expect(try await granted(second, urgent, run: "81bb", second: 5).granted.isEmpty)
        let late = intents(10..<12, deadline: JournalSample.later(900))
        #expect(try await granted(first, late, run: "80aa", second: 61).granted == [10])
        #expect(try await granted(second, urgent, run: "81bb", second: 61).granted == [0])

        try await first.recordOutcomes(
            [],
            after: [SendEnd(row: 2, attempt: 1, answeredAt: JournalSample.later(10))],
            run: "80aa",
            at: JournalSample.later(61),
        )
        let named = intents(5..<6, isNamed: true)
        #expect(try await granted(second, named, run: "81bb", second: 62).granted.isEmpty)
        let soonest = intents(12..<13, deadline: JournalSample.later(63))
        #expect(try await granted(first, soonest, run: "80aa", second: 71).granted.isEmpty)
        #expect(try await granted(second, named, run: "81bb", second: 71).granted == [5])
    }

    @Test func `calls of scripts take slots of their own kind`() async throws {
        try await first.openRun(JournalSample.run("80aa"))
        func call(_ path: String) async throws -> DirectIntentVerdict {
            let effect = DirectEffect(
                path: path,
                parameters: "{}",
                deviceID: "front door",
                sentAt: JournalSample.evening,
            )
            return try await first.recordDirectIntent(
                effect,
                run: "80aa",
                isPaced: true,
                at: JournalSample.evening,
            )
        }
        for _ in 0..<10 {
            guard case .kept = try await call("/access_codes/create") else {
                Issue.record("a call had no place")
                return
            }
        }
        #expect(try await call("/access_codes/create") == .wait(until: JournalSample.later(61)))
        guard case .kept = try await call("/access_codes/update") else {
            Issue.record("an update is no create")
            return
        }
        #expect(try await first.directEffects(of: "80aa").count == 11)
    }
}
