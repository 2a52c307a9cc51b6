internal import ArgumentParser
internal import RunEngine

/// A script's file and its arguments.
struct ScriptArguments: ParsableArguments {
    @Argument(help: "The Lua script.")
    var script: String

    @Argument(help: ArgumentHelp("The script's arguments, in their order.", valueName: "arg"))
    var arguments: [String] = []

    /// Reads the file.
    func read() throws(PlanError) -> Engine.Script {
        let source = try ScriptFile.read(script)
        let file = ScriptFile.absolute(script)
        let folder = String(file.dropLast(ScriptFile.name(of: file).count))
        return Engine.Script(name: ScriptFile.name(of: script), source: source, arguments: arguments, folder: folder)
    }
}
