internal import ArgumentParser
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine

extension PeopleCommand {
    /// `keyshift people login NAME`.
    struct Login: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "login",
            abstract: "Sign in at this desk, for 12 hours.",
            discussion: """
                The secret is asked for, and not shown; without a terminal it is the first line of stdin. Wrong ones make \
                the next try of that name wait.
                """,
        )

        @Argument(help: "Your name.") var name: String

        func run() async throws {
            let terminal = Terminal()
            guard let typed = terminal.secret("The secret of \(name.shown): "), !typed.isEmpty else {
                terminal.note("Nothing was typed; nobody is signed in.")
                throw ExitCode(4)
            }
            let file = DeskFile(ProcessEnvironment.variables)
            let signedIn = try await LocalJournal.with { journal in
                let signedIn = try await PeopleDesk(journal, clock: .system).signIn(name, typed: typed)
                try file.write(signedIn.token)
                return signedIn
            }
            if let secret = signedIn.newSecret {
                terminal.result("From now on the secret of \(name.shown) is this, shown this once:")
                terminal.result("  \(secret.shown)")
            }
            let until = LocalTime.full(signedIn.until, nil)
            terminal.result("\(name.shown), \(signedIn.person.role.rawValue), is signed in until \(until).")
        }
    }

    /// `keyshift people logout`.
    struct Logout: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "logout",
            abstract: "Sign out at this desk.",
        )

        func run() async throws {
            let file = DeskFile(ProcessEnvironment.variables)
            let person = try await LocalJournal.with { journal -> Person? in
                guard let token = try file.token() else { return nil }
                return try await journal.signOut(token.fingerprint, at: EngineClock.system.now())
            }
            file.remove()
            Terminal().result(person.map { "\($0.name.shown) is signed out." } ?? "Nobody was signed in.")
        }
    }

    /// `keyshift people link [NAME]`.
    struct Link: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "link",
            abstract: "Show a one-time secret, good for 10 minutes.",
            discussion: """
                The first one makes the first admin. Later ones are for a person who has lost theirs: an admin \
                makes one, and signing in with it gives that person a new secret. It is shown at a terminal only.
                """,
        )

        @Argument(help: "For whom; nobody for the first admin.") var name: String?

        func run() async throws {
            let terminal = Terminal()
            guard Terminal.canAsk else {
                terminal.note("A one-time secret is shown at a terminal only; nothing was made.")
                throw ExitCode(4)
            }
            let (secret, until) = try await PeopleCommand.with { _, desk, person in
                try await desk.link(name, by: person)
            }
            let whose = name.map(\.shown) ?? "the first admin"
            terminal.result("The one-time secret of \(whose), until \(LocalTime.full(until, nil)):")
            terminal.result("  \(secret.shown)")
            terminal.result("To use it: keyshift people login \(name.map(ShellWords.quoted) ?? "NAME")")
        }
    }
}
