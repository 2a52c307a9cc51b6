import JournalFixture

@testable import SQLJournal

extension JournalFixture {
    /// Opens the folder, or another one in it, with another schema.
    func open(schema: Schema, in folder: String? = nil) throws -> SQLJournal {
        try keep(
            SQLJournal(
                files: JournalDirectory(path: folder ?? directory),
                processID: 4711,
                isTemporary: false,
                schema: schema,
            )
        )
    }
}
