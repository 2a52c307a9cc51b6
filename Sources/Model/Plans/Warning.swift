/// Something that the operator should know of a plan, and that does not stop it.
package struct Warning: Hashable, Sendable {
    /// How much it matters.
    package enum Severity: String, Codable, Sendable {
        /// Good to know.
        case info
        /// Somebody should look at it before the plan is sent.
        case warning
    }

    /// What it is about: a word that stands in docs/json.md, and how much it matters.
    ///
    /// A code stands where its warning is made: a rule of the preflight has it in its own file, and those below are told
    /// in more than one place. Two codes are the same where their words are.
    package struct Code: Hashable, Sendable {
        /// The word.
        package let word: String
        /// How much it matters.
        package let severity: Severity

        /// Makes a code of its word, such as `door_offline`.
        package init(_ word: String, _ severity: Severity = .warning) {
            self.word = word
            self.severity = severity
        }

        package static func == (left: Code, right: Code) -> Bool { left.word == right.word }

        package func hash(into hasher: inout Hasher) { hasher.combine(word) }
    }

    /// What it is about.
    package var code: Code
    /// A sentence.
    package var message: String
    /// The keys and ids of the rows that it names; empty where it is about the whole plan.
    package var rows: [String]
    /// The words of the command that does what the sentence ends with; nil where it names none.
    package var command: [String]?

    /// Makes a warning of its parts.
    package init(_ code: Code, _ message: String, rows: [String] = []) {
        self.code = code
        self.message = message
        self.rows = rows
    }

    /// How much it matters.
    package var severity: Severity { code.severity }
}

extension Warning.Code: Codable {
    /// Reads the word; how much it matters stands beside it in a document.
    package init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(word)
    }
}

extension Warning.Code {
    /// Stays lose time.
    package static let shorten = Self("shorten")
    /// Stays meet on a door of their own, and that is meant.
    package static let overlap = Self("overlap")
    /// A stay with the same name is there, and that is meant.
    package static let duplicate = Self("duplicate")
    /// A door cannot take a code, and it is tried all the same.
    package static let takesNoCode = Self("takes_no_code")
    /// Guests lose the door, and that is meant.
    package static let lockout = Self("lockout")
    /// Each door of a stay with different hours is changed by itself.
    package static let mixed = Self("mixed")
    /// Codes on the plan's doors that it does not change.
    package static let notCovered = Self("not_covered", .info)
    /// This machine's clock is far off the server's.
    package static let clock = Self("clock")
    /// The zone data is older than a zone's rules.
    package static let zoneData = Self("zone_data")
    /// Where the codes are is known from an earlier reading.
    package static let remembered = Self("remembered", .info)
    /// Another run has the booking in its plan, and leaves it to this one.
    package static let taking = Self("taking")
    /// A named booking that only gains time was moved in the last hours already.
    package static let recent = Self("recent")
    /// The same command has moved stays in the last hours, and somebody has taken that back.
    package static let takenBack = Self("taken_back")
    /// A named booking has lost the code of a door before, by somebody else.
    package static let lostDoor = Self("lost_door")
    /// A named booking has a code with another PIN than its other doors.
    package static let otherPIN = Self("other_pin")
    /// A stay has a conflict of an earlier run that nobody has decided.
    package static let openConflict = Self("open_conflict")
    /// A booking is as early already as it was to be moved to by `now`.
    package static let alreadyThen = Self("already_then", .info)
    /// The undone run made calls that nothing takes back.
    package static let directEffects = Self("direct_effects")
    /// The journal could not be read or written.
    package static let journal = Self("journal")
    /// Too many rows failed, or a code lost its end, and the rest was left.
    package static let stopped = Self("stopped")

    /// Whether it tells what a check lets pass, or that nothing moves: such a one is told whatever else is not.
    package var isAlwaysTold: Bool { Self.alwaysTold.contains(self) }

    private static let alwaysTold: Set<Self> = [
        .shorten, .overlap, .duplicate, .takesNoCode, .lockout, .mixed, .clock, .zoneData, .taking, .recent,
        .takenBack, .lostDoor, .otherPIN, .openConflict, .alreadyThen,
    ]

    /// The codes that are about a plan or a run as a whole, or are the other side of a check.
    package static let general: [Self] = [
        .shorten, .overlap, .duplicate, .takesNoCode, .lockout, .mixed, .notCovered, .clock, .zoneData, .remembered,
        .taking, .recent, .takenBack, .lostDoor, .otherPIN, .openConflict, .alreadyThen, .directEffects, .journal,
        .stopped,
    ]
}
