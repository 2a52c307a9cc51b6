import CivilTime
import Journal
import JournalTesting
import Model
import Synchronization
import Testing

@testable import RunEngine

/// Who is told of alarms.
struct AlarmTellerTests {
    private let journal = MemoryJournal()
    private let clock = HandClock("2026-11-23T23:00:00Z")
    private let told = Lines()
    private let log = Lines()
    private let answer = Answer()

    /// What a hook answers: what went wrong.
    private final class Answer: Sendable {
        let problem = Mutex<String?>(nil)
    }

    private func teller(_ hooks: [AlarmWay] = []) -> AlarmTeller {
        let told = told
        return AlarmTeller(
            journal: journal,
            clock: clock.clock,
            hooks: hooks.map { way in
                (
                    way,
                    { [answer] _, document in
                        told.add("\(way.name) \(document)")
                        return answer.problem.withLock { $0 }
                    }
                )
            },
            post: { target, document in
                told.add("\(target) \(document)")
                return nil
            },
            document: { alarms, _ in alarms.map(\.name).joined(separator: ",") },
            log: log.add,
        )
    }

    private func raise(_ names: [String], urgent: Set<String> = [], complete: Bool = true) async throws {
        let raised = names.map { name in
            AlarmRaise(
                kind: "offline",
                subject: .init(.word, name),
                text: "it is offline",
                level: urgent.contains(name) ? .urgent : .warning,
            )
        }
        var look = AlarmLook(source: "schedule nightly", raised: raised, isComplete: complete, at: clock.now)
        look.schedule = "nightly"
        try await journal.keepLook(look)
    }

    @Test func `each way is told once of what it is for, the urgent ones first`() async throws {
        try await journal.addSchedule(ScheduleFixture.nightly { $0.onFailure = "https://hooks.example/a" })
        try await raise(["A", "B"], urgent: ["B"])
        let teller = teller([AlarmWay("hook all"), AlarmWay("hook pager", least: .urgent)])
        await teller.tellDue()
        await teller.tellDue()
        #expect(Set(told.all) == ["hook all B,A", "hook pager B", "https://hooks.example/a B,A"])
        #expect(told.all.count == 3)
        try await raise(["A", "B"], urgent: ["A", "B"])
        await teller.tellDue()
        #expect(Set(told.all.dropFirst(3)) == ["hook all A", "hook pager A", "https://hooks.example/a A"])
    }

    @Test func `a way that fails is tried again later, and keeps no other waiting`() async throws {
        try await raise(["A"])
        answer.problem.withLock { $0 = "it ended with exit code 3" }
        await teller([AlarmWay("hook mail")]).tellDue()
        #expect(log.all == ["hook mail: 1 alarm could not be told: it ended with exit code 3"])
        #expect(try await journal.alarms(clearedSince: nil).first?.state(at: clock.now) == .raised)
        clock.advance(seconds: 60)
        answer.problem.withLock { $0 = nil }
        await teller([AlarmWay("hook mail")]).tellDue()
        #expect(told.all.count == 2)
        #expect(try await journal.alarms(clearedSince: nil).first?.state(at: clock.now) == .told)
    }

    @Test func `what is mended before anybody was told is not told`() async throws {
        try await raise(["A"])
        try await raise([])
        await teller([AlarmWay("hook mail")]).tellDue()
        #expect(told.all.isEmpty)
    }

    @Test func `the engine raises what the journal has, and clears what it has no more`() async throws {
        try await journal.addSchedule(ScheduleFixture.nightly())
        try await journal.claim("nightly", "2026-11-23T22:00:00Z", run: "f1")
        var ending = FiringEnding(runID: "f1", state: .failed, exitCode: 1, detail: "no answer", at: clock.now)
        try await journal.finishFiring(ending)
        try await journal.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
        _ = try await journal.finishRun("80aa", state: .interrupted, at: clock.now)
        await teller().look()
        await teller().look()
        let kinds = try await journal.alarms(clearedSince: nil).map { "\($0.cause.kind) \($0.name)" }
        #expect(kinds.sorted() == ["firing_failed schedule nightly", "unfinished_run run 80aa"])
        try await journal.claim("nightly", "2026-11-23T22:30:00Z", run: "f2")
        ending = FiringEnding(runID: "f2", state: .done, exitCode: 0, detail: nil, at: clock.now)
        try await journal.finishFiring(ending)
        try await journal.abandonRun("80aa", at: clock.now)
        await teller().look()
        #expect(try await journal.alarms(clearedSince: nil).isEmpty)
    }

