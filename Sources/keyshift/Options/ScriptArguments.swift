internal import ArgumentParser
internal import Model
internal import RunEngine

/// A script's file and its arguments.
struct ScriptArguments: ParsableArguments {
    @Argument(
        help: "The Lua script: a file, or the name of an automation, such as late-checkout.",
        completion: .custom(ScriptCompletion.scripts)
    )
    var script: String

    @Argument(
        help: ArgumentHelp("The script's arguments, in their order or as name=value.", valueName: "arg"),
        completion: .custom(ScriptCompletion.arguments)
    )
    var arguments: [String] = []

    /// What was typed.
    var choice: ScriptChoice { ScriptChoice(script: script, arguments: arguments) }
}

/// A script as it was named, and its arguments.
struct ScriptChoice: Hashable, Sendable {
    /// A file, or the name of an automation.
    let script: String
    /// The arguments.
    let arguments: [String]

    /// Reads the file.
    func read() throws(PlanError) -> Engine.Script {
        let path = try ScriptFolders.find(script)
        let source = try ScriptFile.read(path)
        let file = ScriptFile.absolute(path)
        let folder = String(file.dropLast(ScriptFile.name(of: file).count))
        let name = ScriptFile.name(of: path)
        var script = Engine.Script(name: name, source: source, arguments: arguments, folder: folder)
        script.isShipped = ScriptFolders.isShipped(file)
        script.spelled = { ScriptOutline(of: source).spelled($0) }
        script.choosing = { ScriptOutline(of: source).choosing }
        return script
    }

    /// The full path of the file.
    func file() throws(PlanError) -> String {
        ScriptFile.absolute(try ScriptFolders.find(script))
    }
}
