internal import LuaSyntax
internal import Model
internal import Presentation

/// What was found in some scripts.
struct CheckReport: Sendable {
    /// One script: its path as it was typed, and its findings, or why it could not be read.
    struct Entry: Sendable {
        let script: String
        var findings: [Finding] = []
        var failure: PlanError?
    }

    let entries: [Entry]

    /// What is shown: as text and as JSON alike.
    var document: CheckDocument {
        var document = CheckDocument(scripts: entries.count)
        document.findings = entries.flatMap { entry in entry.findings.map { Self.document($0, in: entry.script) } }
        document.unreadable = entries.compactMap { entry in
            entry.failure.map { CheckDocument.Unreadable(script: entry.script, message: $0.sentence) }
        }
        return document
    }

    private static func document(_ finding: Finding, in script: String) -> CheckDocument.Finding {
        let (start, end) = (finding.range.start, finding.range.end)
        return CheckDocument.Finding(
            script: script,
            from: (start.line, start.column),
            to: (end.line, end.column),
            kind: finding.kind.rawValue,
            message: finding.message,
        )
    }
}
