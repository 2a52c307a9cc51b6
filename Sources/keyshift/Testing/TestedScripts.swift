internal import Model
internal import RunEngine

/// The scripts that a file of tests may run: those beside it and in the folder above, in folders that may be read, and
/// automations by their names.
struct TestedScripts: Sendable {
    /// The folder of the file with the tests.
    let folder: String
    /// More folders whose scripts may run.
    var readable: [String] = []

    /// Reads a script.
    /// - Throws: `load_error` that says where it was looked for.
    func read(_ name: String, arguments: [String]) throws(PlanError) -> Engine.Script {
        let path = try find(name)
        let file = ScriptFile.absolute(path)
        let own = ScriptFile.name(of: file)
        return Engine.Script(
            name: own,
            source: try ScriptFile.read(path),
            arguments: arguments,
            folder: String(file.dropLast(own.count)),
        )
    }

    private func find(_ name: String) throws(PlanError) -> String {
        guard !name.utf8.contains(0), !name.isEmpty else { throw PlanError(.load, "the name of the script is empty") }
        let path = name.hasPrefix("/") ? name : "\(folder)/\(name)"
        let isPath = name.contains("/") || ScriptFolders.isFile(path)
        guard isPath else { return try ScriptFolders.find(name) }
        guard name.hasSuffix(".lua") else {
            throw PlanError(.load, "\(name.shown) is no script; the name of one ends in .lua")
        }
        guard ScriptFolders.isFile(path) else {
            throw PlanError(.load, "there is no script \(name.shown) beside the test, in \(folder.shown)")
        }
        let file = ScriptFile.absolute(path)
        guard roots.contains(where: { file.hasPrefix($0 == "/" ? "/" : "\($0)/") }) else {
            throw PlanError(
                .load,
                "a test runs the scripts beside it and in the folder above, and \(name.shown) is elsewhere; "
                    + "add --allow-read and its folder"
            )
        }
        return file
    }

    private var roots: [String] {
        [folder, "\(folder)/.."].map(ScriptFile.absolute) + readable
    }
}
