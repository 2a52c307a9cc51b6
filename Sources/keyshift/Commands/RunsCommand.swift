internal import ArgumentParser
internal import Glibc
internal import Model
internal import Presentation
internal import RunEngine

/// `keyshift runs list|show|abandon|export`: what is in the journal.
struct RunsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs",
        abstract: "The runs in the journal.",
        subcommands: [List.self, Show.self, Abandon.self, Export.self],
        defaultSubcommand: List.self,
    )

    /// `keyshift runs list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "The newest runs, newest first.")

        @OptionGroup var output: OutputOptions

        @Option(help: "How many are shown.")
        var limit = 20

        mutating func validate() throws {
            guard limit > 0 else { throw ValidationError("--limit is at least 1, not \(limit)") }
        }

        func run() async throws {
            let runs = RunList(try await LocalJournal.with { try await $0.runs(limit: limit) })
            let terminal = Terminal(output)
            guard !output.json else { return terminal.result(runs.json) }
            for line in runs.lines { terminal.result(line) }
        }
    }

    /// `keyshift runs show RUN`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "One run with its rows, those with problems first.",
        )

        @Argument(help: "The run's id, or \"last\".")
        var run: String

        @OptionGroup var output: OutputOptions

        func run() async throws {
            let (named, output) = (run, output)
            let detail = try await LocalJournal.with { journal in
                RunDetail(
                    try await RunFacts.read(try await RunName.resolve(named, in: journal), in: journal),
                    showsAll: output.verbose,
                    now: EngineClock.system.now(),
                )
            }
            let terminal = Terminal(output)
            guard !output.json else { return terminal.result(detail.json) }
            for line in detail.lines { terminal.result(line) }
        }
    }

    /// `keyshift runs abandon RUN`.
    struct Abandon: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "abandon",
            abstract: "End a run that stopped, and free its groups. What it moved stays moved."
        )

        @Argument(help: "The run's id, or \"last\".")
        var run: String

        func run() async throws {
            let named = run
            let id = try await LocalJournal.with { journal in
                let id = try await RunName.resolve(named, in: journal)
                try await journal.abandonRun(id, at: EngineClock.system.now())
                return id
            }
            Terminal().result("Run \(id) is over; its groups are free. What it moved stays moved.")
        }
    }

    /// `keyshift runs export [RUN…]`.
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export",
            abstract: "All that the journal has of runs, as JSON lines.",
            discussion:
                "Each line has a \"type\": run, row, event or direct_effect. No PIN and no key is in the journal.",
        )

        @Argument(help: "The runs' ids, or \"last\"; none for all runs, the newest first.")
        var runs: [String] = []

        func run() async throws {
            let (named, terminal) = (runs, Terminal())
            try await LocalJournal.with { journal in
                var ids: [String] = []
                for name in named { ids.append(try await RunName.resolve(name, in: journal)) }
                if named.isEmpty { ids = try await journal.runs(limit: .max).map(\.id) }
                for id in ids {
                    let facts = try await RunFacts.read(id, in: journal, withEvents: true)
                    for line in RunExport(facts).lines { terminal.result(line) }
                }
            }
        }
    }
}

/// The journal of this user, for commands that need no server.
enum LocalJournal {
    /// Opens the journal around `body`; an error ends the program with a sentence.
    static func with<Result>(_ body: (any Journal) async throws -> Result) async throws -> Result {
        try await withFiles(body)
    }

    /// The same for what needs the folder of the files, too.
    static func withFiles<Result>(_ body: (SQLiteJournal) async throws -> Result) async throws -> Result {
        do {
            let folder = ProcessEnvironment.stateFolder(ProcessEnvironment.variables)
            let journal = try SQLiteJournal(directory: folder)
            defer { journal.close() }
            return try await body(journal)
        } catch let error as JournalError {
            throw Terminal(json: ProcessEnvironment.wantsJSON).refusal(error)
        }
    }
}
