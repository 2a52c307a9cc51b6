/// Why the journal did not do what it was asked to.
package struct JournalError: Error, CustomStringConvertible {
    /// The kind of a journal's error.
    package struct Code: RawRepresentable, Hashable, Sendable {
        /// The word for programs.
        package let rawValue: String

        /// Makes a code of its word.
        package init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// Another run, whose process lives, holds a group or the run itself.
        package static let busy = Code(rawValue: "busy")
        /// The row's label was used for this group before.
        package static let once = Code(rawValue: "once")
        /// The same change was sent to this group in the last hours.
        package static let recent = Code(rawValue: "recent")
        /// A run that stopped before it finished holds a group.
        package static let unfinishedRun = Code(rawValue: "unfinished_run")
        /// The run is over and has nothing left to do.
        package static let finishedRun = Code(rawValue: "finished_run")
        /// This process does not work on the run.
        package static let notOwned = Code(rawValue: "not_owned")
        /// No run has this id.
        package static let unknownRun = Code(rawValue: "unknown_run")
        /// The run has no such row or member.
        package static let unknownRow = Code(rawValue: "unknown_row")
        /// A run with this id exists.
        package static let duplicateRun = Code(rawValue: "duplicate_run")
        /// The run's id cannot name a file.
        package static let invalidRun = Code(rawValue: "invalid_run")
        /// No schedule has this name.
        package static let unknownSchedule = Code(rawValue: "unknown_schedule")
        /// A schedule with this name exists.
        package static let duplicateSchedule = Code(rawValue: "duplicate_schedule")
        /// A newer program wrote the database.
        package static let newerDatabase = Code(rawValue: "newer_database")
        /// The disk has no space left.
        package static let diskFull = Code(rawValue: "disk_full")
        /// The database cannot be written.
        package static let readOnly = Code(rawValue: "read_only")
        /// Something else is wrong with the files.
        package static let storage = Code(rawValue: "storage")

        /// Whether a check refused, which is exit code 4, and not a failure.
        package var isRefusal: Bool { [.busy, .unfinishedRun, .once, .recent].contains(self) }
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
