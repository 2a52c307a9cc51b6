package import CivilTime
internal import Journal

/// Keeps the documented limit of updates per device and minute; devices are numbers.
///
/// It is a log of sends and no token bucket: ten tokens with a refill would let nineteen pass in one minute. A slot is taken
/// before a send and frees a minute after its answer, so that the server, which counts the arrival, never sees more.
package struct Pacer: Sendable {
    /// What one row needs of one device.
    struct Demand: Hashable, Sendable {
        var device: Int
        /// The number of codes, at most the limit.
        var slots: Int
    }

    private struct Log {
        /// The slots of sends without an answer yet.
        var inFlight = 0
        /// When the other slots that this apply has used free, earliest first.
        var frees: [Instant] = []
        /// When the slots that others use free, as far as the journal has told it, earliest first.
        var others: [Instant] = []
        var closedUntil: Instant?

        func used(at now: Instant) -> Int {
            inFlight + frees.count { $0 > now } + others.count { $0 > now }
        }

        /// When the used slots free that do not wait for an answer, earliest first.
        func allFrees(after now: Instant) -> [Instant] {
            let own = frees.filter { $0 > now }
            let foreign = others.filter { $0 > now }
            return foreign.isEmpty ? own : (own + foreign).sorted()
        }

        func isClosed(at now: Instant) -> Bool {
            closedUntil.map { $0 > now } ?? false
        }

        mutating func add(_ instant: Instant, slots: Int) {
            let index = frees.lastIndex { $0 <= instant }.map { $0 + 1 } ?? 0
            frees.insert(contentsOf: repeatElement(instant, count: slots), at: index)
        }
    }

    /// The updates that one device takes in a window.
    package static let limit = 10
    /// The documented minute.
    package static let window = PaceRule.window

    private var logs: [Log]

    /// Makes a pacer that knows how busy others keep the devices.
    init(deviceCount: Int, busy: [Int: DoorState] = [:]) {
        logs = Array(repeating: Log(), count: deviceCount)
        for (device, state) in busy { learn(state, of: device) }
    }

    /// Takes over what the journal says of the others at a device.
    mutating func learn(_ state: DoorState, of device: Int) {
        guard logs.indices.contains(device) else { return }
        logs[device].others = state.frees.sorted()
        guard let closed = state.closedUntil else { return }
        logs[device].closedUntil = max(closed, logs[device].closedUntil ?? closed)
    }

    /// The demand of a row whose members are on these devices, one slot for each code.
    static func demand(of devices: [Int]) -> [Demand] {
        let counts = Dictionary(devices.map { ($0, 1) }, uniquingKeysWith: +)
        return counts.map { Demand(device: $0.key, slots: min($0.value, limit)) }.sorted { $0.device < $1.device }
    }

    /// Takes the slots of a row, all or none.
    /// - Returns: Whether they were free.
    mutating func take(_ demands: [Demand], at now: Instant) -> Bool {
        guard demands.allSatisfy({ isOpen($0, at: now) }) else { return false }
        for demand in demands {
            logs[demand.device].frees.removeAll { $0 <= now }
            logs[demand.device].inFlight += demand.slots
        }
        return true
    }

    /// Frees taken slots at once, because nothing was sent.
    mutating func giveBack(_ demands: [Demand]) {
        for demand in demands { logs[demand.device].inFlight -= demand.slots }
    }

    /// Frees taken slots a minute after the end of their send.
    mutating func ended(_ demands: [Demand], at now: Instant) {
        for demand in demands {
            logs[demand.device].inFlight -= demand.slots
            logs[demand.device].add(now + Self.window, slots: demand.slots)
        }
    }

    /// Closes all devices of a row, as the server asked for less.
    mutating func close(_ demands: [Demand], until instant: Instant) {
        for demand in demands {
            let closed = logs[demand.device].closedUntil ?? instant
            logs[demand.device].closedUntil = max(closed, instant)
        }
    }

    /// Whether the server has asked to leave a device of a row alone.
    func isClosed(_ demands: [Demand], at now: Instant) -> Bool {
        demands.contains { logs[$0.device].isClosed(at: now) }
    }

    /// When the slots of a row are free, `now` if they are, nil while that depends on an answer.
    func nextSlot(for demands: [Demand], at now: Instant) -> Instant? {
        var latest = now
        for demand in demands {
            let log = logs[demand.device]
            if let closed = log.closedUntil { latest = max(latest, closed) }
            let missing = demand.slots - (Self.limit - log.used(at: now))
            guard missing > 0 else { continue }
            let frees = log.allFrees(after: now)
            guard missing <= frees.count else { return nil }
            latest = max(latest, frees[frees.startIndex + missing - 1])
        }
        return latest
    }

    /// How long a device needs until the last of so many sends can leave.
    func wait(for load: Int, on device: Int, at now: Instant) -> TimeSpan {
        guard load > 0 else { return .zero }
        let log = logs[device]
        let frees = log.allFrees(after: now) + repeatElement(now + Self.window, count: log.inFlight)
        let free = repeatElement(now, count: max(0, Self.limit - frees.count))
        let slots = Array((Array(free) + frees.sorted()).suffix(Self.limit))
        let turn = slots[(load - 1) % Self.limit] + TimeSpan(milliseconds: Int64((load - 1) / Self.limit) * 60_000)
        return max(turn, log.closedUntil ?? now) - now
    }

    /// Whether not even one slot of a device is free.
    func isFull(_ device: Int, at now: Instant) -> Bool {
        !isOpen(Demand(device: device, slots: 1), at: now)
    }

    private func isOpen(_ demand: Demand, at now: Instant) -> Bool {
        let log = logs[demand.device]
        return !log.isClosed(at: now) && log.used(at: now) + demand.slots <= Self.limit
    }
}
