internal import LuaSyntax
internal import Model
internal import RunEngine

/// What `check` finds in a script that is about to run, told before it does.
struct CheckedRun {
    /// What was found, in the order of the text.
    let findings: [Finding]
    /// The script's name, for the lines.
    let name: String
    private let certain: Finding?

    init(_ script: Engine.Script) {
        name = script.name
        findings = ScriptCheck.findings(in: script.source, own: script.folder.map { OwnModules(beside: "\($0)/") })
        let functions = findings.isEmpty ? [] : Self.functions(of: script.source)
        certain = findings.first { finding in
            finding.kind.isCertain && !functions.contains { $0.holds(finding.range) }
        }
    }

    /// A line for each finding.
    var lines: [String] {
        findings.map { finding in
            let start = finding.range.start
            return "CHECK  \(name.shown):\(start.line):\(start.column): \(ForeignText.paragraph(finding.message))"
        }
    }

    /// The error of the first mistake that stops the script wherever it is reached; nil without one.
    ///
    /// What stands in a function may never be called, or be called under `pcall`: it is told, and does not stop the run.
    var failure: PlanError? {
        certain.map { finding in
            let code: PlanError.Code = finding.kind == .syntax ? .load : .script
            return PlanError(
                code,
                ForeignText.paragraph(finding.message),
                position: "\(name):\(finding.range.start.line)",
                remedy: finding.kind == .syntax ? nil : .skipCheck,
            )
        }
    }

    private static func functions(of source: String) -> [SourceRange] {
        guard let tree = LuaParser.parse(source).tree else { return [] }
        var ranges: [SourceRange] = []
        tree.walk { node in
            switch node {
            case .expression(let expression): if case .function = expression.kind { ranges.append(expression.range) }
            case .statement(let statement):
                switch statement.kind {
                case .function, .localFunction: ranges.append(statement.range)
                default: break
                }
            case .block: break
            }
        }
        return ranges
    }
}

extension Finding.Kind {
    /// Whether the line raises an error whenever it is reached.
    var isCertain: Bool {
        switch self {
        case .syntax, .unknownName, .parameter, .value, .time, .call, .operator: true
        case .undefinedGlobal, .noResult, .query, .condition, .assignment: false
        }
    }
}

extension SourceRange {
    fileprivate func holds(_ other: SourceRange) -> Bool {
        start.offset <= other.start.offset && other.end.offset <= end.offset
    }
}
