import CivilTime
import Journal
import Testing

@testable import RunEngine

struct PacerTests {
    private let now = Simulation.start
    private let one = [Pacer.Demand(device: 0, slots: 1)]

    private func takeTen(_ pacer: inout Pacer) {
        for _ in 0..<10 {
            #expect(pacer.take(one, at: now) == true)
        }
    }

    private func later(_ milliseconds: Int64) -> Instant {
        now + TimeSpan(milliseconds: milliseconds)
    }

    @Test func `ten slots are free, and the eleventh frees a minute after the first answer`() {
        var pacer = Pacer(deviceCount: 1)
        takeTen(&pacer)
        #expect(pacer.take(one, at: later(600_000)) == false)
        #expect(pacer.nextSlot(for: one, at: now) == nil)

        pacer.ended(one, at: later(150))
        #expect(pacer.nextSlot(for: one, at: later(150)) == later(60_150))
        #expect(pacer.take(one, at: later(60_149)) == false)
        #expect(pacer.take(one, at: later(60_150)) == true)
    }

    @Test func `what was not sent frees its slot at once`() {
        var pacer = Pacer(deviceCount: 1)
        takeTen(&pacer)
        pacer.giveBack(one)
        #expect(pacer.nextSlot(for: one, at: now) == now)
        #expect(pacer.take(one, at: now) == true)
    }

    @Test func `a row takes the slots of all its devices or none`() {
        var pacer = Pacer(deviceCount: 2, busy: [1: DoorState(frees: Array(repeating: later(60_000), count: 10))])
        let both = Pacer.demand(of: [0, 1])
        #expect(pacer.take(both, at: now) == false)
        #expect(pacer.nextSlot(for: both, at: now) == later(60_000))
        takeTen(&pacer)
    }

    @Test func `sends of other runs count for a minute`() {
        var pacer = Pacer(
            deviceCount: 1,
            busy: [0: DoorState(frees: (0..<10).map { later(10_000 + $0 * 1000) }), 7: DoorState(frees: [now])]
        )
        #expect(pacer.take(one, at: now) == false)
        #expect(pacer.nextSlot(for: one, at: now) == later(10_000))
        #expect(pacer.nextSlot(for: [Pacer.Demand(device: 0, slots: 3)], at: now) == later(12_000))
    }

    @Test func `a closed device opens at the instant that the server named`() {
        var pacer = Pacer(deviceCount: 1)
        pacer.close(one, until: later(30_000))
        pacer.close(one, until: later(7000))
        #expect(pacer.take(one, at: later(29_999)) == false)
        #expect(pacer.nextSlot(for: one, at: now) == later(30_000))
        #expect(pacer.take(one, at: later(30_000)) == true)
    }

    @Test func `codes on one device count each, but never more than the limit`() {
        #expect(Pacer.demand(of: [3, 1, 3]) == [.init(device: 1, slots: 1), .init(device: 3, slots: 2)])
        let demand = Pacer.demand(of: Array(repeating: 0, count: 14))
        #expect(demand == [.init(device: 0, slots: 10)])
        var pacer = Pacer(deviceCount: 1)
        #expect(pacer.take(demand, at: now) == true)
    }

    @Test(
        arguments: [
            (load: 0, seconds: 0), (load: 10, seconds: 0), (load: 11, seconds: 60), (load: 20, seconds: 60),
            (load: 21, seconds: 120), (load: 95, seconds: 540),
        ]
    )
    func `the time of a device is a minute for every ten sends after the first`(load: Int, seconds: Int64) {
        let pacer = Pacer(deviceCount: 1)
        #expect(pacer.wait(for: load, on: 0, at: now) == TimeSpan(milliseconds: seconds * 1000))
    }

    @Test func `used slots make the time of a device longer`() {
        var pacer = Pacer(deviceCount: 1, busy: [0: DoorState(frees: [later(40_000), later(50_000)])])
        #expect(pacer.wait(for: 9, on: 0, at: now) == TimeSpan(milliseconds: 40_000))
        #expect(pacer.take(one, at: now) == true)
        #expect(pacer.wait(for: 10, on: 0, at: now) == TimeSpan(milliseconds: 60_000))
    }
}
