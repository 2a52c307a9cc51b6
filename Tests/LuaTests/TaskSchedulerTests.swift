import Testing

@testable import Lua

struct TaskSchedulerTests {
    /// A scheduler whose task 1, a script, runs.
    private static func started() -> TaskScheduler {
        var scheduler = TaskScheduler()
        scheduler.start(.script)
        _ = scheduler.next()
        return scheduler
    }

    @Test func `tasks run in the order in which they can go on`() {
        var scheduler = Self.started()
        let tasks = (0..<3).map { _ in scheduler.start(.spawned) }
        let ticket = scheduler.waitForArrival()
        scheduler.suspend()
        scheduler.finish(ticket)
        #expect(tasks.map { _ in scheduler.next() } == tasks)
        #expect(scheduler.next() == 1)
        #expect(scheduler.next() == nil)
    }

    @Test func `those who await a task go on in the order in which they came`() {
        var scheduler = Self.started()
        let awaited = scheduler.start(.spawned)
        let others = (0..<3).map { _ in scheduler.start(.spawned) }
        #expect(scheduler.next() == awaited)
        _ = scheduler.waitForArrival()
        scheduler.suspend()
        for _ in others {
            _ = scheduler.next()
            _ = scheduler.wait(for: awaited)
            scheduler.suspend()
        }
        #expect(scheduler.next() == nil)
        #expect(scheduler.end(awaited) == 1)
        #expect(others.map { _ in scheduler.next() } == others)
    }

    @Test func `children are cancelled the newest first, each after its own`() {
        var scheduler = Self.started()
        let first = scheduler.start(.spawned)
        let second = scheduler.start(.mapped)
        _ = scheduler.waitForArrival()
        scheduler.suspend()
        #expect(scheduler.next() == first)
        let inner = [scheduler.start(.spawned), scheduler.start(.spawned)]
        _ = scheduler.waitForArrival()
        scheduler.suspend()
        #expect(scheduler.cancelMappedChildren(of: 1) == [second])
        #expect(scheduler.cancelChildren(of: 1) == [inner[1], inner[0], first])
        #expect(scheduler.next() == nil)
        #expect(scheduler.cancelChildren(of: 1).isEmpty)
    }

    @Test func `a task whose code is on the stack is marked and not closed`() {
        var scheduler = Self.started()
        let child = scheduler.start(.spawned)
        #expect(scheduler.next() == child)
        #expect(scheduler.cancelChildren(of: 1).isEmpty)
        #expect(scheduler.isInterrupted(child))
        scheduler.beginClosing(child)
        #expect(!scheduler.isInterrupted(child))
    }

    @Test func `a task ends after its children, and its number is used again`() {
        var scheduler = Self.started()
        let parent = scheduler.start(.spawned)
        _ = scheduler.waitForArrival()
        scheduler.suspend()
        #expect(scheduler.next() == parent)
        let child = scheduler.start(.spawned)
        scheduler.leave()
        #expect(!scheduler.hasEnded(parent))
        #expect(scheduler.next() == child)
        scheduler.leave()
        #expect(scheduler.hasEnded(child))
        #expect(scheduler.end(child) == parent)
        #expect(scheduler.hasEnded(parent))
        #expect(scheduler.end(parent) == 1)
        #expect(scheduler.count == 1)
        #expect(scheduler.nextID == parent)
    }

    @Test func `a wait that ends twice lets its task go on once`() {
        var scheduler = Self.started()
        let ticket = scheduler.waitForArrival()
        #expect(scheduler.isWaiting(ticket))
        scheduler.finish(ticket)
        scheduler.finish(ticket)
        #expect(!scheduler.isWaiting(ticket))
        scheduler.suspend()
        #expect(scheduler.next() == 1)
        #expect(scheduler.next() == nil)
    }

    @Test func `timers ring by time, then by the order of their tickets`() {
        var timers = TimerHeap()
        let times = [5, 1, 4, 1, 3, 9, 2, 6, 5, 3]
        for (ticket, time) in times.enumerated() { timers.insert(.seconds(time), Int64(ticket)) }
        #expect(timers.earliest == .seconds(1))
        var rung: [Int64] = []
        while let ticket = timers.pop(until: .seconds(5)) { rung.append(ticket) }
        #expect(rung == [1, 3, 6, 4, 9, 2, 0, 8])
        #expect(timers.count == 2)
    }

    @Test func `timers of cancelled sleeps are dropped`() {
        var timers = TimerHeap()
        for ticket in 0..<1000 { timers.insert(.seconds(1000 - ticket), Int64(ticket)) }
        timers.drop(alive: 10) { $0 >= 10 }
        #expect(timers.count == 10)
        #expect(timers.pop(until: .seconds(2000)) == 9)
    }
}
