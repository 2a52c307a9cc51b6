internal import CivilTime
internal import Model
internal import RunEngine
internal import SQLJournal

/// The journal that this user's commands work on: on the server that is named, else in the folder of `KEYSHIFT_HOME`.
enum OwnJournal {
    /// The variable that names a journal on a server, or says `folder`.
    static let variable = "KEYSHIFT_JOURNAL"
    /// The variable that names this node for people; the host's name where it is not set.
    static let nodeVariable = "KEYSHIFT_NODE"
    /// What the variable says for the journal in the folder, whatever the settings say.
    static let folder = "folder"

    /// The server's connection string, nil for a journal in a folder: that of the variable, else of the settings that were
    /// named, of the user's, or of the system's.
    /// - Throws: `storage` for a text that is none, and for settings that cannot be read.
    static func place(
        _ variables: [String: String] = ProcessEnvironment.variables,
        settings named: String? = nil,
    ) throws(JournalError) -> PostgresPlace? {
        if let text = variables[variable], !text.isEmpty { return text == folder ? nil : try PostgresPlace(text) }
        let found: (text: String, file: String)?
        do throws(PlanError) {
            found = try SettingsFile.journal(named, variables) { (try? PostgresPlace($0))?.hasPassword == true }
        } catch {
            // Whoever used another journal than the settings name would not see what was sent.
            throw JournalError(.storage, error.message)
        }
        guard let found else { return nil }
        guard PostgresPlace.isConnectionString(found.text) else {
            throw JournalError(
                .storage,
                "The settings file \(found.file.shown): journal must be a connection string of PostgreSQL, such as "
                    + "\"postgres://keyshift@db.example/keyshift\"; without it the journal is in KEYSHIFT_HOME.",
            )
        }
        return try PostgresPlace(found.text)
    }

    /// Opens it.
    /// - Throws: `JournalError`.
    static func open(
        _ variables: [String: String] = ProcessEnvironment.variables,
        settings named: String? = nil,
    ) throws(JournalError) -> SQLJournal {
        let folder = ProcessEnvironment.stateFolder(variables)
        guard let place = try place(variables, settings: named) else { return try SQLJournal(directory: folder) }
        let name = variables[nodeVariable].flatMap { $0.isEmpty ? nil : $0 }
        let node = NodeSelf(name: name, version: KeyshiftTable.version, zoneData: Zone.dataVersion ?? "")
        return try SQLJournal(server: place, folder: folder, node: node)
    }

    /// What the variable has to say in a process that is to work on the same journal.
    /// - Throws: What `place` throws.
    static func word(
        _ variables: [String: String] = ProcessEnvironment.variables,
        settings named: String? = nil,
    ) throws(JournalError) -> String {
        try place(variables, settings: named)?.text ?? folder
    }
}
