package import CivilTime

/// What is kept of the pace of one door: who uses which slots until when, who waits, and until when it is closed.
package struct DoorBook: Hashable, Sendable {
    /// Slots that one send, or one call of a script, uses.
    package struct Slot: Hashable, Sendable {
        /// What is sent.
        package var call: PacedCall
        /// Who uses it.
        package var taker: Taker
        /// The row's place in the plan, from 0; `ofCall` for a call of a script.
        package var row: Int
        /// Which attempt it is, from 1; the number of a call of a script.
        package var attempt: Int
        /// How many slots they are.
        package var count: Int
        /// When they free.
        package var freesAt: Instant
        /// Whether that is known by an answer.
        package var isAnswered: Bool

        /// The place of a call of a script, which has no row.
        package static let ofCall = -1

        /// Makes a slot of its parts.
        package init(
            _ call: PacedCall,
            taker: Taker,
            row: Int,
            attempt: Int,
            count: Int,
            freesAt: Instant,
            isAnswered: Bool = false,
        ) {
            self.call = call
            self.taker = taker
            self.row = row
            self.attempt = attempt
            self.count = count
            self.freesAt = freesAt
            self.isAnswered = isAnswered
        }
    }

    /// Who takes slots: slots of other tokens are those of others.
    package struct Taker: Hashable, Sendable {
        /// The run.
        package var run: String
        /// The token of its claim.
        package var token: String

        /// Makes a taker of both.
        package init(run: String, token: String) {
            self.run = run
            self.token = token
        }
    }

    /// That a run waits for the door, with the first of its rows that does.
    package struct Wait: Hashable, Sendable {
        /// The run.
        package var run: String
        /// What it waits with.
        package var rival: PaceRule.Rival
        /// Until when it counts.
        package var until: Instant

        /// Makes a wait of its parts.
        package init(run: String, rival: PaceRule.Rival, until: Instant) {
            self.run = run
            self.rival = rival
            self.until = until
        }
    }

    /// The slots, in any order.
    package var slots: [Slot]
    /// Who waits, in any order.
    package var waits: [Wait]
    /// Until when the server has asked to leave the door alone, nil when it has not.
    package var closedUntil: Instant?

    /// Makes the book of a door; without arguments nobody has come to it.
    package init(slots: [Slot] = [], waits: [Wait] = [], closedUntil: Instant? = nil) {
        self.slots = slots
        self.waits = waits
        self.closedUntil = closedUntil
    }

    /// How busy the door can be at most: as if no answer came that has not come yet.
    package func state(of call: PacedCall, at now: Instant) -> DoorState {
        state(call, now) { $0.freesAt }
    }

    /// How busy the door is likely to be, without what the holder of a token sends.
    package func likelyState(of call: PacedCall, except token: String? = nil, at now: Instant) -> DoorState {
        state(call, now, except: token) { slot in
            slot.isAnswered ? slot.freesAt : PaceRule.likelyEnd(ofSlotUntil: slot.freesAt, at: now)
        }
    }

    /// Who else waits for the door.
    package func rivals(of run: String, at now: Instant) -> [PaceRule.Rival] {
        waits.filter { $0.run != run && $0.until > now }.map(\.rival)
    }

    private func state(
        _ call: PacedCall,
        _ now: Instant,
        except token: String? = nil,
        end: (Slot) -> Instant,
    ) -> DoorState {
        var state = DoorState()
        for slot in slots where slot.call == call && slot.freesAt > now && slot.taker.token != token {
            state.frees += Array(repeating: end(slot), count: slot.count)
        }
        state.frees.sort()
        if let closedUntil, closedUntil > now { state.closedUntil = closedUntil }
        return state
    }
}
