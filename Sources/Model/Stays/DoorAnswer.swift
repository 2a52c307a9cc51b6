package import CivilTime

/// Why one code opens its door now, or does not.
package struct DoorAnswer: Hashable, Sendable {
    /// What keeps somebody from a door; the words are those of documents.
    package enum Reason: String, Codable, Sendable, Hashable, CaseIterable {
        /// Nothing that is known.
        case healthy
        /// The hours are over, and Seam has no code any more.
        case gone
        /// A run of this journal has ended the code.
        case ended
        /// Somebody else has deleted the code before its end.
        case deleted
        /// The hours are over.
        case over
        /// The hours begin later.
        case notBegun = "not_begun"
        /// Somebody changed the hours or the PIN, and not through this journal.
        case changedOutside = "changed_outside"
        /// The code is being taken off the lock.
        case leaving
        /// The lock is not connected any more.
        case lockGone = "lock_gone"
        /// The lock cannot be reached.
        case lockOffline = "lock_offline"
        /// The lock has no room for another code.
        case lockFull = "lock_full"
        /// Seam has an error for the code.
        case error
        /// The code has not reached its lock.
        case notSet = "not_set"
        /// A card of the stay must be encoded anew before it opens.
        case cardNotEncoded = "card_not_encoded"
        /// Seam has a warning for the code.
        case warning
    }

    /// The code and its door, as they were last read.
    package var door: Stay.Door
    /// What keeps the guest out.
    package var reason: Reason
    /// The reason in a sentence that begins with what is wrong.
    package var sentence: String
    /// What the lock is like, in a few words.
    package var lock: String
    /// What the code is like, in a few words.
    package var code: String
    /// The end of the PIN, such as `••12`; nil where it is not known.
    package var pin: String?
    /// Whether the door should open now.
    package var opensNow: Bool

    /// Makes an answer of its parts.
    package init(
        door: Stay.Door,
        reason: Reason,
        sentence: String,
        lock: String,
        code: String,
        pin: String? = nil,
        opensNow: Bool,
    ) {
        self.door = door
        self.reason = reason
        self.sentence = sentence
        self.lock = lock
        self.code = code
        self.pin = pin
        self.opensNow = opensNow
    }
}

/// The newest change of a stay that is known.
package struct LastChange: Hashable, Sendable {
    /// When it was seen or sent, nil where only what it did is known.
    package var at: Instant?
    /// The run that made it, nil for one that this journal knows nothing of.
    package var run: RunRecord?
    /// What it did, in a few words.
    package var what: String

    /// Makes a change of its parts.
    package init(at: Instant?, run: RunRecord?, what: String) {
        self.at = at
        self.run = run
        self.what = what
    }
}

/// What is known of one stay, door by door, and what to do next.
package struct StayAnswer: Hashable, Sendable {
    /// A step for the operator.
    package struct Step: Hashable, Sendable {
        /// What it does, as a sentence.
        package var words: String
        /// The words of the command behind `keyshift`, nil for what no command does.
        package var command: [String]?
        /// The same of a command that is right only where the words say so, and stands behind them; nil for none.
        package var exception: [String]?

        /// Makes a step of its parts.
        package init(_ words: String, _ command: [String]? = nil) {
            self.words = words
            self.command = command
        }
    }

    /// The stay.
    package var stay: Stay
    /// Its doors, those first that keep the guest out.
    package var doors: [DoorAnswer]
    /// The newest change that is known, nil where none is.
    package var lastChange: LastChange?
    /// What to do next, the most useful step first.
    package var steps: [Step]
    /// The conflicts of runs with it that nobody has decided, of the newest run first.
    package var conflicts: [StatusFacts.Trouble] = []

    /// Makes an answer of its parts.
    package init(stay: Stay, doors: [DoorAnswer], lastChange: LastChange?, steps: [Step]) {
        self.stay = stay
        self.doors = doors
        self.lastChange = lastChange
        self.steps = steps
    }
}

/// What is known of stays, and how fresh it is.
package struct StayFindings<Item: Sendable & Hashable>: Hashable, Sendable {
    /// What was asked.
    package var query: StayQuery
    /// The workspace's name, and its server.
    package var workspaceName: String
    /// When it was read.
    package var readAt: Instant
    /// The present instant, by the server where it answered.
    package var now: Instant
    /// Why it is not fresh, nil where it was read now.
    package var staleBecause: String?
    /// What was found.
    package var items: [Item]
    /// How some stays are named on a command line: those with something to mend.
    package var handles: [Row.Target: String] = [:]
    /// Guests of whom there is more than one stay at one time.
    package var twins: [StayTwins] = []
    /// Where nothing was: the nearest words of names and doors that may be meant.
    package var nearest: [String] = []

    /// Makes findings of their parts.
    package init(
        query: StayQuery,
        workspaceName: String,
        readAt: Instant,
        now: Instant,
        staleBecause: String?,
        items: [Item],
    ) {
        self.query = query
        self.workspaceName = workspaceName
        self.readAt = readAt
        self.now = now
        self.staleBecause = staleBecause
        self.items = items
    }
}
