import CivilTime
import Journal
import Model
import PaceSimulation
import Testing

@testable import RunEngine
@testable import Seam

struct ApplierTests {
    @Test func `groups are read in batches, sent once each, read back and kept`() throws {
        let world = ApplyWorld()
        let rows = Row.groups(60)
        world.seam.install(rows)
        let applied = try world.apply(rows).get()

        #expect(applied.map(\.status) == Array(repeating: .applied, count: 60))
        #expect(applied.map(\.target) == rows.map(\.target))
        #expect(applied.flatMap(\.members).allSatisfy { $0.status == .applied })
        let seam = world.seam.snapshot
        #expect(seam.sends.count == 60)
        #expect(Set(seam.sends.map(\.update.target)).count == 60)
        #expect(seam.reads.map { $0.count / 2 }.sorted() == [10, 10, 25, 25, 25, 25])
        #expect(seam.codes.values.allSatisfy { $0.state.endsAt == Row.newEnd && $0.state.startsAt == Row.start })
        let journal = world.journal.snapshot
        #expect(journal.intents.count == 3)
        #expect(journal.outcomes.count == 3)
        #expect(journal.intents.flatMap(\.self).allSatisfy { $0.attempt == 1 })
        #expect(world.journal.outcomes.first { $0.row == 7 }?.requestID == "req-k7")
    }

    @Test func `a single code goes out by its id, with both bounds`() throws {
        let world = ApplyWorld()
        let row = Row.code("c", changes: [.startsAt])
        world.seam.install([row])
        #expect(try world.apply([row]).get().map(\.status) == [.applied])
        let start = row.members[0].after.startsAt
        let update = CodeUpdate(target: .code(accessCodeID: "c"), startsAt: start, endsAt: Row.oldEnd)
        #expect(world.seam.snapshot.sends.map(\.update) == [update])
    }

    @Test func `nothing is sent where nothing is to do or somebody else was there`() throws {
        let world = ApplyWorld()
        let rows = Row.groups(4)
        world.seam.install(rows)
        world.seam.change { state in
            for id in ["k0-0", "k0-1"] { state.codes[id]?.state.endsAt = Row.newEnd }
            state.codes["k1-1"]?.state.endsAt = Row.evening
            state.codes["k2-0"] = nil
        }
        let applied = try world.apply(rows).get()
        #expect(applied.map(\.status) == [.already, .conflict, .conflict, .applied])
        #expect(world.seam.snapshot.sends.map(\.update.target) == [rows[3].target])
        #expect(world.journal.snapshot.intents == [[RowIntent(row: 3, attempt: 1)]])
        #expect(Set(world.journal.outcomes.map(\.row)) == [0, 1, 2, 3])
        #expect(world.journal.outcomes.first { $0.row == 1 }?.error?.code.rawValue == "conflict")
    }

    @Test func `that a row waits for an offline lock is kept with its outcome, and not at the end of the run`() throws {
        let world = ApplyWorld()
        let rows = Row.groups(3)
        world.seam.install(rows)
        var options = ApplyOptions(pace: .off)
        options.offline = OfflineLocks(["e1"])
        let applied = try world.apply(rows, options: options).get()
        #expect(applied.allSatisfy { $0.status == .applied && $0.error == nil })
        let kept = world.journal.outcomes.sorted { $0.row < $1.row }
        #expect(kept.map(\.status) == [.applied, .applied, .applied])
        #expect(kept.map(\.members) == [[.applied, .applied], [.applied, .pending], [.applied, .applied]])
        #expect(kept.map { $0.error?.code } == [nil, .waiting, nil])
        #expect(kept[1].error?.message.hasPrefix("Door e1: the lock was offline") == true)

        // The process that finishes the run takes over what it waits for, and tells no error of it.
        var plan = Plan(rows: applied, madeAt: Row.start)
        plan.rows[1].error = kept[1].error
        plan.rows[1].members[1].status = .pending
        plan.takeKeptWaits()
        #expect(plan.offlineDevices == ["e1"])
        #expect(plan.rows == applied)
    }

    @Test func `rows that are settled are left as they are`() throws {
        let world = ApplyWorld()
        var rows = Row.groups(3)
        rows[0].status = .applied
        rows[2].status = .conflict
        world.seam.install(rows)
        #expect(try world.apply(rows).get().map(\.status) == [.applied, .applied, .conflict])
        #expect(world.seam.snapshot.sends.count == 1)
        #expect(world.journal.outcomes.map(\.row) == [1])
        #expect(world.progress.last?.settled == 3)
    }

    @Test func `the rows for people inside go first, then the earlier deadline, then the busiest door`() throws {
        let world = ApplyWorld()
        let late = Row.oldEnd + TimeSpan(milliseconds: 1000)
        let rows = [
            Row.group("upcoming", devices: ["a"], deadline: Row.evening, isInHouse: false),
            Row.group("late", devices: ["b"], deadline: late),
            Row.group("quiet", devices: ["c"]),
            Row.group("busy", devices: ["d"]),
            Row.group("busy2", devices: ["d"], deadline: late),
            Row.group("open", devices: ["e"], deadline: nil),
        ]
        world.seam.install(rows)
        _ = try world.apply(rows, options: ApplyOptions(concurrency: 1, pace: .off)).get()
        let order = world.seam.snapshot.sends.map(\.update.target.identifier)
        #expect(order == ["busy", "quiet", "busy2", "late", "open", "upcoming"])
    }

