import Foundation
import LuaSyntax
import Scripting
import Seam
import Testing

@testable import keyshift

/// What `check` refuses in a literal, the call refuses too, with the same words: cases made from the table itself.
struct ParityTests {
    /// Literals of every sort, one of which is wrong for any parameter that is not free.
    private static let literals = [
        "true", "1", "-1", "100", "1.5", "-0.5", "1e300", "''", "'no such thing'", "'2h'", "'-2h'", "'0s'", "'1d'",
        "'2030-02-30'",
        "'2030-11-24'", "'2030-11-24T11:00:00'", "'2030-11-24T11:00:00Z'", "'25:00'", "'%Q'", "'America/Vancover'",
        "',,'",
        "'busy'", "'lokout'", "'\\255'", "{}", "{ 1 }", "{ 'x', 2 }", "{ no_such_name = 1 }", "{ days = 0 }",
        "{ days = -1 }", "{ days = 1, hours = 1 }", "{ days = 'x' }", "{ days = 100000 }", "{ 60, 1 }", "{ 1, 2, 3 }",
        "print", "function() end", "time.now()", "time.date('2030-11-24')", "time.duration('2h')", "groups.all()",
        "json",
        // One byte more than a time, a zone or a word may have.
        "'" + String(repeating: "x", count: 201) + "'",
    ]

    /// All but Lua's own functions, of which `check` says nothing.
    private static let entries = Reference.listed.filter { entry in
        !Reference.libraries.contains { $0.name == entry.owner }
    }

    /// What a call refuses in other words: it names the byte.
    private static let tellsMore: Set = ["json.decode('\\255', {})"]

    /// One case: a call with one thing wrong, as Lua.
    private struct Case {
        let entry: String
        let source: String
    }

    /// A script with each case on a line of its own, which prints what its call fails with.
    private struct Script {
        /// The line of the first case.
        static let first = 3

        let source: String
        let cases: [Int: Case]

        /// Makes a script, or a test in a file of tests.
        init(_ cases: [Case], isTest: Bool = false) {
            var lines = [
                isTest ? "test.case('all', function()" : "local stay = groups.all():uniform():list()[1]",
                "local function try(n, f) local ok, e = pcall(f) print('> ' .. n .. ' ' .. (ok and 'ok' or tostring(e))) end",
            ]
            var numbered: [Int: Case] = [:]
            for item in cases {
                numbered[lines.count + 1] = item
                lines.append("try(\(lines.count + 1), function() local _ = \(item.source) end)")
            }
            source = (lines + (isTest ? ["end)"] : [])).joined(separator: "\n")
            self.cases = numbered
        }
    }

    // MARK: - Cases

    private static func cases(of entry: SurfaceEntry, _ literals: [String] = literals) -> [Case] {
        guard entry.kind == .function || entry.kind == .method, !entry.owner.isEmpty else { return [] }
        let right = entry.parameters.map { Self.right($0.kind) }
        var calls: [[String]] = [Array(right.dropLast()), right + ["1"]]
        if entry.parameters.isEmpty { calls = [["1"]] }
        for (index, parameter) in entry.parameters.enumerated() {
            for value in literals + ["nil"] + tables(of: parameter, literals) {
                calls.append(right.prefix(index) + [value] + right.dropFirst(index + 1).filter { $0 != "nil" })
            }
        }
        return calls.map { Case(entry: entry.name, source: "\(callee(entry))(\($0.joined(separator: ", ")))") }
    }

    private static func cases(of endpoint: SeamEndpoint) -> [Case] {
        let values = ["true", "1", "1.5", "'no such thing'", "{ 1 }", "{ no_such_name = 1 }", "time.now()"]
        let fields = endpoint.parameters.flatMap { field in values.map { "\(field.name) = \($0)" } }
        return (fields + ["no_such_name = 1"]).map { field in
            Case(entry: endpoint.name, source: "\(endpoint.name){ \(field) }")
        }
    }

    /// Tables with one field each, every field with every literal.
    private static func tables(of parameter: SurfaceParameter, _ literals: [String]) -> [String] {
        parameter.fields.flatMap { field in literals.map { "{ \(field.name) = \($0) }" } }
    }

    private static func callee(_ entry: SurfaceEntry) -> String {
        let values = [
            "query": "groups.all()", "group": "stay", "time": "time.now()", "date": "time.date('2030-11-24')",
            "duration": "time.duration('2h')", "taskhandle": "task.spawn(function() end)",
        ]
        guard entry.kind == .method, let value = values[entry.owner] else { return entry.name }
        return "(\(value)):\(entry.shortName)"
    }

