import JournalFixture

@testable import SQLJournal

extension JournalFixture {
    /// Opens the folder with another schema.
    func open(schema: Schema) throws -> SQLJournal {
        try keep(
            SQLJournal(
                files: JournalDirectory(path: directory),
                processID: 4711,
                isTemporary: false,
                schema: schema,
            )
        )
    }
}