    @Test func `requests stay within the concurrency, and use it`() throws {
        let world = ApplyWorld()
        let rows = Row.groups(400)
        world.seam.install(rows)
        _ = try world.apply(rows, options: ApplyOptions(concurrency: 8, pace: .off)).get()
        let seam = world.seam.snapshot
        #expect(seam.maxInFlight == 8)
        let requests = seam.sends.count + seam.reads.count
        #expect(requests <= 440)
        #expect(world.elapsed.milliseconds * 8 <= Int64(requests) * 150 * 110 / 100)
    }

    @Test func `most of the time all permits are used, although batches begin together`() throws {
        let world = ApplyWorld()
        let rows = Row.groups(3000)
        world.seam.install(rows)
        let applied = try world.apply(rows, options: ApplyOptions(concurrency: 64, pace: .off)).get()
        #expect(applied.allSatisfy { $0.status == .applied })
        let seam = world.seam.snapshot
        let requests = seam.sends.count + seam.reads.count
        #expect(requests * 100 <= rows.count * 110)
        // The first reads and the last read-backs leave permits idle for 0.45 s in all.
        #expect((world.elapsed.milliseconds - 450) * 64 * 100 <= Int64(requests) * 150 * 103)
    }

    @Test func `a read that is too old at the send is repeated, and what changed meanwhile is respected`() throws {
        let world = ApplyWorld()
        let rows = Row.groups(3)
        world.seam.install(rows)
        world.seam.change { state in
            state.sendLatency = TimeSpan(milliseconds: 6000)
            state.onSend = { count in
                guard count == 0 else { return }
                world.seam.editLater { $0["k2-0"]?.state.endsAt = Row.evening }
            }
        }
        let applied = try world.apply(rows, options: ApplyOptions(concurrency: 1, pace: .off)).get()
        #expect(applied.map(\.status) == [.applied, .applied, .conflict])
        #expect(world.seam.snapshot.sends.count == 2)
        #expect(world.seam.snapshot.reads.prefix(2).map(\.count) == [6, 4])
    }

    @Test func `a record that shows a change late is read again, only for the rows that need it`() throws {
        let world = ApplyWorld()
        let rows = Row.groups(3)
        world.seam.install(rows)
        world.seam.change { $0.faults["k1"] = [.stale(TimeSpan(milliseconds: 2000))] }
        #expect(try world.apply(rows).get().map(\.status) == [.applied, .applied, .applied])
        #expect(world.seam.snapshot.reads.map(\.count) == [6, 6, 2, 2])
        #expect(world.seam.snapshot.sends.count == 3)
        #expect(world.journal.snapshot.outcomes.map(\.count) == [2, 1])
    }

    @Test func `what is not shown after 30 s is pending, and the next apply settles it without a send`() throws {
        let world = ApplyWorld()
        let rows = Row.groups(1)
        world.seam.install(rows)
        world.seam.change { $0.faults["k0"] = [.stale(TimeSpan(milliseconds: 60_000))] }
        let pending = try world.apply(rows).get()
        #expect(pending.map(\.status) == [.pending])
        #expect(world.seam.snapshot.reads.count == 6)
        world.seam.change { $0.codes["k0-0"]?.old = nil }
        world.seam.change { $0.codes["k0-1"]?.old = nil }
        world.journal.change { $0.past.intents[0] = .open(attempt: 1, at: Row.evening) }
        #expect(try world.apply(pending).get().map(\.status) == [.applied])
        #expect(world.seam.snapshot.sends.count == 1)
    }

    @Test func `a pending row that still shows the old hours waits for 90 s before another send`() throws {
        let world = ApplyWorld()
        var rows = Row.groups(1)
        rows[0].status = .pending
        world.seam.install(rows)
        world.journal.change { $0.past.intents[0] = .open(attempt: 3, at: Row.evening) }
        #expect(try world.apply(rows).get().map(\.status) == [.applied])
        #expect(world.journal.snapshot.intents == [[RowIntent(row: 0, attempt: 4)]])
        let sentAt = try #require(world.seam.snapshot.sends.first?.at)
        #expect(sentAt - Row.evening >= TimeSpan(milliseconds: 90_000))
        #expect(sentAt - Row.evening <= TimeSpan(milliseconds: 91_000))
    }

    @Test func `options without sense still apply, one row and one request at a time`() throws {
        let world = ApplyWorld()
        let rows = Row.groups(3)
        world.seam.install(rows)
        var options = ApplyOptions(concurrency: 0, pace: .off, batchSize: 0)
        options.readBacks = []
        #expect(try world.apply(rows, options: options).get().allSatisfy { $0.status == .applied })
        #expect(world.seam.snapshot.maxInFlight == 1)
        #expect(world.seam.snapshot.reads.map(\.count) == Array(repeating: 2, count: 6))
    }

    @Test func `progress counts every row and ends at all of them`() throws {
        let world = ApplyWorld()
        let rows = Row.groups(50) { _ in ["front"] }
        world.seam.install(rows)
        world.seam.change { $0.codes["k3-0"] = nil }
        _ = try world.apply(rows, options: ApplyOptions()).get()
        let reports = world.progress
        #expect(reports.map(\.settled) == Array(1...50))
        #expect(reports.allSatisfy { $0.total == 50 && $0.counts.values.reduce(0, +) == 50 })
        #expect(reports.last?.counts == [.applied: 49, .conflict: 1])
        #expect(reports.last?.pacingDoor == nil)
        let first = try #require(reports.first)
        #expect(first.pacingDoor == "Door front")
        let remaining = try #require(first.remaining)
        let real = world.elapsed - first.elapsed
        #expect((real - remaining).magnitude < TimeSpan(milliseconds: 3000))
    }
}

extension AdoptedRun.LastIntent {
    fileprivate static func open(attempt: Int, at instant: Instant) -> Self {
        Self(attempt: attempt, recordedAt: instant, isOpen: true)
    }
}