    @Test func `late sends and rows to look at are one alarm for each run, and lost commits are urgent`() {
        var facts = StatusFacts(now: clock.now)
        facts.loss = JournalLoss(noticedAt: clock.now, what: "The journal has lost 3 transactions.")
        var (late, look) = (StatusFacts.Unsettled(run: "80aa"), StatusFacts.Unsettled(run: "80bb"))
        for key in ["k1", "k2", "k3", "k4"] {
            late.add(JournalSample.row(key))
            look.add(JournalSample.row(key))
        }
        (facts.late, facts.unsettled) = ([late], [look])
        let raised = EngineAlarms.raised(by: facts)
        #expect(raised.map(\.kind) == ["lost_commits", "late", "look"])
        #expect(raised.map(\.level) == [.urgent, .urgent, .warning])
        #expect(raised[1].text.contains("and 1 more") && raised[1].text.contains("keyshift verify 80aa"))
    }

    @Test func `an unfinished run is urgent half an hour before its first deadline`() throws {
        var facts = StatusFacts(now: clock.now)
        let run = JournalSample.run("80aa")
        facts.unfinished = [run]
        facts.open["80aa"] = StatusFacts.Open(groups: 2, deadline: JournalSample.later(3600))
        let raised = try #require(EngineAlarms.raised(by: facts).first)
        #expect(raised.due == JournalSample.later(1800))
        #expect(raised.after == TimeSpan(milliseconds: 300_000))
    }

    @Test func `a firing that nobody takes is told after five minutes, with why nobody does`() throws {
        var facts = StatusFacts(now: clock.now)
        facts.untaken = [
            StatusFacts.Untaken(
                schedule: "nightly",
                nominal: JournalSample.evening,
                until: JournalSample.later(3600),
                isQueued: false,
            )
        ]
        facts.isServed = false
        facts.nodes = [JournalSample.node("desk", "2027a", serves: false)]
        let alone = try #require(EngineAlarms.raised(by: facts).first)
        #expect(alone.kind == "firing_untaken" && alone.subject.name == "schedule nightly")
        #expect(alone.after == TimeSpan(milliseconds: 300_000) && alone.due == JournalSample.later(1800))
        #expect(alone.text.hasSuffix("is due, and nobody takes it: nobody serves: keyshift serve"), "\(alone.text)")
        facts.isServed = true
        facts.nodes += [JournalSample.node("a", "2025b"), JournalSample.node("b", "2026f")]
        let others = try #require(EngineAlarms.raised(by: facts).first)
        #expect(others.text.contains("no free place"), "\(others.text)")
        #expect(
            others.text.contains("zone data older than 2026f, so that they fire nothing: a (2025b)"),
            "\(others.text)"
        )
    }

    @Test func `a firing that is due is an alarm until somebody takes it`() async throws {
        try await journal.addSchedule(JournalSample.nightly())
        let schedule = try #require(try await journal.schedules().first)
        let due = try #require(schedule.next(after: clock.now))
        clock.set((due + TimeSpan(milliseconds: 60_000)).iso8601)
        await teller().look()
        #expect(try await journal.alarms(clearedSince: nil).map(\.cause.kind) == ["firing_untaken"])
        try await journal.claim("nightly", due.iso8601, run: "f9")
        await teller().look()
        #expect(try await journal.alarms(clearedSince: nil).isEmpty)
    }

    // MARK: - The heartbeat

    /// A listener that takes five minutes of silence for the end.
    private static func isNoticed(_ beats: [Instant], at now: Instant) -> Bool {
        beats.last.map { now - $0 >= Heartbeat.silence } ?? true
    }

    @Test func `a heart beats while the schedules are looked at, and its silence is noticed in five minutes`()
        async throws
    {
        let beats = Mutex<[Heartbeat.Facts]>([])
        let lastLook = Mutex<Instant?>(clock.now)
        let heart = Heartbeat(
            journal: journal,
            clock: clock.clock,
            lastLook: { lastLook.withLock { $0 } },
            post: { facts in
                beats.withLock { $0.append(facts) }
                return nil
            },
            log: log.add,
        )
        try await raise(["A"])
        for _ in 0..<3 {
            lastLook.withLock { $0 = clock.now }
            await heart.beat()
            clock.advance(seconds: 60)
        }
        #expect(beats.withLock { $0.map(\.alarms) } == [1, 1, 1])
        // From here on nothing looks any more.
        for minute in 0..<4 {
            #expect(!Self.isNoticed(beats.withLock { $0.map(\.at) }, at: clock.now), "after \(minute) minutes")
            await heart.beat()
            clock.advance(seconds: 60)
        }
        #expect(beats.withLock { $0.count } == 3)
        #expect(Self.isNoticed(beats.withLock { $0.map(\.at) }, at: clock.now))
        #expect(log.all.allSatisfy { $0.hasPrefix("no heartbeat") })
    }
}
