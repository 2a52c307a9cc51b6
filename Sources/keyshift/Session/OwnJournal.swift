internal import CivilTime
internal import Model
internal import RunEngine
internal import SQLJournal

/// The journal that this user's commands work on: on the server that is named, else in the folder of `KEYSHIFT_HOME`.
enum OwnJournal {
    /// The variable that names a journal on a server.
    static let variable = "KEYSHIFT_JOURNAL"
    /// The variable that names this node for people; the host's name where it is not set.
    static let nodeVariable = "KEYSHIFT_NODE"

    /// The server's connection string, nil for a journal in a folder.
    /// - Throws: `storage` for a text that is none.
    static func place(
        _ variables: [String: String] = ProcessEnvironment.variables
    ) throws(JournalError) -> PostgresPlace? {
        guard let text = variables[variable], !text.isEmpty else { return nil }
        return try PostgresPlace(text)
    }

    /// Opens it.
    /// - Throws: `JournalError`.
    static func open(
        _ variables: [String: String] = ProcessEnvironment.variables
    ) throws(JournalError) -> SQLJournal {
        let folder = ProcessEnvironment.stateFolder(variables)
        guard let place = try place(variables) else { return try SQLJournal(directory: folder) }
        let name = variables[nodeVariable].flatMap { $0.isEmpty ? nil : $0 }
        let node = NodeSelf(name: name, version: KeyshiftTable.version, zoneData: Zone.dataVersion ?? "")
        return try SQLJournal(server: place, folder: folder, node: node)
    }
}
