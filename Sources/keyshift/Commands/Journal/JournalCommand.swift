internal import ArgumentParser
internal import CivilTime
internal import Journal
internal import Model
internal import SQLJournal
internal import Spelling

/// `keyshift journal accept|backup|copy|migrate|prune`: the care of the journal itself.
struct JournalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal",
        abstract: "Take care of the journal: copy it, shorten it, take it as it is after a loss.",
        subcommands: [Migrate.self, Copy.self, Backup.self, Prune.self, Accept.self],
    )
}

extension JournalCommand {
    /// `keyshift journal backup FILE`.
    struct Backup: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "backup",
            abstract: "Copy the whole journal into a new file, also while runs use it.",
            discussion: """
                A copy that is put in the journal's place later is noticed: what was sent since is not in it, so relative \
                changes are refused until keyshift journal accept.
                """,
        )

        @Argument(help: "A file that is not there yet.")
        var file: String

        func run() async throws {
            let file = file
            try await LocalJournal.withFiles { try await $0.backup(to: file) }
            Terminal().result("The journal is copied to \(file.shown).")
        }
    }

    /// `keyshift journal prune --older D`.
    struct Prune: AsyncParsableCommand {
        /// The least time that has to be kept: what was changed lately guards what is changed now.
        private static let least = TimeSpan(milliseconds: 48 * 3_600_000)

        static let configuration = CommandConfiguration(
            commandName: "prune",
            abstract: "Delete the rows, events and calls of runs that ended long ago.",
            discussion: "The runs stay in the list, and the labels that they used stay used.",
        )

        @Option(
            help: ArgumentHelp("How long ago they ended at least, such as 90d; 2 days or more.", valueName: "duration")
        )
        var older: String
        @Flag(help: "Delete without asking.") var yes = false

        func run() async throws {
            let span = try span()
            let terminal = Terminal()
            let question = "Delete what is remembered of runs that ended more than \(older.shown) ago?"
            guard yes || (Terminal.canAsk && terminal.confirms(question)) else {
                terminal.note("Nothing was deleted: add --yes, or answer y at a terminal.")
                throw ExitCode(4)
            }
            let count = try await LocalJournal.with(.admin, to: "shorten the journal") { journal, _ in
                try await journal.prune(before: EngineClock.system.now() - span)
            }
            terminal.result("\(count.counted("run was", "runs were")) emptied.")
        }

        /// So many days, nil for anything else.
        private static func days(_ text: String) -> TimeSpan? {
            guard text.hasSuffix("d"), let days = Int64(text.dropLast()), (0...36_500).contains(days) else {
                return nil
            }
            return TimeSpan(milliseconds: days * 86_400_000)
        }

        private func span() throws -> TimeSpan {
            guard let span = Self.days(older) ?? (try? TimeSpan(parsing: older)) else {
                throw ValidationError("--older \(older.shown) is no duration: write one such as 90d")
            }
            guard span >= Self.least else {
                throw ValidationError(
                    "--older \(older.shown) is too short: what was changed in the last 2 days is needed"
                )
            }
            return span
        }
    }

    /// `keyshift journal accept`.
    struct Accept: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "accept",
            abstract: "Take the journal as it is, after it has lost what was in it.",
            usage: "keyshift journal accept --reason <text> [<options>]",
            discussion: """
                It needs a reason, and asks for it where --reason does not say it. \
                Before: look at the stays whose hours were changed lately, in the Seam Console or with keyshift explain. \
                What the journal no longer knows, no check can ask for.
                """,
        )

        @OptionGroup var person: PersonOptions

        private static let example = "looked at the stays"

        mutating func validate() throws { try ReasonLine.require(person.reason, Self.example) }

        func run() async throws {
            let reason = try ReasonLine.asked(person.reason, Self.example, at: Terminal())
            let options = person
            let what = "take the journal as it is"
            let (loss, name) = try await LocalJournal.with(.operator, to: what) { journal, person in
                let (loss, name) = (try await journal.loss(), options.name(of: person))
                if loss != nil {
                    try await journal.acceptLoss(by: name, reason: reason, at: EngineClock.system.now())
                }
                return (loss, name)
            }
            Terminal().result(
                loss == nil ? "Nothing was lost." : "The journal is taken as it is, by \(name.shown): \(reason.shown)"
            )
        }
    }
}
