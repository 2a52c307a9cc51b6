import CivilTime
import Foundation
import Model
import RunEngine
import Testing

struct JSONSchemaTests {
    /// The samples that Tests/Schema gives to a whole implementation, too.
    private static func samples() throws -> [JSONSample] {
        let file = Program.package.appending(path: "Tests/Schema/samples.json")
        return try JSONSample(parsing: try String(contentsOf: file, encoding: .utf8)).elements
    }

    @Test func `the samples are accepted and refused as by a whole implementation`() throws {
        for sample in try Self.samples() {
            let file = try #require(sample["schema"]?.text)
            let value = try #require(sample["value"])
            let problems = try JSONSchema(file).problems(of: value)
            #expect(problems.isEmpty == (sample["valid"] == .bool(true)), "\(sample["why"]?.text ?? ""): \(problems)")
        }
    }

    @Test func `every schema has a sample of either kind, and uses known keywords only`() throws {
        let samples = try Self.samples()
        for name in try JSONSchema.names() where name != "common.json" {
            let own = samples.filter { $0["schema"]?.text == name }
            #expect(own.contains { $0["valid"] == .bool(true) }, "\(name) has no sample that it accepts")
            #expect(own.contains { $0["valid"] == .bool(false) }, "\(name) has no sample that it refuses")
        }
    }
}

/// The tables of docs/json.md, held against the code.
struct DocumentedCodesTests {
    /// The cells of the rows of the tables below a heading; a cell's first word in backquotes is the row's name.
    private static func table(_ heading: String) throws -> [String: [String]] {
        let file = Program.package.appending(path: "docs/json.md")
        let lines = try String(contentsOf: file, encoding: .utf8).split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        let start = try #require(lines.firstIndex { $0 == "## \(heading)" }, "docs/json.md has no \(heading)")
        let part = lines[(start + 1)...].prefix { !$0.hasPrefix("## ") }
        var rows: [String: [String]] = [:]
        for line in part where line.hasPrefix("| `") {
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            for name in cells[0].split(separator: ",") {
                let word = name.trimmingCharacters(in: CharacterSet(charactersIn: " `"))
                rows[word] = Array(cells.dropFirst())
            }
        }
        return rows
    }

    private static func words(_ path: String) throws -> Set<String> {
        let text = try String(contentsOf: JSONSchema.folder.appending(path: "common.json"), encoding: .utf8)
        let values = try JSONSample(parsing: text)["$defs"]?[path]?["enum"]?.elements ?? []
        return Set(values.compactMap(\.text))
    }

    @Test func `each state of a run has its exit code`() throws {
        let table = try Self.table("States and exit codes")
        for state in RunRecord.State.allCases {
            let report = RunReport(runID: "", script: "", state: state, plan: .empty(at: .now()))
            let exit = try #require(table[state.rawValue]?.first, "\(state) is not in the table")
            #expect(exit.hasPrefix("\(report.exitCode(isPlanOnly: false))"), "\(state)")
        }
        #expect(try Set(table.keys) == Self.words("state"))
        #expect(table.keys.count == RunRecord.State.allCases.count)
    }

    @Test func `each status of a row is described`() throws {
        let statuses = Set(RowStatus.allCases.map(\.rawValue))
        #expect(try Set(Self.table("Row statuses").keys) == statuses)
        #expect(try Self.words("row_status") == statuses)
    }

    @Test func `each code of an error is described with its exit code`() throws {
        var exits = ["limit_memory": 1, "limit_output": 1, "interrupted": 1, "usage": 64, "unforeseen": 1]
        for code in PlanError.Code.allCases where code != .usage { exits[code.rawValue] = code.isRefusal ? 4 : 1 }
        for code in JournalError.Code.allCases { exits[code.rawValue] = code.isRefusal ? 4 : 1 }
        let table = try Self.table("Error codes")
        #expect(Set(table.keys) == Set(exits.keys))
        #expect(try Self.words("error_code") == Set(exits.keys))
        #expect(Set(FailureCode.allCases.map(\.rawValue)) == Set(exits.keys))
        for (code, exit) in exits { #expect(table[code]?.first == "\(exit)", "\(code)") }
    }

    @Test func `each check says whether it can be allowed`() throws {
        let table = try Self.table("Checks of rows")
        #expect(Set(table.keys) == Set(RowCheck.allCases.map(\.rawValue)))
        for check in RowCheck.allCases {
            #expect(table[check.rawValue]?.first == (check.canBeAllowed ? "yes" : "no"), "\(check)")
        }
    }

    @Test func `each code of a warning is described with its severity`() throws {
        let table = try Self.table("Warning codes")
        #expect(Set(table.keys) == Set(Warning.Code.all.map(\.word)))
        for code in Warning.Code.all { #expect(table[code.word]?.first == code.severity.rawValue, "\(code)") }
    }

    @Test func `each problem of a schedule is described`() throws {
        let problems = Set(ScheduleProblem.Kind.allCases.map(\.rawValue))
        #expect(try Set(Self.table("A schedule that cannot be read").keys) == problems)
        let text = try String(contentsOf: JSONSchema.folder.appending(path: "common.json"), encoding: .utf8)
        let schema = try JSONSample(parsing: text)["$defs"]?["unreadable_schedule"]?["properties"]?["problem"]
        #expect(Set(schema?["enum"]?.elements.compactMap(\.text) ?? []) == problems)
    }

    @Test func `each state of a firing is in the schema`() throws {
        #expect(try Self.words("firing_state") == Set(Firing.State.allCases.map(\.rawValue)))
    }
}
