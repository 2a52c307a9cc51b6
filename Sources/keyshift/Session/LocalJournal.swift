internal import ArgumentParser
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine
internal import SQLJournal

/// The journal of this user, for commands that need no server.
enum LocalJournal {
    /// Opens the journal around `body`; an error ends the program with a sentence.
    static func with<Result>(_ body: (any Journal) async throws -> Result) async throws -> Result {
        try await withFiles(body)
    }

    /// The same for what only somebody with a role may do, where people are known; `body` gets who is signed in.
    static func with<Result>(
        _ role: Person.Role,
        to what: String,
        _ body: (any Journal, Person?) async throws -> Result,
    ) async throws -> Result {
        try await with { journal in
            let person = try await requirePerson(role, to: what, in: journal)
            return try await body(journal, person)
        }
    }

    /// The same for what anybody may do; `body` gets the name that the journal keeps.
    ///
    /// What stops things must not fail for a desk's file that cannot be used: then what was typed is kept.
    static func with<Result>(
        by options: PersonOptions,
        _ body: (any Journal, String) async throws -> Result,
    ) async throws -> Result {
        try await with { journal in
            let person = try? await DeskFile(ProcessEnvironment.variables).person { journal }
            return try await body(journal, options.name(of: person))
        }
    }

    /// Who is signed in, after the role was asked for.
    /// - Throws: `notSignedIn`, `role`.
    static func requirePerson(_ role: Person.Role, to what: String, in journal: any Journal) async throws -> Person? {
        let person = try await DeskFile(ProcessEnvironment.variables).person { journal }
        let people = try await journal.people()
        if !people.isEmpty { try PeopleRule.require(role, person?.name, among: people, to: what) }
        return person
    }

    /// The same for a look beside another refusal; an error is thrown as it is.
    static func silently<Result>(_ body: (any Journal) async throws -> Result) async throws -> Result {
        let journal = try OwnJournal.open()
        defer { journal.close() }
        return try await body(journal)
    }

    /// The same for what needs the folder of the files, too; `settings` were named on the command line.
    static func withFiles<Result>(
        settings: String? = nil,
        _ body: (SQLJournal) async throws -> Result,
    ) async throws -> Result {
        do {
            let journal = try OwnJournal.open(settings: settings)
            defer { journal.close() }
            return try await body(journal)
        } catch let error where error is JournalError || error is PlanError {
            throw Terminal(json: ProcessEnvironment.wantsJSON).refusal(error)
        }
    }
}
