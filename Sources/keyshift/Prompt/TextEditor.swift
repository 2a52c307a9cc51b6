internal import Glibc
internal import Model
internal import RunEngine
internal import Subprocess
internal import SystemPackage

/// The editor that a person has chosen, on the terminal.
enum TextEditor {
    /// Lets a person edit a text, and answers it as it was left.
    ///
    /// The text is in a file that only its owner can read, in a folder of its own, for as long as the editor runs.
    /// - Throws: `file` when there is no such editor, or it failed.
    static func edit(_ text: String, _ variables: [String: String]) async throws(PlanError) -> String {
        let editor = ["VISUAL", "EDITOR"].lazy.compactMap { variables[$0] }.first { !$0.isEmpty } ?? "vi"
        let folder = try TextFile.makeTemporaryFolder(variables)
        let file = folder + "/statement.lua"
        defer {
            unsafe unlink(file)
            unsafe rmdir(folder)
        }
        try TextFile.write(text, to: file)
        let now = TerminalMode()
        defer { now.restore() }
        TerminalMode.ordinary.restore()
        guard await run(editor, file) else {
            throw PlanError(.file, "the editor \(editor.shown) failed; set EDITOR to one that is there")
        }
        return try ScriptFile.read(file, what: "statement")
    }

    /// An editor may have options, as in `code --wait`, so that a shell reads the words.
    private static func run(_ editor: String, _ file: String) async -> Bool {
        let result = try? await Subprocess.run(
            .path("/bin/sh"),
            arguments: ["-c", "exec \(editor) \"$1\"", "keyshift", file],
            input: .fileDescriptor(.standardInput, closeAfterSpawningProcess: false),
            output: .fileDescriptor(.standardOutput, closeAfterSpawningProcess: false),
            error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false)
        )
        return result?.terminationStatus.isSuccess ?? false
    }
}
