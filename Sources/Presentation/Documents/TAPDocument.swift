package import Model

/// The tests of scripts in the form that test harnesses read: TAP, version 14.
package enum TAPDocument {
    /// The lines of all tests.
    package static func lines(of report: TestReport) -> [String] {
        ["TAP version 14", "1..\(report.records.count)"]
            + report.records.enumerated().flatMap { lines(of: $1, number: $0 + 1) }
    }

    private static func lines(of record: TestReport.Record, number: Int) -> [String] {
        let title = "\(number) - \(escaped("\(record.file): \(record.name)"))"
        guard let failure = record.failure else { return ["ok \(title)"] }
        var lines = ["not ok \(title)", "  ---"]
        // A text in double quotes is YAML wherever it is JSON.
        if let position = record.position { lines.append("  at: \(quoted(position))") }
        lines.append("  message: |-")
        let parts = failure.split(separator: "\n", omittingEmptySubsequences: false)
        return lines + parts.map { "    \(ForeignText.sentence($0))" } + ["  ..."]
    }

    /// A description in which nothing begins a directive.
    private static func escaped(_ text: String) -> String {
        text.shown.replacing("\\", with: "\\\\").replacing("#", with: "\\#")
    }

    private static func quoted(_ text: String) -> String {
        "\"\(text.shown.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }
}
