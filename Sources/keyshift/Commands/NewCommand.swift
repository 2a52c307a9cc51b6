internal import ArgumentParser
internal import Model
internal import Presentation
internal import RunEngine

/// `keyshift new NAME`: a commented script to begin with, or a copy of one that ships.
struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Write a commented script to begin with, or a copy of one that ships.",
        discussion: """
            keyshift new early-birds writes early-birds.lua here; it can be run as it is. With --from late-checkout-list it is a
            copy of that automation; a copy under the same name hides the one that ships, where you start it from this folder.
            With --test a test is written as well, tests/early-birds.lua, also where the script is there already.
            """,
    )

    @Argument(help: "The script's name, or its file; left out, that of --from.")
    var name: String?

    @Option(help: ArgumentHelp("Copies an automation that ships.", valueName: "name"))
    var from: String?

    /// The path of the new script.
    private var path: String {
        let name = name ?? from ?? ""
        return name.hasSuffix(".lua") ? name : name + ".lua"
    }

    @Flag(help: "Write a test of the script, too, into the folder tests beside it.")
    var test = false

    mutating func validate() throws {
        let file = ScriptFile.name(of: path)
        guard !file.isEmpty, !file.hasPrefix("-"), !file.hasPrefix("."), file != ".lua" else {
            throw ValidationError("give the script a name, such as early-birds")
        }
    }

    func run() throws {
        let terminal = Terminal()
        let isThere = ScriptFolders.isFile(path)
        guard !isThere || test else {
            terminal.note("\(path.shown) is there already, and was not touched; give another name")
            throw ExitCode(1)
        }
        do throws(PlanError) {
            if !isThere {
                try TextFile.write(try text(), to: path)
                terminal.result("\(path.shown) is written. Look at \(advice)")
            }
            if test { try writeTest(isStarter: !isThere && from == nil, terminal) }
        } catch {
            terminal.note(error.sentence)
            throw ExitCode(1)
        }
    }

    /// What to do next: a copy has arguments of its own.
    private var advice: String {
        guard from == nil else { return "what it takes: keyshift run \(path.shown) --help" }
        let day = StarterScript.exampleDay(at: EngineClock.system.now())
        return "what it would do: keyshift plan \(ShellWords.quoted(path)) \(day) --sandbox"
    }

    /// The text of the script: a copy, or the one to begin with.
    /// - Throws: `load_error` for a name that ships and is not copied, and for one that does not ship and is.
    private func text() throws(PlanError) -> String {
        guard let from else {
            let name = String(ScriptFile.name(of: path).dropLast(".lua".count))
            guard !ScriptFolders.shippedNames.contains(name) else {
                throw PlanError(
                    .load,
                    "\(name.shown) ships with Keyshift, and a script of this name would hide it; give another name, or copy it: "
                        + "keyshift new --from \(name.shown)"
                )
            }
            return StarterScript.text(for: path, at: EngineClock.system.now())
        }
        let shipped = from.hasSuffix(".lua") ? String(from.dropLast(".lua".count)) : from
        guard let folder = ScriptFolders.shipped, ScriptFolders.shippedNames.contains(shipped) else {
            let advice = ScriptFolders.advice(on: shipped, among: ScriptFolders.shippedNames)
            throw PlanError(.load, "no automation \"\(shipped.shown)\" ships with Keyshift; \(advice)")
        }
        return Self.renamed(try ScriptFile.read("\(folder)/\(shipped).lua"), from: shipped, to: path)
    }

    /// The comments of a copy show how it is started under its own name.
    private static func renamed(_ text: String, from shipped: String, to path: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let call = "--   keyshift run \(shipped) "
            return line.hasPrefix(call) ? "--   keyshift run \(path) " + line.dropFirst(call.count) : String(line)
        }
        return lines.joined(separator: "\n")
    }

    private func writeTest(isStarter: Bool, _ terminal: Terminal) throws(PlanError) {
        let name = ScriptFile.name(of: path)
        let folder = path.dropLast(name.count) + "tests"
        let file = "\(folder)/\(name)"
        guard !ScriptFolders.isFile(file) else {
            throw PlanError(.file, "\(file.shown) is there already, and was not touched")
        }
        let starter = StarterTest(script: name, outline: ScriptOutline(of: try ScriptFile.read(path)))
        try TextFile.makeFolder(String(folder))
        try TextFile.write(isStarter ? starter.whole : starter.begun, to: file)
        terminal.result("\(file.shown) is written. Run it: keyshift test \(file.shown)")
    }
}
