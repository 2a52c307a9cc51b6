internal import ArgumentParser
internal import Journal
internal import Model
internal import RunEngine

/// `keyshift seen RUN`: a person has looked at it.
struct SeenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seen",
        abstract: "Say that you have looked at a run: status tells its rows no more.",
        discussion: "It changes nothing at the doors. An unfinished run stays one until it is resumed or given up.",
    )

    @Argument(help: "The run's id, or \"last\": the newest one, whatever became of it.")
    var run: String

    @Option(
        name: .customLong("operator"),
        help: ArgumentHelp("Who; else KEYSHIFT_OPERATOR, else the user's name.", valueName: "name")
    )
    var operatorName: String?

    mutating func validate() throws {
        guard operatorName?.isEmpty != true else { throw ValidationError("--operator needs a name, such as ana") }
    }

    func run() async throws {
        let (named, typed) = (run, operatorName)
        let what = "say that somebody has looked at it"
        let id = try await LocalJournal.with(.operator, to: what) { journal, person in
            let id = try await RunName.resolve(named, in: journal)
            try await journal.markSeen(
                id,
                by: PersonOptions.name(of: person, typed: typed),
                at: EngineClock.system.now()
            )
            return id
        }
        Terminal().result("Run \(id) counts as looked at, and keyshift status tells its rows no more.")
    }
}
