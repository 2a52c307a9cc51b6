import Foundation
import SeamSandbox
import Testing

/// `keyshift forget`: after it the name is nowhere.
struct ForgetCommandTests {
    /// The files below a folder whose bytes have a text, in any case.
    private func files(in folder: String, having text: String) throws -> [String] {
        let wanted = text.lowercased()
        return try FileManager.default.subpathsOfDirectory(atPath: folder).filter { name in
            guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else { return false }
            return String(decoding: data, as: UTF8.self).lowercased().contains(wanted)
        }
    }

    private static func stay(_ name: String, _ door: String) -> [String: Any] {
        let format = ISO8601DateFormatter()
        return [
            "name": name, "devices": [door], "starts_at": format.string(from: .now.addingTimeInterval(86_400)),
            "ends_at": format.string(from: .now.addingTimeInterval(5 * 86_400)),
        ]
    }

    @Test func `a name is gone from the database, its write-ahead file, logs, kept plans and the prompt`() async throws
    {
        let world: [String: Any] = [
            "format": 1,
            "workspaces": [
                [
                    "name": "Mill",
                    "devices": ["Room 1", "Room 2", "Room 3"].map { ["name": $0, "time_zone": "UTC"] },
                    "groups": [
                        Self.stay("Itokawa Kenji", "Room 1"), Self.stay("BK-2 ITO", "Room 2"),
                        Self.stay("BK-3 Nowak", "Room 3"),
                    ],
                ]
            ],
        ]
        var options = SandboxOptions(rngSeed: 3)
        let text = String(decoding: try JSONSerialization.data(withJSONObject: world), as: UTF8.self)
        options.seed = try SandboxSeed(text: text, source: "world")
        try await Program.withServer(options) { program, folder, _ in
            let home = try #require(program.environment["KEYSHIFT_HOME"])
            let source = """
                for stay in groups.all():each() do
                    print(stay.name)
                    stay:extend("1h", { because = "for " .. stay.name, again = true })
                    run.alarm{ kind = "k", about = stay, text = stay.name .. " waits" }
                end
                """
            let script = try Program.write(source, in: folder)
            let first = try await program.run(["run", script, "Ito Kenji", "--yes", "--reason", "Itokawa called"])
            #expect(first.exitCode == 0, "\(first.errors)")
            for options in [[], ["--hold-above", "1"]] {
                let name = options.isEmpty ? "free" : "held"
                let added = try await program.run(
                    ["schedule", "add", name, script, "--cron", "@hourly", "--zone", "UTC"] + options
                )
                #expect(added.exitCode == 0, "\(added.errors)")
            }
            let now = Date.now.addingTimeInterval(3600).formatted(.iso8601)
            _ = try await program.run(["serve", "--once", "--now", now])
            _ = try await program.run(["find", "Ito"])
            _ = try await program.run(["repl"], input: "print('Itokawa')\n")
            for name in ["free", "held"] { _ = try await program.run(["schedule", "remove", name]) }
            #expect(try !files(in: home, having: "ito").isEmpty)
            let before = try await program.run(["report", "--json"]).document()
            let erased = try await program.run(["forget", "Ito*", "--yes"])
            #expect(erased.exitCode == 0, "\(erased.errors) \(erased.output)")
            #expect(erased.output.hasPrefix("Erased: "), "\(erased.output)")
            for name in ["itokawa", "ito kenji", "bk-2 ito"] {
                let found = try files(in: home, having: name)
                #expect(found.isEmpty, "\(name) is still in \(found)")
            }
            #expect(try files(in: home, having: "nowak").contains("keyshift.db"))
            let after = try await program.run(["report", "--json"]).document()
            let chains = try [before, after].map { try #require($0["chain"] as? [String: Any]) }
            #expect(chains.allSatisfy { $0["broken"] is NSNull })
            #expect(chains[0]["hash"] as? String != chains[1]["hash"] as? String)
            #expect(
                try await program.run(["forget", "Ito*", "--yes"]).output
                    == "Nothing that is remembered has this name.\n"
            )
            // The run is still there, by its ids and hours.
            let shown = try await program.run(["runs", "list", "--json"]).document()["runs"] as? [[String: Any]]
            #expect(shown?.count ?? 0 >= 2)
        }
    }

    @Test func `a name that was typed as an operator's, at the desk or for a schedule is gone, and a person's stays`()
        async throws
    {
        try await Program.withServer { program, folder, _ in
            let home = try #require(program.environment["KEYSHIFT_HOME"])
            let source = "print('a'); groups.all():list()[1]:extend('1h', { again = true })"
            let script = try Program.write(source, in: folder, name: "itokawa.lua")
            let note = ["--operator", "Itokawa"]
            let done = try await program.run(["run", script, "--yes", "--json"] + note)
            let run = try #require(try done.document()["run_id"] as? String)
            #expect(try await program.run(["seen", run] + note).exitCode == 0)
            #expect(try await program.run(["freeze", "--reason", "for Itokawa"] + note).exitCode == 0)
            #expect(try await program.run(["thaw"]).exitCode == 0)
            let schedule = ["schedule", "add", "Itokawa's", script, "--cron", "@hourly", "--zone", "UTC"]
            let added = try await program.run(schedule + ["--hold-above", "always"])
            #expect(added.exitCode == 0, "\(added.errors)")
            let now = Date.now.addingTimeInterval(3600).formatted(.iso8601)
            _ = try await program.run(["serve", "--once", "--now", now])
            let plans = try await program.run(["plans", "--json"]).document()["plans"] as? [[String: Any]]
            let hash = try #require(plans?.first?["hash"] as? String)
            _ = try await program.run(["refuse", hash, "--reason", "Itokawa leaves"] + note)
            _ = try await program.run(["serve", "--once", "--now", now])
            _ = try await program.run(["schedule", "pause", "Itokawa's", "--note", "Itokawa"])
            _ = try await program.run(["schedule", "remove", "Itokawa's"])
            let house = try await People.begin(program)
            _ = try await house.signIn("Itokawa Kenji", "wrong")
            _ = try await house.add("Itoh", "operator")
            #expect(try files(in: home, having: "itokawa").contains("keyshift.db"))
            let erased = try await program.run(["forget", "Ito*", "--yes"])
            #expect(erased.exitCode == 3, "\(erased.errors) \(erased.output)")
            #expect(erased.output.contains("STILL THERE  Itoh is the name of a person"), "\(erased.output)")
            let found = try files(in: home, having: "itokawa")
            #expect(found.isEmpty, "it is still in \(found)")
            #expect(try FileManager.default.subpathsOfDirectory(atPath: home).allSatisfy { !$0.contains("Itokawa") })
            let report = try await program.run(["report", "--json"])
            #expect(report.exitCode == 0, "\(report.output)")
            #expect(try await program.run(["people", "list"]).output.contains("Itoh"))
            let again = try await program.run(["forget", "Itokawa", "--yes"])
            #expect(again.output == "Nothing that is remembered has this name.\n", "\(again.output)")
        }
    }

    @Test func `what is too short to look for, and an answer that is no yes, erase nothing`() async throws {
        try await Program.withHome { program, _ in
            for name in ["", "*", "I", "-*"] {
                #expect(try await program.run(["forget", "--yes", "--", name]).exitCode == 64, "\(name)")
            }
            let asked = try await program.run(["forget", "Ito"])
            #expect(asked.exitCode == 4 && asked.errors.contains("Nothing was erased"))
        }
    }
}
