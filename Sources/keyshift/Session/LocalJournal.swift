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

    /// The same for what needs the folder of the files, too.
    static func withFiles<Result>(_ body: (SQLJournal) async throws -> Result) async throws -> Result {
        do {
            let folder = ProcessEnvironment.stateFolder(ProcessEnvironment.variables)
            let journal = try SQLJournal(directory: folder)
            defer { journal.close() }
            return try await body(journal)
        } catch let error where error is JournalError || error is PlanError {
            throw Terminal(json: ProcessEnvironment.wantsJSON).refusal(error)
        }
    }
}
