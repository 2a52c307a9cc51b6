package import CivilTime

/// What a scheduler shows to those who watch it: its last look, its delays, its troubles.
package struct SchedulerWatch: Sendable {
    /// The upper bounds of the delays that are counted, in milliseconds.
    package static let bounds: [Int64] = [250, 500, 1000, 2000, 5000, 15_000, 60_000, 300_000, 3_600_000]
    /// The step of the clock that is a jump, and no hiccup of a busy machine.
    private static let jump = TimeSpan(milliseconds: 30_000)

    /// When it last looked at the clock and could read the journal.
    package private(set) var lastTick: Instant?
    /// How many firings were at most so late as the bound at the same place, each counted once; the last is beyond all.
    package private(set) var delays = Array(repeating: 0, count: bounds.count + 1)
    /// The sum of the delays, in milliseconds.
    package private(set) var totalDelay: Int64 = 0
    /// How often the journal could not be used.
    package private(set) var failures = 0
    private var lastLook: Instant?

    /// Makes a watch that has seen nothing.
    package init() {}

    /// Notes that the clock was looked at.
    /// - Returns: A sentence when the clock has jumped, or the machine was asleep.
    mutating func look(at now: Instant) -> String? {
        defer { lastLook = now }
        guard let lastLook else { return nil }
        let step = now - lastLook
        if step >= Self.jump {
            return "the clock went on by \(step) at once: the machine slept, was busy, or its clock was set"
        }
        guard -step >= Self.jump else { return nil }
        return "the clock went back by \(step.magnitude): no firing that was made is made again"
    }

    /// Notes that everything was looked at.
    mutating func ticked(at now: Instant) {
        lastTick = now
    }

    /// Notes how late a firing was started.
    mutating func fired(after delay: TimeSpan) {
        let place = Self.bounds.firstIndex { delay.milliseconds <= $0 } ?? Self.bounds.count
        delays[place] += 1
        totalDelay += max(0, delay.milliseconds)
    }

    /// Notes that the journal could not be used.
    mutating func failed() {
        failures += 1
    }
}
