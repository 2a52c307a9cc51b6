package import CivilTime
package import Model

/// That a row is about to be sent, if the doors have a place for it.
package struct RowIntent: Hashable, Sendable {
    /// The row's place in the plan, from 0.
    package var row: Int
    /// Which attempt at this row it is, from 1.
    package var attempt: Int
    /// How many slots of which devices it takes; none without a pace.
    package var devices: [String: Int]
    /// What is sent, which has slots of its own at each device.
    package var call = PacedCall.update
    /// When it has to be done at the latest: the rows of other runs whose deadline is later wait for it.
    package var deadline: Instant?
    /// Whether a person has named this one booking, for which all others wait.
    package var isNamed: Bool

    /// Makes an intent of its parts.
    package init(
        row: Int,
        attempt: Int,
        devices: [String: Int] = [:],
        deadline: Instant? = nil,
        isNamed: Bool = false,
    ) {
        self.row = row
        self.attempt = attempt
        self.devices = devices
        self.deadline = deadline
        self.isNamed = isNamed
    }

    /// What the history says of it.
    package func event(of run: String, at instant: Instant) -> JournalEvent {
        JournalEvent(run: run, row: row, kind: .intent, recordedAt: instant, attempt: attempt)
    }
}

/// What became of some intents.
package struct IntentVerdict: Hashable, Sendable {
    /// The rows that may be sent; the others were not kept.
    package var granted: Set<Int>
    /// When to come again with each of the others.
    package var waits: [Int: Instant]
    /// How busy the doors of the others are.
    package var doors: [String: DoorState]
    /// The rows that somebody has taken out of the run, and who.
    package var taken: TakenRows = [:]

    /// Leaves rows that were granted to whoever has taken them out of the run.
    package mutating func leave(_ taken: TakenRows) {
        granted.subtract(taken.keys)
        self.taken.merge(taken) { first, _ in first }
    }

    /// Makes a verdict of its parts.
    package init(granted: Set<Int>, waits: [Int: Instant] = [:], doors: [String: DoorState] = [:]) {
        self.granted = granted
        self.waits = waits
        self.doors = doors
    }
}

/// Rows that a command which names one booking has taken out of their run, by their place, with who did.
package typealias TakenRows = [Int: RowError]

/// How the send of an attempt ended, for the slots that it took.
package struct SendEnd: Hashable, Sendable {
    /// The row's place in the plan, from 0.
    package var row: Int
    /// Which attempt it was, from 1.
    package var attempt: Int
    /// When it was answered; nil when nothing of it has left.
    package var answeredAt: Instant?
    /// Until when the answer asks to leave the row's doors alone; nil when it does not.
    package var closedUntil: Instant?

    /// Makes an end of its parts.
    package init(row: Int, attempt: Int, answeredAt: Instant?, closedUntil: Instant? = nil) {
        self.row = row
        self.attempt = attempt
        self.answeredAt = answeredAt
        self.closedUntil = closedUntil
    }
}