    /// A value that a parameter takes.
    private static func right(_ kind: ParameterKind) -> String {
        switch kind {
        case .any, .text, .sentence, .filledText, .textOrTexts, .source: "'x'"
        case .number, .wholeNumber, .range: "1"
        case .boolean, .booleanOrTexts: "true"
        case .table: "{}"
        case .texts: "{ 'x' }"
        case .duration, .laterDuration, .step, .shift, .durationOrUnits: "'2h'"
        case .instant, .dateOrInstant, .moment, .momentOrStep: "'2030-11-24T11:00:00Z'"
        case .date: "'2030-11-24'"
        case .zone: "'Europe/Paris'"
        case .clock: "'11:00'"
        case .wall: "'2030-11-24 11:00'"
        case .timeFormat, .dateFormat: "'%d'"
        case .readingFormat: "'%d/%m/%Y %H:%M'"
        case .separator: "','"
        case .word(let words), .wordInAnyCase(let words): "'\(words[0])'"
        case .checks: "'lockout'"
        case .fields, .description: "{}"
        case .callback: "print"
        }
    }

    // MARK: - Tests

    /// What a call of each case fails with in a run of the program, by its line.
    private func failures(of script: Script) async throws -> [Int: String] {
        try await Program.withServer { program, folder, _ in
            let path = try Program.write(script.source, in: folder)
            let outcome = try await program.run(["plan", path, "--time-limit", "10m", "--skip-check"])
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            return try Self.failures(in: outcome.output)
        }
    }

    private static func failures(in output: String) throws -> [Int: String] {
        var failures: [Int: String] = [:]
        for line in output.split(separator: "\n") where line.hasPrefix("> ") {
            let parts = line.split(separator: " ", maxSplits: 2)
            failures[try #require(Int(parts[1]))] = String(parts[2])
        }
        return failures
    }

    /// A case, and what `check` says of it.
    private struct Refused {
        let item: Case
        let messages: [String]
    }

    /// What `check` refuses of each case; cases with nothing wrong are not there.
    private func refused(_ cases: [Case], isTest: Bool = false) -> [Refused] {
        let script = Script(cases, isTest: isTest)
        let kinds: Set<Finding.Kind> = [.value, .time, .unknownName, .parameter]
        let findings = ScriptCheck.findings(in: script.source).filter { kinds.contains($0.kind) }
        let lines = Dictionary(grouping: findings) { $0.range.start.line }
        return lines.sorted { $0.key < $1.key }.compactMap { line, findings in
            script.cases[line].map { Refused(item: $0, messages: findings.map(\.message)) }
        }
    }

    @Test func `what check refuses of an argument, the call refuses with the same words`() async throws {
        let refused = Self.entries.flatMap { self.refused(Self.cases(of: $0)) }
        let failures = try await failures(of: Script(refused.map(\.item)))
        for (index, refusal) in refused.enumerated() where !Self.tellsMore.contains(refusal.item.source) {
            let (item, messages) = (refusal.item, refusal.messages)
            let failure = failures[index + Script.first] ?? "nothing"
            #expect(messages.contains { failure.contains($0) }, "\(item.source)\n  \(messages)\n  \(failure)")
        }
        // Every function that takes something, or nothing, refuses something.
        let all = Self.entries.filter { !Self.cases(of: $0).isEmpty }.map(\.name)
        #expect(Set(all).subtracting(refused.map(\.item.entry)) == ["taskhandle:await"])
        #expect(refused.count > 1000)
    }

    @Test func `what check refuses of an argument of test, the call refuses with the same words`() async throws {
        // A test has no groups.
        let literals = Self.literals.filter { !$0.hasPrefix("groups") }
        let refused = Reference.testListed.flatMap { self.refused(Self.cases(of: $0, literals), isTest: true) }
        let failures = try await Program.withHome { program, folder in
            let path = try Program.write(Script(refused.map(\.item), isTest: true).source, in: folder)
            let outcome = try await program.run(["test", path, "--time-limit", "10m"])
            #expect(outcome.exitCode == 0, "\(outcome.output)")
            return try Self.failures(in: outcome.errors)
        }
        for (index, refusal) in refused.enumerated() {
            let (item, messages) = (refusal.item, refusal.messages)
            let failure = failures[index + Script.first] ?? "nothing"
            #expect(messages.contains { failure.contains($0) }, "\(item.source)\n  \(messages)\n  \(failure)")
        }
        let functions = Reference.testListed.filter { $0.kind == .function }.map(\.name)
        #expect(Set(refused.map(\.item.entry)) == Set(functions))
        #expect(refused.count > 100)
    }

    @Test func `what check refuses of a parameter of the API, the call refuses with the same words`() async throws {
        let refused = SeamCatalogue.endpoints.flatMap { self.refused(Self.cases(of: $0)) }
        let failures = try await failures(of: Script(refused.map(\.item)))
        for (index, refusal) in refused.enumerated() {
            let (item, messages) = (refusal.item, refusal.messages)
            let failure = failures[index + Script.first] ?? "nothing"
            for message in messages {
                let sentence = message.dropFirst("\(item.entry) ".count)
                #expect(failure.contains(sentence), "\(item.source)\n  \(message)\n  \(failure)")
            }
        }
        #expect(refused.count > 1000)
    }
}
