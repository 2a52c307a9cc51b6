internal import ArgumentParser
internal import Glibc
internal import Model
internal import Presentation
internal import RunEngine

/// `keyshift types -o DIR`: definitions for editors.
struct TypesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "types",
        abstract: "Write definitions for editors with lua-language-server.",
        discussion: """
            Writes .keyshift/keyshift.lua, .keyshift/seam.lua and .luarc.json into the folder of your scripts, so that an \
            editor completes and checks names, parameters and values. A .luarc.json of your own is left as it is.
            """,
    )

    /// The folder of the definitions within the one of the scripts.
    private static let library = ".keyshift"

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("The folder of the scripts.", valueName: "dir")
    )
    var folder = "."

    func run() throws {
        let terminal = Terminal()
        let library = "\(folder)/\(Self.library)"
        do throws(PlanError) {
            try makeFolder(folder)
            try makeFolder(library)
            for file in TypeDefinitions.files { try TextFile.write(file.text, to: "\(library)/\(file.name)") }
            try writeSettings(terminal)
        } catch {
            terminal.note(error.sentence)
            throw ExitCode(1)
        }
        terminal.result("The definitions are in \(library.shown).")
    }

    private func writeSettings(_ terminal: Terminal) throws(PlanError) {
        let path = "\(folder)/.luarc.json"
        let settings = TypeDefinitions.settings(library: Self.library)
        if ScriptFolders.isFile(path), (try? ScriptFile.read(path)) != settings {
            terminal.note(
                "\(path.shown) is your own and was left as it is; add \"\(Self.library)\" to its workspace.library"
            )
            return
        }
        try TextFile.write(settings, to: path)
    }

    private func makeFolder(_ path: String) throws(PlanError) {
        guard unsafe mkdir(path, 0o755) == 0 || errno == EEXIST else {
            let reason = unsafe String(cString: strerror(errno))
            throw PlanError(.file, "the folder \(path.shown) cannot be made (\(reason)); name another one with -o")
        }
    }
}
