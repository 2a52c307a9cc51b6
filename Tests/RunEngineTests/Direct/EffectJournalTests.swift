import CivilTime
import Journal
import JournalTesting
import Model
import Synchronization
import Testing

@testable import RunEngine

struct EffectJournalTests {
    /// A clock that stands until it is moved.
    private final class Hand: Sendable {
        private let now = Mutex(JournalSample.evening)

        var clock: EngineClock { EngineClock(now: { self.now.withLock { $0 } }, sleep: { _ in }) }

        func advance(_ milliseconds: Int64) {
            now.withLock { $0 = $0 + TimeSpan(milliseconds: milliseconds) }
        }
    }

    private let hand = Hand()

    private func effects(_ manner: EffectJournal.Manner, in journal: any Journal) -> EffectJournal {
        EffectJournal(manner, record: JournalSample.run("80aa"), clock: hand.clock, journal: { journal })
    }

    private func send(_ count: Int, by effects: EffectJournal) async throws {
        for _ in 0..<count {
            var effect = try await effects.begin("/locks/lock_door", "{}", deviceID: "d1")
            effect.state = .done
            try await effects.end(effect)
        }
    }

    @Test func `a run that sends nothing is not in the journal`() async throws {
        let journal = MemoryJournal()
        try await effects(.packed, in: journal).finish(.completed)
        #expect(try await journal.runs(limit: 1).isEmpty)
    }

    @Test func `one by one, a call is kept before it is sent`() async throws {
        let journal = MemoryJournal()
        let effects = effects(.oneByOne, in: journal)
        var effect = try await effects.begin("/locks/lock_door", "{}", deviceID: "d1")
        #expect(try await journal.directEffects(of: "80aa").map(\.state) == [.open])
        effect.state = .failed
        effect.detail = "device_offline"
        try await effects.end(effect)
        #expect(try await journal.directEffects(of: "80aa").map(\.state) == [.failed])
        #expect(effects.count == EffectJournal.Count(sent: 1, failed: 1))
        try await effects.finish(.partial)
        #expect(try await journal.run("80aa").state == .partial)
    }

    @Test func `packed, calls are kept two thousand at a time, or after a second, and the rest at the end`()
        async throws
    {
        let journal = MemoryJournal()
        let effects = effects(.packed, in: journal)
        try await send(1999, by: effects)
        #expect(try await journal.directEffects(of: "80aa").isEmpty)
        try await send(1, by: effects)
        #expect(try await journal.directEffects(of: "80aa").count == 2000)
        try await send(2, by: effects)
        hand.advance(1000)
        try await send(1, by: effects)
        #expect(try await journal.directEffects(of: "80aa").count == 2003)
        try await send(5, by: effects)
        try await effects.finish(.completed)
        #expect(try await journal.directEffects(of: "80aa").count == 2008)
        #expect(try await journal.run("80aa").state == .completed)
    }

    @Test func `calls at the same time open the run once`() async throws {
        let journal = MemoryJournal()
        let effects = effects(.packed, in: journal)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<32 { group.addTask { try await send(3, by: effects) } }
            try await group.waitForAll()
        }
        try await effects.finish(.completed)
        #expect(try await journal.directEffects(of: "80aa").count == 96)
    }
}
