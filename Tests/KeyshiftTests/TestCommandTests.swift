import Foundation
import RunEngine
import Scripting
import Testing

@testable import keyshift

/// `keyshift test`, as it is typed.
struct TestCommandTests {
    private static let automations = Program.package.appending(path: "scripts/automations")

    private static let world = """
        test.world{
            now = "2026-11-24 08:00", zone = "Europe/Lisbon", doors = { "Room 1", "Room 2" },
            stays = {
                { name = "BK-1 Ito", doors = "Room 1", starts = "2026-11-22 15:00", ends = "2026-11-24 11:00" },
                { name = "BK-2 Costa", doors = "Room 2", starts = "2026-11-24 15:00", ends = "2026-11-26 11:00" },
            },
        }

        """

    /// Runs a file of tests beside the cookbook's late-checkout, changed by `change`.
    private func run(
        _ tests: String,
        _ options: [String] = [],
        change: (String) -> String = { $0 },
    ) async throws -> Program.Outcome {
        try await Program.withHome { program, folder in
            let script = try String(contentsOf: Self.automations.appending(path: "late-checkout.lua"), encoding: .utf8)
            _ = try Program.write(change(script), in: folder, name: "late.lua")
            let file = try Program.write(Self.world + tests, in: folder, name: "late_test.lua")
            return try await program.run(["test", file] + options)
        }
    }

    private static let two = """
        test.case("two hours more", function()
            test.expect(test.plan("late.lua", { "2026-11-24" }), {
                rows = { { name = "BK-1 Ito", before = { ends = "2026-11-24 11:00" }, ends = "2026-11-24 13:00" } },
            })
        end)
        """

    // MARK: - The cookbook

    @Test func `every automation that ships has a test that passes`() async throws {
        let folder = Self.automations.appending(path: "tests")
        let outcome = try await Program().run(["test", folder.path()])
        #expect(outcome.exitCode == 0, "\(outcome.output) \(outcome.errors)")
        #expect(outcome.output.contains(", 0 failed, in "))
        let tests = try FileManager.default.contentsOfDirectory(atPath: folder.path()).map { name in
            try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        }
        let scripts = try FileManager.default.contentsOfDirectory(atPath: Self.automations.path())
        for script in scripts where script.hasSuffix(".lua") {
            #expect(tests.contains { $0.contains("(\"../\(script)\"") }, "no test runs \(script)")
        }
    }

    /// Those that end codes or change doors, which is refused where an access grant has them.
    private static let changingDoors: Set = ["cancel-list.lua", "change-rooms.lua", "close-room.lua"]

    /// Every other automation does on stays that access grants hold what it does on linked codes: the tests are the same.
    @Test func `every automation that ships passes its tests where access grants hold all stays`() async throws {
        let folder = Self.automations.appending(path: "tests")
        let tests = try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
            .filter { $0.hasSuffix(".lua") && !Self.changingDoors.contains($0) }
        let files = tests.map { folder.appending(path: $0).path() }
        let outcome = try await Program().run(["test", "--grants", "--verbose"] + files)
        #expect(outcome.exitCode == 0, "\(outcome.output) \(outcome.errors)")
        #expect(outcome.output.contains(", 0 failed, in "))
    }

    @Test func `with --grants a stay of a test is a grant, but one whose doors differ is not`() async throws {
        let tests = """
            test.case("kinds", function()
                test.world{
                    now = "2026-11-24 08:00", zone = "Europe/Lisbon", doors = { "Room 1", "Room 2" },
                    stays = {
                        { name = "BK-1", doors = "Room 1", starts = "2026-11-22 15:00", ends = "2026-11-24 11:00" },
                        { name = "BK-2", doors = { "Room 1", "Room 2" }, starts = "2026-11-24 15:00",
                          ends = "2026-11-26 11:00",
                          hours = { ["Room 2"] = { starts = "2026-11-24 15:00", ends = "2026-11-26 12:00" } } },
                    },
                }
                test.expect(test.plan("kinds.lua"), { output = { "BK-1 KIND", "BK-2 group" } })
            end)
            """
        let script = "for g in groups.all():each() do print(g.name, g.kind) end"
        try await Program.withHome { program, folder in
            _ = try Program.write(
                script.replacing("g.name, g.kind", with: "g.name .. ' ' .. g.kind"),
                in: folder,
                name: "kinds.lua"
            )
            for (options, kind) in [(["--grants"], "grant"), ([], "group")] {
                let file = try Program.write(tests.replacing("KIND", with: kind), in: folder, name: "kinds_test.lua")
                let outcome = try await program.run(["test", file] + options)
                #expect(outcome.exitCode == 0, "\(outcome.output) \(outcome.errors)")
            }
        }
    }

