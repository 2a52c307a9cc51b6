internal import ArgumentParser
internal import Model
internal import Presentation
internal import RunEngine

/// `keyshift check SCRIPT…`: what is wrong with scripts, as far as their text tells.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Find mistakes in scripts, with line and column; nothing is run.",
        discussion: """
            Finds what Lua and the API would refuse: syntax, names and parameters that are not there, values of the wrong \
            type, times without an offset. Columns count bytes, from 1. Exit codes: 0 nothing found; 1 something found.
            """,
    )

    @Argument(
        help: ArgumentHelp("Lua scripts.", valueName: "script"),
        completion: .custom(ScriptCompletion.scripts)
    )
    var scripts: [String]

    @Flag(help: "Print one JSON document on stdout.")
    var json = false

    func run() throws {
        let terminal = Terminal()
        let report = CheckReport(entries: scripts.map { Self.entry($0, terminal) })
        let document = report.document
        if json { terminal.result(document.json) } else { document.lines.forEach { terminal.result($0) } }
        guard document.isClean else { throw ExitCode(1) }
    }

    private static func entry(_ script: String, _ terminal: Terminal) -> CheckReport.Entry {
        do throws(PlanError) {
            let path = try ScriptFolders.find(script)
            let source = try ScriptFile.read(path)
            let own = OwnModules(beside: path)
            for note in own.notes(on: source) { terminal.note("note: \(note)") }
            return .init(script: script, findings: ScriptCheck.findings(in: source, hidden: own.names))
        } catch {
            return .init(script: script, failure: error)
        }
    }
}
