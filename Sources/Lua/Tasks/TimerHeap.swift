/// The times that tasks sleep to, the earliest first; among equal ones the first that was added.
struct TimerHeap {
    private struct Timer {
        let deadline: Duration
        let ticket: TaskScheduler.Ticket

        static func < (one: Timer, other: Timer) -> Bool {
            (one.deadline, one.ticket) < (other.deadline, other.ticket)
        }
    }

    private var timers: [Timer] = []

    /// The number of timers, with those of waits that were cancelled.
    var count: Int { timers.count }
    /// The earliest time, nil when nobody sleeps.
    var earliest: Duration? { timers.first?.deadline }

    /// Adds a time.
    mutating func insert(_ deadline: Duration, _ ticket: TaskScheduler.Ticket) {
        timers.append(Timer(deadline: deadline, ticket: ticket))
        var child = timers.count - 1
        while child > 0, timers[child] < timers[(child - 1) / 2] {
            timers.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// Takes the earliest timer when its time has come.
    mutating func pop(until now: Duration) -> TaskScheduler.Ticket? {
        guard let first = timers.first, first.deadline <= now else { return nil }
        removeFirst()
        return first.ticket
    }

    /// Drops the timers at the front whose waits were cancelled, and all such ones when they are the most.
    mutating func drop(alive: Int, where isDead: (TaskScheduler.Ticket) -> Bool) {
        if timers.count > 2 * alive + 64 {
            timers = timers.filter { !isDead($0.ticket) }.sorted(by: <)
        }
        while let first = timers.first, isDead(first.ticket) { removeFirst() }
    }

    private mutating func removeFirst() {
        timers.swapAt(0, timers.count - 1)
        timers.removeLast()
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < timers.count && timers[child] < timers[least] {
                least = child
            }
            guard least != parent else { return }
            timers.swapAt(parent, least)
            parent = least
        }
    }
}
