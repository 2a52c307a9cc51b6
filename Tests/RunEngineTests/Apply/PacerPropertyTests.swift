import CivilTime
import PaceSimulation
import Testing

@testable import RunEngine

struct PacerPropertyTests {
    /// What a pacer shall know of one device, as plainly as possible.
    private struct Device {
        var inFlight = 0
        var answers: [Instant] = []
        var arrivals: [Instant] = []
        var closedUntil: Instant?

        func isOpen(for slots: Int, at now: Instant) -> Bool {
            if let closedUntil, closedUntil > now { return false }
            let recent = answers.count { now - $0 < Pacer.window }
            return inFlight + recent + slots <= Pacer.limit
        }
    }

    private struct Sending {
        var demands: [Pacer.Demand]
        var takenAt: Instant
    }

    @Test(arguments: 0..<60)
    func `a random history gives the slots that a simple model gives, and a strict server refuses nothing`(
        seed: Int
    ) {
        var random = SplitMix(seed: UInt64(seed))
        var now = Simulation.start
        var devices = Array(repeating: Device(), count: 4)
        var pacer = Pacer(deviceCount: devices.count)
        var underWay: [Sending] = []
        for step in 0..<600 {
            now = now + TimeSpan(milliseconds: Int64.random(in: 0...4000, using: &random))
            switch Int.random(in: 0..<20, using: &random) {
            case 0..<12:
                let demands = Pacer.demand(
                    of: (0..<Int.random(in: 1...3, using: &random)).map { _ in
                        Int.random(in: 0..<devices.count, using: &random)
                    }
                )
                let expected = demands.allSatisfy { devices[$0.device].isOpen(for: $0.slots, at: now) }
                let next = pacer.nextSlot(for: demands, at: now)
                #expect((next == now) == expected, "seed \(seed), step \(step)")
                #expect(pacer.take(demands, at: now) == expected, "seed \(seed), step \(step)")
                guard expected else { continue }
                for demand in demands { devices[demand.device].inFlight += demand.slots }
                underWay.append(Sending(demands: demands, takenAt: now))
            case 12..<18 where !underWay.isEmpty:
                let sending = underWay.remove(at: Int.random(in: 0..<underWay.count, using: &random))
                pacer.ended(sending.demands, at: now)
                let way = (now - sending.takenAt).milliseconds
                let arrival = sending.takenAt + TimeSpan(milliseconds: Int64.random(in: 0...way, using: &random))
                for demand in sending.demands {
                    devices[demand.device].inFlight -= demand.slots
                    let slots = demand.slots
                    devices[demand.device].answers += Array(repeating: now, count: slots)
                    devices[demand.device].arrivals += Array(repeating: arrival, count: slots)
                }
            case 18 where !underWay.isEmpty:
                let sending = underWay.removeLast()
                pacer.giveBack(sending.demands)
                for demand in sending.demands { devices[demand.device].inFlight -= demand.slots }
            default:
                let device = Int.random(in: 0..<devices.count, using: &random)
                let until = now + TimeSpan(milliseconds: Int64.random(in: 1...20_000, using: &random))
                pacer.close([Pacer.Demand(device: device, slots: 1)], until: until)
                devices[device].closedUntil = max(devices[device].closedUntil ?? until, until)
            }
        }
        for device in devices {
            let arrivals = device.arrivals.sorted()
            for (first, last) in zip(arrivals, arrivals.dropFirst(Pacer.limit)) {
                #expect(last - first >= Pacer.window, "seed \(seed): eleven in a minute")
            }
        }
    }
}
