import CivilTime
import Journal
import Model
import PaceSimulation
import Testing

@testable import RunEngine
@testable import Seam

struct ApplierFaultTests {
    private func apply(
        _ fault: FakeSeam.Fault...,
        options: ApplyOptions = ApplyOptions(pace: .off),
    ) throws -> (world: ApplyWorld, row: Row) {
        let world = ApplyWorld()
        let rows = Row.groups(1)
        world.seam.install(rows)
        world.seam.change { $0.faults["k0"] = fault }
        let applied = try world.apply(rows, options: options).get()
        return (world, try #require(applied.first))
    }

    @Test(arguments: [true, false], [Pace.off, .documented])
    func `a lost answer is repeated at once with its own intent, and applied`(hadEffect: Bool, pace: Pace) throws {
        let options = ApplyOptions(pace: pace)
        let (world, row) = try apply(.error(.lostAnswer, takesEffect: hadEffect), options: options)
        #expect(row.status == .applied)
        #expect(world.seam.snapshot.sends.count == 2)
        #expect(world.journal.snapshot.intents == [[RowIntent(row: 0, attempt: 1)], [RowIntent(row: 0, attempt: 2)]])
        #expect(world.seam.snapshot.sends[1].at - world.seam.snapshot.sends[0].at == TimeSpan(milliseconds: 150))
    }

    @Test(arguments: [true, false])
    func `two lost answers are settled by the reads`(hadEffect: Bool) throws {
        let fault = FakeSeam.Fault.error(.lostAnswer, takesEffect: hadEffect)
        let (world, row) = try apply(fault, fault)
        #expect(row.status == (hadEffect ? .applied : .pending))
        #expect(world.seam.snapshot.sends.count == 2)
        #expect(row.error?.code.rawValue == (hadEffect ? nil : "connection"))
    }

    @Test func `a failing server is asked twice, and then the reads decide`() throws {
        let fault = FakeSeam.Fault.error(.status(503, "down for a moment"), takesEffect: false)
        let (world, row) = try apply(fault, fault)
        #expect(row.status == .pending)
        #expect(row.error?.requestID == "req-503")
        #expect(world.seam.snapshot.sends.count == 2)
    }

    @Test(arguments: [nil, 7])
    func `a 429 waits as long as it says, else a minute, then reads and sends again`(retryAfter: Int?) throws {
        let fault = FakeSeam.Fault.error(.status(429, "slow down", retryAfter: retryAfter), takesEffect: false)
        for pace in Pace.allCases {
            let (world, row) = try apply(fault, options: ApplyOptions(pace: pace))
            #expect(row.status == .applied)
            #expect(row.error == nil)
            let sends = world.seam.snapshot.sends
            #expect(sends.count == 2)
            let wait = (sends[1].at - sends[0].at).milliseconds - Int64(retryAfter ?? 60) * 1000
            #expect((0...1000).contains(wait))
            #expect(world.seam.snapshot.reads.count == 3)
            #expect(world.journal.snapshot.intents.flatMap(\.self).map(\.attempt) == [1, 2])
        }
    }

    @Test func `a hundred 429 never fail a row`() throws {
        let fault = FakeSeam.Fault.error(.status(429, "slow down"), takesEffect: false)
        let world = ApplyWorld()
        let rows = Row.groups(1)
        world.seam.install(rows)
        world.seam.change { $0.faults["k0"] = Array(repeating: fault, count: 100) }
        #expect(try world.apply(rows).get().map(\.status) == [.applied])
        #expect(world.seam.snapshot.sends.count == 101)
    }

    @Test func `a refused row has the words of the API, and the others go on`() throws {
        let world = ApplyWorld()
        let rows = Row.groups(3)
        world.seam.install(rows)
        let refusal = SeamError.status(400, "ends_at must be in the future")
        world.seam.change { $0.faults["k1"] = [.error(refusal, takesEffect: false)] }
        let applied = try world.apply(rows).get()
        #expect(applied.map(\.status) == [.applied, .failed, .applied])
        let error = RowError(
            code: .init(rawValue: "invalid_input"),
            message: "ends_at must be in the future",
            requestID: "req-400"
        )
        #expect(applied[1].error == error)
        #expect(world.journal.outcomes.first { $0.row == 1 }?.error == error)
        #expect(world.journal.outcomes.first { $0.row == 1 }?.members == [.failed, .failed])
        #expect(world.seam.snapshot.reads.map(\.count) == [6, 4])
    }

    @Test func `a server that cannot be reached fails the row after four tries`() throws {
        let fault = FakeSeam.Fault.error(.unreachable, takesEffect: false)
        let (world, row) = try apply(fault, fault, fault, fault, options: ApplyOptions())
        #expect(row.status == .failed)
        #expect(row.error?.code.rawValue == "connection")
        #expect(world.seam.snapshot.sends.count == 4)
        #expect(world.elapsed >= TimeSpan(milliseconds: 14_000))
    }

    @Test func `reads before the send are tried again, and nothing is sent without one`() throws {
        for errors in [2, 4] {
            let world = ApplyWorld()
            let rows = Row.groups(1)
            world.seam.install(rows)
            world.seam.change { $0.readErrors = Array(repeating: .unreachable, count: errors) }
            let applied = try world.apply(rows).get()
            #expect(applied.map(\.status) == [errors == 2 ? .applied : .failed])
            #expect(world.seam.snapshot.sends.count == (errors == 2 ? 1 : 0))
        }
    }

    @Test func `read-backs that fail leave the row pending`() throws {
        let world = ApplyWorld()
        let rows = Row.groups(1)
        world.seam.install(rows)
        world.seam.change { state in
            state.onSend = { _ in world.seam.editLater { _ in world.seam.breakReads(5) } }
        }
        #expect(try world.apply(rows).get().map(\.status) == [.pending])
    }

    @Test func `a code that lost its end fails loudly at the first read`() throws {
        let (world, row) = try apply(
            .then { codes in
                codes["k0-1"]?.state = CodeState(startsAt: nil, endsAt: nil, name: "Ito", kind: .ongoing)
            }
        )
        #expect(row.status == .failed)
        #expect(row.error?.code.rawValue == "ongoing")
        #expect(world.seam.snapshot.reads.count == 2)
    }

    @Test func `a member that vanishes after an ok, or is changed by somebody, is for a person to look at`() throws {
        let vanished = try apply(.then { $0["k0-1"] = nil }).row
        #expect(vanished.status == .look)
        #expect(vanished.error?.message.contains("whether a code is on Door e0") == true)
        let changed = try apply(.then { $0["k0-1"]?.state.endsAt = Row.evening }).row
        #expect(changed.status == .look)
        #expect(changed.error?.message.contains("found ends Mon 23 Nov 15:08") == true)
    }
}
