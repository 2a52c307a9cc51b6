internal import ArgumentParser
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine

/// `keyshift people`: who may send, approve, and add others.
struct PeopleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "people",
        abstract: "Who may send and approve: add, list and remove people, sign in and out.",
        discussion: """
            Without people the journal asks nobody who they are. Begin with keyshift people link at a terminal: its \
            one-time secret makes the first admin. From then on only people who are signed in send something.
            """,
        subcommands: [
            List.self, Add.self, Remove.self, Login.self, Logout.self, Link.self, History.self,
        ],
        defaultSubcommand: List.self,
    )

    /// The journal of this user with who is signed in at this desk.
    static func with<Result>(
        _ body: (any Journal, PeopleDesk, Person?) async throws -> Result
    ) async throws -> Result {
        try await LocalJournal.with { journal in
            let person = try await DeskFile(ProcessEnvironment.variables).person { journal }
            return try await body(journal, PeopleDesk(journal, clock: .system), person)
        }
    }
}

extension PeopleCommand {
    /// `keyshift people list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "The people, and who is signed in at this desk.",
        )

        @OptionGroup var output: OutputOptions

        func run() async throws {
            let (people, person) = try await PeopleCommand.with { journal, _, person in
                (try await journal.people(), person)
            }
            if output.json { return Terminal(json: true).result(PeopleDocument(people, signedIn: person).json) }
            PeopleList(people, signedIn: person).lines.forEach { Terminal().result($0) }
        }
    }

    /// `keyshift people add NAME --role ROLE`.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add",
            abstract: "Add a person; the secret is shown once.",
            discussion: "An admin has to be signed in. Each role may do what those before it may.",
        )

        @Argument(help: "The name, which nobody else has.") var name: String
        @Option(help: "What the person may do: viewer, operator, approver or admin.") var role: Person.Role

        func run() async throws {
            let secret = try await PeopleCommand.with { _, desk, person in
                try await desk.add(name, role, by: person)
            }
            let terminal = Terminal()
            terminal.result("\(name.shown) is \(role.withArticle) from now on. The secret, shown this once:")
            terminal.result("  \(secret.shown)")
            terminal.result("To sign in: keyshift people login \(ShellWords.quoted(name))")
        }
    }

    /// `keyshift people remove NAME`.
    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove",
            abstract: "Remove a person: signed out everywhere, and no plan of theirs begins any more.",
            discussion: "An admin has to be signed in. The name stays taken, so that nobody is taken for somebody else.",
        )

        @Argument(help: "The name.") var name: String

        func run() async throws {
            try await PeopleCommand.with { journal, _, person in
                try await journal.removePerson(name, by: person?.name, at: EngineClock.system.now())
            }
            Terminal().result("\(name.shown) is removed, and signed out everywhere.")
        }
    }

    /// `keyshift people history`.
    struct History: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "history",
            abstract: "Who was added, removed and signed in, and which secrets were wrong.",
        )

        @OptionGroup var output: OutputOptions

        func run() async throws {
            let events = try await LocalJournal.with { try await $0.peopleEvents(limit: 200) }
            if output.json { return Terminal(json: true).result(PeopleHistoryDocument(events).json) }
            if events.isEmpty { return Terminal().result("Nothing has happened yet.") }
            PeopleHistory(events).lines.forEach { Terminal().result($0) }
        }
    }
}

extension Person.Role: ExpressibleByArgument {}
