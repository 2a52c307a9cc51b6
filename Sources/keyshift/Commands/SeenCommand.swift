internal import ArgumentParser
internal import Journal
internal import Model
internal import RunEngine

/// `keyshift seen RUN`: a person has looked at it.
struct SeenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seen",
        abstract: "Say that you have looked at a run: status tells its rows no more.",
        discussion: """
            It changes nothing at the doors. An unfinished run stays one until it is resumed or given up. "last" is the newest run \
            that needs a person.
            """,
    )

    @Argument(help: "The run's id, or \"last\": the newest one that needs a person.")
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
        let marked = try await LocalJournal.with(.operator, to: what) {
            journal,
            person -> (String, StatusFacts.LockWait?)? in
            guard let id = try await Self.run(named, in: journal) else { return nil }
            let facts = try await StatusFacts.read(in: journal, now: EngineClock.system.now())
            try await journal.markSeen(
                id,
                by: PersonOptions.name(of: person, typed: typed),
                at: EngineClock.system.now()
            )
            return (id, facts.waits.first { $0.run.id == id })
        }
        guard let (id, wait) = marked else {
            Terminal().result("Nothing needs a person, so that no run is marked. The newest runs: keyshift runs list")
            return
        }
        let message =
            "Run \(id) counts as looked at, and keyshift status tells its rows no more as ones that need a person."
        Terminal().result(message)
        if let wait { Terminal().result(Self.sentence(wait)) }
    }

    /// That a lock has not got the hours, whoever has looked at it.
    private static func sentence(_ wait: StatusFacts.LockWait) -> String {
        let doors = wait.doors.map(\.shown).joined(separator: ", ")
        return
            "It still waits for \(doors), offline when the hours were sent: what is there cannot be confirmed until it is back. "
            + "To see when: keyshift verify \(wait.run.id.shown) --wait 10m"
    }

    /// The run that is meant: of `last` the newest one that needs a person, nil where none does.
    private static func run(_ name: String, in journal: any Journal) async throws -> String? {
        guard name == "last" else { return try await RunName.resolve(name, in: journal) }
        return try await StatusFacts.read(in: journal, now: EngineClock.system.now()).newestToSee?.id
    }
}
