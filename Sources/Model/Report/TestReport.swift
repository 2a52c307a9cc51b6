/// What became of the tests of scripts, in the order in which they ran.
package struct TestReport: Hashable, Sendable {
    /// One test.
    package struct Record: Hashable, Sendable {
        /// The file as it was named, or found below a folder that was.
        package var file: String
        /// What the test says of itself.
        package var name: String
        /// Where it begins, or where it failed, such as `tests/late.lua:14`.
        package var position: String?
        /// Why it failed, of several lines where something differs; nil for a test that passed.
        package var failure: String?
        /// How long it took.
        package var milliseconds: Int64

        /// Makes the record of a test.
        package init(file: String, name: String, position: String?, failure: String?, milliseconds: Int64) {
            self.file = file
            self.name = name
            self.position = position
            self.failure = failure
            self.milliseconds = milliseconds
        }
    }

    /// The tests.
    package var records: [Record]

    /// Makes a report of its tests.
    package init(records: [Record]) {
        self.records = records
    }

    /// How many tests failed.
    package var failed: Int { records.count { $0.failure != nil } }

    /// 0 when every test passed, and there was one; else 1.
    package var exitCode: Int32 { failed == 0 && !records.isEmpty ? 0 : 1 }
}
