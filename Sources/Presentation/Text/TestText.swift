package import Model

/// The tests of scripts as a person reads them.
package enum TestText {
    /// What is said of the tests of one file: a line when all passed, else each that failed with what differs.
    package static func lines(of records: [TestReport.Record], showsAll: Bool) -> [String] {
        guard let file = records.first?.file else { return [] }
        let failed = records.count { $0.failure != nil }
        let head =
            failed == 0
            ? "ok    \(file.shown)  \(records.count) passed" : "FAIL  \(file.shown)  \(failed) of \(records.count)"
        return [head]
            + records.flatMap { record -> [String] in
                if let failure = record.failure { return self.failure(record, failure) }
                return showsAll ? ["      ok  \(record.name.shown)"] : []
            }
    }

    /// The last line: how many there were.
    package static func summary(_ report: TestReport) -> String {
        guard !report.records.isEmpty else { return "There is no test in it." }
        let passed = report.records.count - report.failed
        let time = report.records.reduce(0) { $0 + $1.milliseconds }
        return "\(passed) passed, \(report.failed) failed, in \(SecondsText.of(time)) s"
    }

    private static func failure(_ record: TestReport.Record, _ failure: String) -> [String] {
        let place = record.position.map { "  \($0.shown)" } ?? ""
        let lines = failure.split(separator: "\n", omittingEmptySubsequences: false)
        return ["      \(record.name.shown)\(place)"] + lines.map { "        \(ForeignText.sentence($0))" }
    }
}
