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
        /// The script's text.
        var source = ""
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

    /// The columns of the document's findings, in letters.
    var columns: [LetterColumns] {
        entries.flatMap { entry in
            let bytes = Array(entry.source.utf8)
            return entry.findings.map { finding in
                LetterColumns(
                    start: Self.letterColumn(of: finding.range.start, in: bytes),
                    end: Self.letterColumn(of: finding.range.end, in: bytes),
                )
            }
        }
    }

    /// The column of a place in letters: bytes that go on with a letter of UTF-8 count for nothing.
    private static func letterColumn(of place: SourcePosition, in bytes: [UInt8]) -> Int {
        let end = min(place.offset, bytes.count)
        let start = min(max(0, place.offset - (place.column - 1)), end)
        return 1 + bytes[start..<end].count { $0 & 0b1100_0000 != 0b1000_0000 }
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
