import Foundation
import Testing

struct TopicTests {
    private static func help(_ words: String...) async throws -> Program.Outcome {
        try await Program().run(["help"] + words)
    }

    /// The first words of the rows of a page.
    private static func rows(of page: String) -> [String] {
        page.split(separator: "\n").filter { $0.hasPrefix("  ") }
            .map { String($0.dropFirst(2)).components(separatedBy: "  ")[0] }
    }

    @Test func `the list of topics names those that there are`() async throws {
        let list = try await Self.help("topics")
        #expect(list.exitCode == 0)
        let names = Self.rows(of: list.output)
        #expect(names == ["jobs", "automations", "exit-codes", "times", "safety", "houses", "environment"])
        let general = try await Program().run(["--help"])
        for name in names {
            #expect(general.output.contains(name))
            let page = try await Self.help(name)
            #expect(page.exitCode == 0)
            #expect(page.errors.isEmpty)
            #expect(Self.rows(of: page.output).count >= 5, "\(name)")
        }
    }

    @Test(arguments: [
        ("exit-code", "did you mean keyshift help exit-codes?"),
        ("saftey", "did you mean keyshift help safety?"),
        ("time", "did you mean keyshift help times?"),
        ("enviroment", "did you mean keyshift help environment?"),
        ("qqqqqqqq", "jobs, automations, exit-codes, times, safety, houses, environment, topics"),
    ])
    func `a topic that is not there ends with 64 and the nearest one`(word: String, words: String) async throws {
        let outcome = try await Self.help(word)
        #expect(outcome.exitCode == 64)
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
    }

    @Test func `the exit codes are those of the page for programs`() async throws {
        let page = try String(contentsOf: Program.package.appending(path: "docs/json.md"), encoding: .utf8)
        let documented = Set(page.matches(of: #/\| `[a-z_]+`.* \| (\d+) \|/#).map { String($0.1) })
        let told = Self.rows(of: try await Self.help("exit-codes").output)
        #expect(documented.isSubset(of: told), "\(documented.subtracting(told))")
        #expect(told == told.sorted { Int($0) ?? 0 < Int($1) ?? 0 })
    }

    @Test func `the checks are those of the page for programs`() async throws {
        let page = try String(contentsOf: Program.package.appending(path: "docs/json.md"), encoding: .utf8)
        let section = try #require(page.firstMatch(of: #/## Checks of rows\n[^#]+/#))
        let documented = section.output.matches(of: #/\n\| `([a-z_]+)` \|/#).map { String($0.1) }
        #expect(documented.count >= 9)
        let told = Self.rows(of: try await Self.help("safety").output).flatMap { $0.components(separatedBy: ", ") }
        for check in documented { #expect(told.contains(check), "\(check)") }
    }

    @Test func `every variable that the sources read is told`() async throws {
        let sources = Program.package.appending(path: "Sources")
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        var read: Set<String> = []
        for case let file as URL in files where file.pathExtension == "swift" && !file.path.contains("/Topics/") {
            let text = try String(contentsOf: file, encoding: .utf8)
            read.formUnion(text.matches(of: #/"((?:KEYSHIFT|SEAM)_[A-Z_]+)"/#).map { String($0.1) })
        }
        #expect(read.count > 8)
        let told = try await Self.help("environment").output
        // These are for the tests of the journal, and the last ones only in builds for tests.
        for name in read where name != "KEYSHIFT_SQL_LOG" && !name.hasPrefix("KEYSHIFT_TRIAL_") {
            #expect(told.contains(name), "\(name)")
        }
    }

    @Test(arguments: [["--version"], ["run", "x.lua", "--version"]])
    func `the version tells the commit and what the program runs on`(arguments: [String]) async throws {
        let outcome = try await Program().run(arguments)
        #expect(outcome.exitCode == 0)
        let lines = outcome.output.split(separator: "\n").map(String.init)
        try #require(lines.count == 4, "\(outcome.output)")
        let build =
            #/keyshift \d+\.\d+\.\d+ \((commit [0-9a-f]{7,40}(, changed)?|a debug build|built without scripts/build-release)\)/#
        #expect(lines[0].wholeMatch(of: build) != nil)
        #expect(lines[1].wholeMatch(of: #/Lua 5\.4\.\d+/#) != nil)
        #expect(lines[2].wholeMatch(of: #/SQLite 3\.\d+\.\d+/#) != nil)
        #expect(lines[3].wholeMatch(of: #/zone data 20\d\d[a-z], in .*Current/#) != nil)
    }
}
