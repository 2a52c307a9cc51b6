internal import ArgumentParser
internal import Model
internal import Presentation
internal import RunEngine

/// `keyshift test FILE…`: tests of scripts, on small worlds.
struct TestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run tests of scripts, each on a small world of its own.",
        discussion: """
            A test makes doors and stays with test.world, runs a script in them with test.plan or test.run, and says with \
            test.expect what it shall come to. No server is needed, and nothing real is reached. Of a folder, tests/*.lua \
            and *_test.lua run. Exit codes: 0 all passed; 1 one failed; 64 usage.
            """,
    )

    @Argument(
        help: ArgumentHelp("Files with tests, and folders.", valueName: "file"),
        completion: .custom(ScriptCompletion.scripts)
    )
    var files: [String]

    @Flag(help: "Print TAP, version 14, on stdout.") var tap = false
    @Option(help: ArgumentHelp("Write JUnit's XML to a file, beside what is printed.", valueName: "file"))
    var junit: String?
    @Option(help: ArgumentHelp("Run only the tests whose names hold this.", valueName: "text")) var only: String?
    @Flag(help: "Show the tests that pass, too.") var verbose = false
    @Flag(help: "Let Seam's access grants hold the stays, instead of keys that linked codes share.") var grants = false
    @Option(
        help: ArgumentHelp("The memory of each test, and of a script in it; 256MB unless given.", valueName: "size")
    )
    var memoryLimit: String?
    @Option(help: ArgumentHelp("The time of each test; 30s unless given.", valueName: "duration"))
    var timeLimit: String?
    @Option(help: ArgumentHelp("A folder whose files tests and scripts may read; may be repeated.", valueName: "dir"))
    var allowRead: [String] = []
    @Option(help: ArgumentHelp("A folder in which require finds Lua libraries; may be repeated.", valueName: "dir"))
    var modules: [String] = []

    mutating func validate() throws {
        do throws(PlanError) {
            _ = try limits()
        } catch {
            throw ValidationError(error.sentence)
        }
    }

    func run() async throws {
        let terminal = Terminal()
        let limits = try limits()
        let found: [TestFiles.File]
        do throws(PlanError) {
            found = try TestFiles(files).files
        } catch {
            throw ValidationError(error.message)
        }
        var report = TestReport(records: [])
        for file in found {
            let records = await tested(file, limits, terminal).run()
            report.records += records
            if !tap { TestText.lines(of: records, showsAll: verbose).forEach { terminal.result($0) } }
        }
        if tap {
            TAPDocument.lines(of: report).forEach { terminal.result($0) }
        } else {
            terminal.result(TestText.summary(report))
        }
        try writeJUnit(report, terminal)
        guard report.exitCode == 0 else { throw ExitCode(report.exitCode) }
    }

    private func tested(_ file: TestFiles.File, _ limits: ScriptLimits, _ terminal: Terminal) -> TestedFile {
        TestedFile(file: file, limits: limits, holder: grants ? .grants : .key, only: only, terminal: terminal)
    }

    private func writeJUnit(_ report: TestReport, _ terminal: Terminal) throws {
        guard let junit else { return }
        do throws(PlanError) {
            try TextFile.write(JUnitDocument.text(of: report), to: junit)
        } catch {
            terminal.note(error.sentence)
            throw ExitCode(1)
        }
    }

    private func limits() throws(PlanError) -> ScriptLimits {
        let choice = ScriptLimitChoice(
            memory: memoryLimit,
            time: timeLimit ?? "30s",
            readableFolders: allowRead,
            moduleFolders: modules,
        )
        return try choice.limits()
    }
}
