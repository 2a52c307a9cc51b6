package import Model

/// The tests of scripts in the form that servers of builds read: JUnit's XML.
package enum JUnitDocument {
    /// The whole file: a suite for each file of tests.
    package static func text(of report: TestReport) -> String {
        var files: [String] = []
        for record in report.records where files.last != record.file { files.append(record.file) }
        let suites = files.map { file in suite(file, report.records.filter { $0.file == file }) }
        let head = "<testsuites \(counts(report.records))>"
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\(head)\n\(suites.joined())</testsuites>\n"
    }

    private static func suite(_ file: String, _ records: [TestReport.Record]) -> String {
        "  <testsuite name=\"\(attribute(file))\" \(counts(records))>\n\(records.map(testCase).joined())  </testsuite>\n"
    }

    private static func testCase(_ record: TestReport.Record) -> String {
        let head =
            "    <testcase classname=\"\(attribute(record.file))\" name=\"\(attribute(record.name))\" "
            + "time=\"\(SecondsText.of(record.milliseconds))\""
        guard let failure = record.failure else { return "\(head)/>\n" }
        let place = record.position.map { "\($0): " } ?? ""
        let first = failure.split(separator: "\n").first.map(String.init) ?? ""
        return
            "\(head)>\n      <failure message=\"\(attribute(place + first))\">\(escaped(place + failure))</failure>\n"
            + "    </testcase>\n"
    }

    private static func counts(_ records: [TestReport.Record]) -> String {
        let failed = records.count { $0.failure != nil }
        let time = SecondsText.of(records.reduce(0) { $0 + $1.milliseconds })
        return "tests=\"\(records.count)\" failures=\"\(failed)\" errors=\"0\" time=\"\(time)\""
    }

    private static func attribute(_ text: String) -> String { escaped(text.shown) }

    /// A text in which nothing is markup, and no control that XML 1.0 forbids.
    private static func escaped(_ text: String) -> String {
        ForeignText.harmless(text, keeping: ["\n", "\t"]).replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }
}
