package import CivilTime

/// One run as the journal keeps it.
package struct RunRecord: Hashable, Sendable {
    /// Where a run stands.
    package enum State: String, Codable, Sendable, CaseIterable {
        /// Its process works on it.
        case running
        /// It was planned only.
        case planned
        /// All that was asked for happened.
        case completed
        /// Something asked for did not happen.
        case partial
        /// It failed before anything was sent.
        case failed
        /// A check refused it; nothing was sent.
        case refused
        /// It waits for a second person; nothing was sent.
        case waiting
        /// Its process ended before its rows did.
        case interrupted
        /// Its process ended before its rows did, and somebody gave it up.
        case abandoned
    }

    /// Whether a command made it that names one booking.
    package var namesOneBooking: Bool {
        if case .booking = origin { return true }
        return origin == .move || origin == .extend
    }

    /// Whether it did something at once, and has no rows to verify, to resume or to take back.
    package var isByHand: Bool { [.booking(.pin), .booking(.backup), .booking(.open)].contains(origin) }

    /// Whether a script made it that can be written anew, by itself, at the prompt or in a schedule.
    package var isOfScript: Bool { origin == .run || origin == .repl || origin == .schedule }

    /// What made a run.
    package enum Origin: Hashable, Sendable {
        /// A script.
        case run
        /// The undo of another run.
        case undo(of: String)
        /// `keyshift move`.
        case move
        /// `keyshift extend`.
        case extend
        /// Another command that names one booking.
        case booking(BookingCommand)
        /// A plan file, by its name.
        case file(String)
        /// The REPL.
        case repl
        /// A firing of a schedule.
        case schedule
    }

    /// A command that names one booking, beside `move` and `extend`.
    package enum BookingCommand: String, Codable, Sendable, Hashable, CaseIterable {
        case create, end, cancel, readmit, resend, pin, backup, open
        case changeRoom = "change-room"
        case newPIN = "new-pin"
    }

    /// A short random id, unique in the database.
    package var id: String
    /// The script's name as given, or `repl`.
    package var script: String
    /// The SHA-256 of the script's text in hexadecimal, empty for the REPL.
    package var scriptHash: String
    /// The script's arguments.
    package var arguments: [String]
    /// Where it stands.
    package var state: State
    /// When it began.
    package var startedAt: Instant
    /// When it ended, nil while it runs.
    package var finishedAt: Instant?
    /// Who started it, from the environment.
    package var operatorName: String
    /// The person who was signed in when it began; nil where nobody was, and for the firing of a schedule.
    package var person: String?
    /// The approval that it was begun with, nil where it needed none.
    package var approval: RunApproval?
    /// The process that works on it.
    package var processID: Int32
    /// The server, such as `https://connect.getseam.com`.
    package var endpoint: String
    /// The workspace that its rows are in.
    package var workspaceID: String
    /// The schedule that fired it, nil for a run by hand.
    package var scheduleName: String?
    /// What made it.
    package var origin = Origin.run
    /// Why, in the operator's words; nil where none were given.
    package var reason: String?
    /// The hash of the plan's rows, nil where none was made.
    package var planHash: String?
    /// The limits that its plan was checked against, nil in a journal of an older version.
    package var limits: Limits?
    /// The version of the zone data that its plan was made with, such as `2026f`.
    package var zoneDataVersion: String?

    /// Makes a running record.
    package init(
        id: String,
        script: String,
        scriptHash: String,
        arguments: [String],
        startedAt: Instant,
        operatorName: String,
        processID: Int32,
        endpoint: String,
        workspaceID: String,
        scheduleName: String? = nil,
    ) {
        self.id = id
        self.script = script
        self.scriptHash = scriptHash
        self.arguments = arguments
        self.state = .running
        self.startedAt = startedAt
        self.operatorName = operatorName
        self.processID = processID
        self.endpoint = endpoint
        self.workspaceID = workspaceID
        self.scheduleName = scheduleName
        if scheduleName != nil { origin = .schedule }
    }
}

extension RunRecord {
    /// The script with its arguments: `storm 2h`.
    package var command: String { ([script] + arguments).map(\.shown).joined(separator: " ") }
}
