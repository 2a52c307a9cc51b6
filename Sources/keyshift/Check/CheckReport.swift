internal import LuaSyntax
internal import Model
internal import RunEngine
internal import Seam

/// What was found in some scripts, as text and as JSON alike.
struct CheckReport: Sendable {
    /// One script: its path as it was typed, and its findings, or why it could not be read.
    struct Entry: Sendable {
        let script: String
        var findings: [Finding] = []
        var failure: PlanError?
    }

    let entries: [Entry]

    /// Whether there is nothing to mend.
    var isClean: Bool { entries.allSatisfy { $0.findings.isEmpty && $0.failure == nil } }

    /// A line for each finding, and one for all.
    var lines: [String] {
        let found = entries.flatMap { entry in
            entry.findings.map { "\(entry.script):\($0.range.start): \($0.message)" }
                + (entry.failure.map { [$0.message] } ?? [])
        }
        return found + [summary]
    }

    private var summary: String {
        let scripts = entries.count == 1 ? "1 script" : "\(entries.count) scripts"
        guard !isClean else { return "\(scripts), nothing found" }
        let count = entries.reduce(0) { $0 + $1.findings.count + ($1.failure == nil ? 0 : 1) }
        return "\(scripts), \(count == 1 ? "1 mistake" : "\(count) mistakes")"
    }

    /// The document: `{"scripts":n,"findings":[{"script","line","column","end_line","end_column","kind","message"}],
    /// "unreadable":[{"script","message"}]}`.
    var json: String {
        let findings = entries.flatMap { entry in
            entry.findings.map { finding -> JSONValue in
                [
                    "script": .string(entry.script),
                    "line": .int(Int64(finding.range.start.line)),
                    "column": .int(Int64(finding.range.start.column)),
                    "end_line": .int(Int64(finding.range.end.line)),
                    "end_column": .int(Int64(finding.range.end.column)),
                    "kind": .string(finding.kind.rawValue),
                    "message": .string(finding.message),
                ]
            }
        }
        let unreadable = entries.compactMap { entry -> JSONValue? in
            entry.failure.map { ["script": .string(entry.script), "message": .string($0.message)] }
        }
        let document: JSONValue = [
            "scripts": .int(Int64(entries.count)), "findings": .array(findings), "unreadable": .array(unreadable),
        ]
        return (try? document.serialized()) ?? "{}"
    }
}
