/// Why the journal did not do what it was asked to.
package struct JournalError: Error, CustomStringConvertible {
    /// The kind of a journal's error.
    package enum Code: String, Sendable, CaseIterable {
        /// Another run, whose process lives, holds a group or the run itself.
        case busy
        /// The row's label was used for this group before.
        case once
        /// The same change was sent to this group in the last hours.
        case recent
        /// A run that stopped before it finished holds a group.
        case unfinishedRun = "unfinished_run"
        /// Nothing may be sent by anybody until the freeze ends.
        case frozen
        /// Somebody has asked the run to stop.
        case stopRequested = "stop_requested"
        /// The journal has lost what was in it, or is another one, so that nobody knows what was sent.
        case lostCommits = "lost_commits"
        /// The run is over and has nothing left to do.
        case finishedRun = "finished_run"
        /// This process does not work on the run.
        case notOwned = "not_owned"
        /// No run has this id.
        case unknownRun = "unknown_run"
        /// The run has no such row or member.
        case unknownRow = "unknown_row"
        /// A run with this id exists.
        case duplicateRun = "duplicate_run"
        /// The run's id cannot name a file.
        case invalidRun = "invalid_run"
        /// No schedule has this name.
        case unknownSchedule = "unknown_schedule"
        /// A schedule with this name exists.
        case duplicateSchedule = "duplicate_schedule"
        /// The schedule is there, and cannot be read.
        case unreadableSchedule = "unreadable_schedule"
        /// People are known, and nobody is signed in.
        case notSignedIn = "not_signed_in"
        /// The person's role does not allow it.
        case role
        /// The name or the secret is wrong.
        case wrongSecret = "wrong_secret"
        /// Too many wrong secrets were typed for a name.
        case signInSlowed = "sign_in_slowed"
        /// Nobody has this name.
        case unknownPerson = "unknown_person"
        /// Somebody has this name.
        case duplicatePerson = "duplicate_person"
        /// Nobody else could add people.
        case lastAdmin = "last_admin"
        /// No alarm has this number.
        case unknownAlarm = "unknown_alarm"
        /// A second person has to approve the plan first.
        case needsApproval = "needs_approval"
        /// Somebody else than the author has to approve it.
        case ownPlan = "own_plan"
        /// The plan was decided, begun, or its time is over.
        case planOver = "plan_over"
        /// No plan that waited has this hash.
        case unknownPlan = "unknown_plan"
        /// A newer program wrote the database.
        case newerDatabase = "newer_database"
        /// The disk has no space left.
        case diskFull = "disk_full"
        /// The database cannot be written.
        case readOnly = "read_only"
        /// Something else is wrong with the files.
        case storage

        /// Whether a check refused, which is exit code 4, and not a failure.
        package var isRefusal: Bool {
            switch self {
            case .busy, .unfinishedRun, .once, .recent, .frozen, .lostCommits: true
            case .notSignedIn, .role, .wrongSecret, .signInSlowed, .lastAdmin: true
            case .needsApproval, .ownPlan, .planOver: true
            default: false
            }
        }
    }

    /// The kind of the error.
    package let code: Code
    /// A sentence for the operator.
    package let message: String
    /// What was thrown below, when it was.
    package let underlying: (any Error)?
    /// What would let it go on, nil where the sentence says it.
    package let remedy: Remedy?
    /// What stands in the way, for `busy`, `unfinishedRun`, `once` and `recent`.
    package let priors: [Prior]

    /// Makes an error of its parts.
    package init(
        _ code: Code,
        _ message: String,
        underlying: (any Error)? = nil,
        priors: [Prior] = [],
        remedy: Remedy? = nil,
    ) {
        self.remedy = remedy
        self.priors = priors
        self.code = code
        self.message = message
        self.underlying = underlying
    }

    /// The sentence.
    package var description: String { message }
}
