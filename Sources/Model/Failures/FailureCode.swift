/// Why a command did not do what was asked: the words for programs, which docs/json.md explains.
package enum FailureCode: String, Sendable, Hashable, CaseIterable, CustomStringConvertible {
    // What a script did.
    case script = "script_error"
    case load = "load_error"
    case limitTime = "limit_time"
    case limitMemory = "limit_memory"
    case limitOutput = "limit_output"
    case interrupted
    case directEffect = "direct_effect"
    // What a check or a limit refused.
    case maxGroups = "max_groups"
    case maxShift = "max_shift"
    case expect
    case clock
    case lockout
    case mixed
    case once
    case recent
    case witness
    case unconfirmed
    case busy
    case shorten
    case overlap
    case duplicate
    case takesNoCode = "takes_no_code"
    case maxCreated = "max_created"
    case maxCancelled = "max_cancelled"
    case unattended
    case zoneData = "zone_data"
    case unfinishedRun = "unfinished_run"
    case stalePlan = "stale_plan"
    case tampered
    case noMatch = "no_match"
    case frozen
    case lostCommits = "lost_commits"
    // What was typed.
    case usage
    case invalidValue = "invalid_value"
    case unknownBooking = "unknown_booking"
    case ambiguousBooking = "ambiguous_booking"
    // What is around the program.
    case connection
    case unauthorized
    case file
    case port
    case openFiles = "open_files"
    case unforeseen
    // What the journal says.
    case finishedRun = "finished_run"
    case notOwned = "not_owned"
    case stopRequested = "stop_requested"
    case unknownRun = "unknown_run"
    case unknownRow = "unknown_row"
    case duplicateRun = "duplicate_run"
    case invalidRun = "invalid_run"
    case unknownSchedule = "unknown_schedule"
    case duplicateSchedule = "duplicate_schedule"
    case unreadableSchedule = "unreadable_schedule"
    // What people may do.
    case notSignedIn = "not_signed_in"
    case role
    case wrongSecret = "wrong_secret"
    case signInSlowed = "sign_in_slowed"
    case unknownPerson = "unknown_person"
    case duplicatePerson = "duplicate_person"
    case lastAdmin = "last_admin"
    case needsApproval = "needs_approval"
    case ownPlan = "own_plan"
    case planOver = "plan_over"
    case unknownPlan = "unknown_plan"
    // What is wrong with the journal's files.
    case unknownAlarm = "unknown_alarm"
    case newerDatabase = "newer_database"
    case diskFull = "disk_full"
    case readOnly = "read_only"
    case storage

    /// The word.
    package var description: String { rawValue }

    /// The word of a refused or failed plan.
    package init(_ code: PlanError.Code) { self = FailureCode(rawValue: code.rawValue) ?? .unforeseen }

    /// The word of what the journal did not do.
    package init(_ code: JournalError.Code) { self = FailureCode(rawValue: code.rawValue) ?? .unforeseen }
}
