import Foundation
import Testing

extension Program {
    /// The hours and the name of each group, by its key.
    func groups(in folder: URL) async throws -> [String: String] {
        let source = "for g in groups.all():each() do print(g.key, g.name, g.starts_at, g.ends_at) end"
        let script = try Self.write(source, in: folder, name: "groups.lua")
        let outcome = try await run(["run", script, "--quiet"])
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        var groups: [String: String] = [:]
        for line in outcome.output.split(separator: "\n") {
            let fields = line.split(separator: "\t").map(String.init)
            guard fields.count == 4 else { continue }
            groups[fields[0]] = fields[1...].joined(separator: " | ")
        }
        return groups
    }

    /// Runs the script that extends every group by two hours, with a yes, and answers the id of the run.
    func extendAll(_ options: [String] = []) async throws -> String {
        let outcome = try await run(["run", Self.automation("extend-all.lua"), "2h", "--yes", "--json"] + options)
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        return try #require(try outcome.document()["run_id"] as? String)
    }
}

extension Program.Outcome {
    /// The counts of the document.
    func summary() throws -> [String: Int] {
        try #require(try document()["summary"] as? [String: Int])
    }

    /// The rows of the document.
    func rows() throws -> [[String: Any]] {
        try #require(try document()["rows"] as? [[String: Any]])
    }

    /// The error's code and message.
    func failure() throws -> (code: String, message: String) {
        let error = try #require(try document()["error"] as? [String: Any])
        return (error["code"] as? String ?? "", error["message"] as? String ?? "")
    }
}
