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

    /// In what form the findings are printed.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, sarif, github
    }

    @Option(help: ArgumentHelp("text, json, sarif for viewers of code, or github for a job there.", valueName: "form"))
    var format: Format?

    func validate() throws {
        guard !json || format == nil || format == .json else {
            throw ValidationError("--json is --format json; give one of them")
        }
    }

    func run() throws {
        let terminal = Terminal()
        let report = CheckReport(entries: scripts.map { Self.entry($0, terminal) })
        let form = format ?? (json ? .json : .text)
        let output = Terminal(json: form != .text)
        lines(of: report, as: form).forEach { output.result($0) }
        guard report.document.isClean else { throw ExitCode(1) }
    }

    private func lines(of report: CheckReport, as form: Format) -> [String] {
        let document = report.document
        switch form {
        case .text: return document.lines
        case .json: return [document.json]
        case .github: return AnnotationText.lines(of: document, columns: report.columns)
        case .sarif:
            let kinds = Finding.Kind.allCases.map { ($0.rawValue, $0.about) }
            let version = KeyshiftTable.version
            return [SarifDocument(document, columns: report.columns, kinds: kinds, version: version).json]
        }
    }

    private static func entry(_ script: String, _ terminal: Terminal) -> CheckReport.Entry {
        do throws(PlanError) {
            let path = try ScriptFolders.find(script)
            let source = try ScriptFile.read(path)
            let own = OwnModules(beside: path)
            for note in own.notes(on: source) { terminal.note("note: \(note)") }
            return .init(script: script, findings: ScriptCheck.findings(in: source, own: own), source: source)
        } catch {
            return .init(script: script, failure: error)
        }
    }
}
