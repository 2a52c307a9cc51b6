package import CivilTime
package import Model

/// Where the scripts of a test run: one world at a time, which whoever makes the bench puts on a sandbox of its own.
package protocol TestBench: Sendable {
    /// The clock of the world, nil before there is one.
    var now: Instant? { get }

    /// Begins a world, and forgets the one before with its journal.
    /// - Throws: `PlanError` with what does not fit together.
    func begin(_ world: TestWorld) throws(PlanError)

    /// Puts the world's clock forward.
    func advance(by span: TimeSpan)

    /// Runs a script in the world, up to its plan or to its end.
    func work(_ task: TestTask) async -> TestResult

    /// Keeps a file for arguments of scripts until the test is over, and answers its full path.
    /// - Throws: `PlanError` for a name that is none, or when it cannot be written.
    func keep(_ text: String, as name: String) throws(PlanError) -> String
}

/// What a test asks for: a script with its arguments.
package struct TestTask: Hashable, Sendable {
    /// The script's file, seen from the folder of the test, or the name of an automation.
    package var script: String
    /// The arguments as they are typed.
    package var arguments: [String]
    /// Whether nothing is sent.
    package var isPlanOnly: Bool
    /// The bounds of the plan.
    package var limits = Limits()
}

/// What became of a script in a test.
package struct TestResult: Sendable {
    /// The plan, with what became of its rows.
    package var report: RunReport
    /// What the script printed, a line each.
    package var output: [String]

    /// Makes a result of both.
    package init(report: RunReport, output: [String]) {
        self.report = report
        self.output = output
    }
}

/// Why a test failed, as far as the program has to tell it.
package struct TestFailure: Error, Hashable, Sendable {
    /// The sentence; more lines tell what differs.
    package var message: String
    /// The line of the test, such as `late.lua:6`; nil where none is to blame.
    package var position: String?
}

/// One test of a file.
package struct TestCase: Hashable, Sendable {
    /// What it says of itself.
    package var name: String
    /// The line where it begins, such as `late.lua:6`; nil where it is not known.
    package var position: String?
}