    @Test(arguments: [
        (
            change: ("given.by,", "\"1h\","),
            words: ["row BK-1 Ito", "expected  2026-11-24 13:00", "found     2026-11-24 12:00"]
        ),
        (
            change: (":ending_on(given.date)", ""),
            words: ["row BK-2 Costa: not expected: ends 2026-11-26 11:00 → 2026-11-26 13:00"]
        ),
        (change: ("2h", "0h"), words: ["the script was stopped, script_error:", "late.lua:"]),
        (change: (":linked()", ":upcoming()"), words: ["row BK-1 Ito: expected, and not there"]),
        (change: ("stay:extend", "stay:extnd"), words: ["load_error", "extnd"]),
    ])
    func `a broken automation fails, and the row that differs is shown`(
        change: (String, String),
        words: [String],
    ) async throws {
        let outcome = try await run(Self.two) { $0.replacing(change.0, with: change.1) }
        #expect(outcome.exitCode == 1)
        let isStatic = change.1.contains("extnd")
        for word in isStatic ? ["extnd"] : words { #expect(outcome.output.contains(word), "\(outcome.output)") }
        #expect(outcome.output.contains("late_test.lua:"))
        #expect(outcome.output.contains("0 passed, 1 failed, in "))
    }

    // MARK: - What an expectation finds

    @Test(arguments: [
        ("{ rows = {} }", "row BK-1 Ito: not expected: ends 2026-11-24 11:00 → 2026-11-24 13:00"),
        ("{ rows = { \"BK-1 Ito\", \"BK-7\" } }", "row BK-7: expected, and not there"),
        ("{ rows = { { name = \"BK-1 Ito\", zone = \"Europe/Paris\" } } }", "found     Europe/Lisbon"),
        ("{ rows = { { name = \"BK-1 Ito\", doors = { \"Room 2\" } } } }", "found     Room 1"),
        ("{ rows = { { name = \"BK-1 Ito\", after = { name = \"Sato\" } } } }", "after.name"),
        ("{ rows = { { name = \"BK-1 Ito\", because = \"storm\" } } }", "found     late checkout on 2026-11-24"),
        ("{ rows = { { name = \"BK-1 Ito\", ends = false } } }", "expected  none"),
        ("{ rows = { { name = \"BK-1 Ito\", members = { \"Room 2\" } } } }", "door Room 2: expected, and not there"),
        ("{ refusal = \"overlap\" }", "expected  overlap"),
        ("{ state = \"completed\" }", "found     planned"),
        ("{ left_out = { \"BK-2 Costa\" } }", "left out BK-2 Costa: expected, and not there"),
        ("{ warnings = { \"overlap\" } }", "warning overlap: expected, and not there"),
        ("{ output = { \"hello\" } }", "output, line 1"),
        ("{ output = \"hello\" }", "output: expected to hold \"hello\""),
        // What makes no sense is told with what does.
        ("{ row = {} }", "test.expect has no field \"row\"; did you mean \"rows\"?"),
        ("{ rows = { { name = \"BK-1 Ito\", end_at = 1 } } }", "test.expect: rows[1] has no field \"end_at\""),
        ("{ rows = { { name = \"BK-1 Ito\", ends = \"13:00\" } } }", "is not a date with a clock time"),
        ("{ warnings = { \"overlpa\" } }", "Keyshift has no warning \"overlpa\"; did you mean \"overlap\"?"),
        ("{ rows = 1 }", "test.expect: rows: expected a list"),
        ("{}", "there is nothing in it"),
        ("7", "test.expect: expected must be a table such as { rows = { … } }, not a number"),
    ])
    func `what is not as expected is told`(wanted: String, words: String) async throws {
        let outcome = try await run(
            "test.case('x', function() test.expect(test.plan('late.lua', { '2026-11-24' }), \(wanted)) end)"
        )
        #expect(outcome.exitCode == 1)
        #expect(outcome.output.contains(words), "\(outcome.output)")
    }

    @Test(arguments: [
        ("{ 1, 2, { a = 3 } }", "{ 1, 2, { a = 4 } }", "value[3].a"),
        ("{ 1 }", "{ 1, 2 }", "value[2]"),
        ("'a'", "'b'", "expected  \"b\""),
        ("nil", "false", "expected  false"),
        ("{ [true] = 1 }", "{}", "value[true]"),
    ])
    func `plain values are compared, too`(actual: String, wanted: String, words: String) async throws {
        let outcome = try await run("test.case('x', function() test.expect(\(actual), \(wanted)) end)")
        #expect(outcome.exitCode == 1)
        #expect(outcome.output.contains(words), "\(outcome.output)")
        let same = try await run("test.case('x', function() test.expect(\(actual), \(actual)) end)")
        #expect(same.exitCode == 0, "\(same.output)")
    }

    // MARK: - Worlds

    @Test(arguments: [
        ("{ zone = 'UTC' }", "test.world: needs now"),
        ("{ now = '2026-11-24 08:00', zone = 'Europe/Lisbn' }", "Europe/Lisbon"),
        ("{ now = '2026-11-24 08:00', zone = 'UTC', door = {} }", "did you mean \"doors\"?"),
        ("{ now = '2026-11-24 08:00', zone = 'UTC', doors = { { name = 'A', type = 'x_lock' } } }", "x_lock"),
        ("{ now = '2026-11-24 08:00', zone = 'UTC', stays = { { name = 'A', doors = 'B' } } }", "has no door \"B\""),
        (
            "{ now = '2026-11-24 08:00', zone = 'UTC', doors = { 'B' }, stays = { { name = 'A', doors = 'B', starts = '2026-11-24 08:00' } } }",
            "starts and ends belong together"
        ),
        (
            "{ now = '2026-03-29 08:00', zone = 'Europe/Lisbon', doors = { 'B' }, stays = { { name = 'A', doors = 'B', starts = '2026-03-29 01:30', ends = '2026-03-30 08:00' } } }",
            "test.world: stays[1].starts: 2026-03-29 01:30 does not exist in Europe/Lisbon"
        ),
    ])
    func `a world that cannot be is refused with its place`(world: String, words: String) async throws {
        let outcome = try await run("test.case('x', function() test.world\(world) test.plan('late.lua') end)")
        #expect(outcome.exitCode == 1)
        #expect(outcome.output.contains(words), "\(outcome.output)")
    }

    @Test func `each test has its own world, its own journal and its own globals`() async throws {
        let outcome = try await run(
            """
            for _, name in ipairs{ "one", "two" } do
                test.case(name, function()
                    assert(not seen)
                    seen = true
                    test.expect(test.run("late.lua", { "2026-11-24" }), { state = "completed", rows = { "BK-1 Ito" } })
                    test.clock("1h")
                    test.expect(test.clock():clock("Europe/Lisbon"):sub(1, 5), "09:00")
                end)
            end
            """
        )
        #expect(outcome.exitCode == 0, "\(outcome.output)")
        #expect(outcome.output.contains("2 passed, 0 failed"))
    }

    @Test func `a test reaches no network, no file elsewhere, and no script elsewhere`() async throws {
        let outcome = try await run(
            """
            test.case("closed", function()
                assert(not seam and not groups and not run and not args and not os.execute)
                assert(not io.open("/etc/passwd"))
                for _, name in ipairs{ "/etc/passwd", "../../x.lua", "/proc/self/environ", "a\\0b", "/dev/zero", "./" } do
                    test.expect(test.plan(name), { state = "failed", refusal = "load_error" })
                end
                for _, name in ipairs{ "../x", "/x", "", ".x", ("x"):rep(300), "a\\0b" } do
                    assert(not pcall(test.file, name, "text"))
                end
                assert(not pcall(test.plan, ""))
                assert(not pcall(test.clock, "2026-11-24 07:00"))
                assert(not pcall(test.case, "inner", function() end))
                assert(not pcall(function() test.plan = nil end))
            end)
            """
        )
        #expect(outcome.exitCode == 0, "\(outcome.output)")
    }

    @Test(.enabled(if: ProcessInfo.processInfo.environment["TSAN_OPTIONS"] == nil, "the limits are in real time"))
    func `a test that does not end, or takes too much, fails, and the next one runs`() async throws {
        let outcome = try await run(
            """
            test.case("endless", function() while true do pcall(error) end end)
            test.case("large", function() local t = {} for i = 1, 1e9 do t[i] = { i } end end)
            test.case("over", function() os.exit(0) end)
            test.case("fine", function() end)
            """,
            ["--time-limit", "1s", "--memory-limit", "32MB", "--verbose"]
        )
        #expect(outcome.exitCode == 1)
        #expect(outcome.output.contains("1 passed, 3 failed"), "\(outcome.output)")
        #expect(outcome.output.contains("ok  fine"))
        #expect(outcome.output.contains("os.exit(0)"))
    }

    // MARK: - The command line

    @Test func `TAP and JUnit tell the same`() async throws {
        try await Program.withHome { program, folder in
            _ = try Program.write("local x = 1", in: folder, name: "late.lua")
            let tests = "test.case('fine # 1', function() end)\ntest.case('bad <&>', function() test.expect(1, 2) end)"
            let file = try Program.write(tests, in: folder, name: "a_test.lua")
            let junit = folder.appending(path: "out.xml")
            let outcome = try await program.run(["test", file, "--tap", "--junit", junit.path()])
            #expect(outcome.exitCode == 1)
            let lines = outcome.output.split(separator: "\n").map(String.init)
            #expect(lines.prefix(2) == ["TAP version 14", "1..2"])
            #expect(lines[2] == "ok 1 - \(file): fine \\# 1")
            #expect(lines[3] == "not ok 2 - \(file): bad <&>")
            #expect(lines.contains("  at: \"\(file):2\""))
            let document = try XMLReading(of: Data(contentsOf: junit))
            #expect(document.names == ["testsuites", "testsuite", "testcase", "testcase", "failure"])
            #expect(document.attributes[3]["name"] == "bad <&>")
            #expect(document.attributes[1]["failures"] == "1")
        }
    }

    @Test func `what is no test is refused, and a folder is searched`() async throws {
        try await Program.withHome { program, folder in
            _ = try Program.write("local x = 1", in: folder, name: "script.lua")
            #expect(try await program.run(["test", folder.path()]).exitCode == 64)
            #expect(try await program.run(["test", "/nonexistent"]).exitCode == 64)
            #expect(try await program.run(["test"]).exitCode == 64)
            let named = try await program.run(["test", folder.appending(path: "script.lua").path()])
            #expect(named.exitCode == 1)
            #expect(named.output.contains("there is no test in it"))
            let inner = folder.appending(path: "a/tests")
            try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
            _ = try Program.write("test.case('x', function() end)", in: inner, name: "one.lua")
            _ = try Program.write("return {}", in: inner, name: "helper.lua")
            let found = try await program.run(["test", folder.path()])
            #expect(found.exitCode == 0, "\(found.output)")
            #expect(found.output.contains("1 passed, 0 failed"))
        }
    }

    @Test func `new writes a test that passes, and one of a script that is there`() async throws {
        try await Program.withHome { program, folder in
            let script = folder.appending(path: "late.lua").path()
            let written = try await program.run(["new", script, "--test"])
            #expect(written.exitCode == 0, "\(written.errors)")
            let passed = try await program.run(["test", folder.path()])
            #expect(passed.exitCode == 0, "\(passed.output)")
            #expect(try await program.run(["new", script, "--test"]).exitCode == 1)
            for name in ["late-checkout-list", "clock-change", "one-end"] {
                let source = try String(contentsOf: Self.automations.appending(path: "\(name).lua"), encoding: .utf8)
                let copy = try Program.write(source, in: folder, name: "\(name).lua")
                #expect(try await program.run(["new", copy, "--test"]).exitCode == 0)
                let begun = try await program.run(["test", folder.appending(path: "tests/\(name).lua").path()])
                #expect(begun.exitCode == 0, "\(begun.output)")
            }
        }
    }

    @Test(arguments: Reference.testModules + Reference.testTypes + Reference.testListed)
    func `every example of the reference runs in a test`(entry: SurfaceEntry) async throws {
        let example = try #require(entry.example)
        let isCase = example.hasPrefix("test.case")
        let outcome = try await runBeside(isCase ? example : "test.case('x', function() local _ = \(example) end)")
        #expect(outcome.exitCode == 0, "\(outcome.output)")
        #expect(!entry.summary.isEmpty)
    }

    @Test func `a script finds the names of test that check knows, and no others`() async throws {
        let listed = "local _, problem = pcall(function() return VALUE.zzzzzzzzzzzz end) error(problem, 0)"
        for (shape, value) in [
            (Shape.module("test"), "test"), (.object(.outcome), "test.plan('../late-checkout.lua')"),
        ] {
            let source = listed.replacing("VALUE", with: value)
            let outcome = try await runBeside("test.case('x', function() \(source) end)")
            let line = try #require(outcome.output.split(separator: "\n").first { $0.contains("; there are ") })
            let names = try #require(line.split(separator: "; there are ").last).split(separator: ", ")
            #expect(Set(names.map(String.init)) == Set(Vocabulary.names(of: shape) ?? []))
        }
        #expect(!Vocabulary.globals.contains("test"))
        #expect(!Vocabulary.requirable.contains("test"))
    }

    @Test func `check reads the calls of a test, and what an outcome has`() {
        let source = """
            test.case("x", function()
                local plan = test.plan("a.lua", {}, { alow = "overlap" })
                print(plan.row, test.plann)
                test.world{ zone = "Europe/Lisbn" }
            end)
            """
        let messages = ScriptCheck.findings(in: source).map(\.message).joined(separator: "\n")
        for words in ["\"alow\"; did you mean \"allow\"?", "\"row\"", "\"plann\"", "Europe/Lisbon", "needs now"] {
            #expect(messages.contains(words), "\(messages)")
        }
    }

    /// Runs a file of tests in a folder beside the cookbook's late-checkout.
    private func runBeside(_ tests: String) async throws -> Program.Outcome {
        try await Program.withHome { program, folder in
            let inner = folder.appending(path: "tests")
            try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
            let name = "late-checkout.lua"
            let script = try String(contentsOf: Self.automations.appending(path: name), encoding: .utf8)
            _ = try Program.write(script, in: folder, name: name)
            return try await program.run(["test", Program.write(Self.world + tests, in: inner, name: name)])
        }
    }

    @Test(arguments: DocumentationTests.blocks.filter { $0.page == DocumentationTests.testing })
    func `every test of the page passes`(block: DocumentationTests.Block) async throws {
        try await Program.withHome { program, folder in
            let tests = folder.appending(path: "tests")
            try FileManager.default.createDirectory(at: tests, withIntermediateDirectories: true)
            let script = try String(contentsOf: Self.automations.appending(path: "late-checkout.lua"), encoding: .utf8)
            _ = try Program.write(script, in: folder, name: "late-checkout.lua")
            let file = try Program.write(block.source, in: tests, name: "late-checkout.lua")
            let outcome = try await program.run(["test", file])
            #expect(outcome.exitCode == 0, "\(outcome.output)")
            #expect(try await program.run(["check", file]).exitCode == 0)
        }
    }
}
