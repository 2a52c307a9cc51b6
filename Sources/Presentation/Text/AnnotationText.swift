internal import Model

/// What was found in scripts, as the lines by which a job of GitHub Actions marks places in a change.
package enum AnnotationText {
    /// A line for each finding and for each script that could not be read; `columns` are those of the findings, in letters.
    package static func lines(of check: CheckDocument, columns: [LetterColumns]) -> [String] {
        let found = zip(check.findings, columns).map { finding, columns in
            line(
                [
                    ("file", finding.script), ("line", "\(finding.line)"), ("col", "\(columns.start)"),
                    ("endLine", "\(finding.endLine)"), ("endColumn", "\(columns.end)"), ("title", finding.kind),
                ],
                finding.message,
            )
        }
        return found + check.unreadable.map { line([("file", $0.script)], $0.message) }
    }

    private static func line(_ properties: [(String, String)], _ message: String) -> String {
        let written = properties.map { "\($0)=\(property($1))" }.joined(separator: ",")
        return "::error \(written)::\(data(message))"
    }

    /// A message without what would end its line or begin another command.
    private static func data(_ text: String) -> String {
        ForeignText.harmless(text, keeping: ["\n"]).replacing("%", with: "%25").replacing("\n", with: "%0A")
    }

    private static func property(_ text: String) -> String {
        data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
