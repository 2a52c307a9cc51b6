internal import ArgumentParser
internal import Journal
internal import Model

/// `keyshift freeze`: nothing is sent, by anybody, until `thaw`.
struct FreezeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "freeze",
        abstract: "Send nothing more, whoever runs what, until keyshift thaw.",
        discussion: """
            What is on its way to the server ends; every other send is held, in all runs of this journal. Runs that are \
            stopped by it are unfinished: after the thaw, keyshift resume goes on with them.
            """,
    )

    @OptionGroup var person: PersonOptions

    func run() async throws {
        let (now, reason) = (EngineClock.system.now(), person.reason)
        let freeze = try await LocalJournal.with(by: person) { journal, name in
            try await journal.freeze(Freeze(since: now, operatorName: name, reason: reason))
        }
        let since = freeze.since == now ? "now" : LocalTime.full(freeze.since, nil)
        Terminal().result(
            "FROZEN since \(since), by \(freeze.operatorName.shown). When all is well again: keyshift thaw"
        )
    }
}

/// `keyshift thaw`: the end of a freeze.
struct ThawCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "thaw",
        abstract: "End a freeze, so that runs may send again.",
        discussion: "Runs that the freeze stopped are not resumed by it: keyshift status names them.",
    )

    func run() async throws {
        let wasFrozen = try await LocalJournal.with(.operator, to: "end a freeze") { journal, _ in
            try await journal.thaw()
        }
        Terminal().result(wasFrozen ? "Thawed: runs may send again." : "Nothing was frozen.")
    }
}
