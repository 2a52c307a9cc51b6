internal import ArgumentParser
internal import Model
internal import Presentation
internal import RunEngine

/// `keyshift new NAME`: a commented script to begin with.
struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Write a commented script to begin with.",
        discussion: "keyshift new early-check-in writes early-check-in.lua here; it can be run as it is.",
    )

    @Argument(help: "The script's name, or its file.")
    var name: String

    mutating func validate() throws {
        let file = ScriptFile.name(of: name)
        guard !file.isEmpty, !file.hasPrefix("-"), !file.hasPrefix("."), file != ".lua" else {
            throw ValidationError("give the script a name, such as late-checkout")
        }
    }

    func run() throws {
        let terminal = Terminal()
        let path = name.hasSuffix(".lua") ? name : name + ".lua"
        guard !ScriptFolders.isFile(path) else {
            terminal.note("\(path.shown) is there already, and was not touched; give another name")
            throw ExitCode(1)
        }
        do throws(PlanError) {
            try TextFile.write(StarterScript.text(for: path), to: path)
        } catch {
            terminal.note(error.sentence)
            throw ExitCode(1)
        }
        terminal.result(
            "\(path.shown) is written. Look at what it would do: keyshift plan \(path.shown) 2026-11-24 --sandbox"
        )
    }
}
