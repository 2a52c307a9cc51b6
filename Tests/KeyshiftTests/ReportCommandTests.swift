import Foundation
import Journal
import Model
import SQLJournal
import SeamSandbox
import Testing

/// `keyshift report` and `keyshift who`, against the sandbox's own events and counts.
struct ReportCommandTests {
    @Test func `the report has each run with who, why and what was passed over, as text, JSON and CSV`() async throws {
        try await Program.withServer { program, folder, server in
            let source = "for stay in groups.all():each() do stay:extend('1h', { allow = 'recent' }) end"
            let script = try Program.write(source, in: folder)
            let line = [
                "run", script, "--yes", "--reason", "the storm, \"late\"", "--operator", "ana", "--allow", "overlap",
            ]
            let moved = try await program.run(line)
            #expect(moved.exitCode == 0, "\(moved.errors)")
            let refused = try await program.run(["run", script, "--yes", "--max-groups", "1"])
            #expect(refused.exitCode == 4)
            let text = try await program.run(["report", "--since", "1h"])
            #expect(text.exitCode == 0)
            for words in ["by ana", "8 ", "the storm", "checks passed over: overlap, recent", "none was changed"] {
                #expect(text.output.contains(words), "\(words): \(text.output)")
            }
            let report = try await program.run(["report", "--since", "1h", "--json"]).document()
            let runs = try #require(report["runs"] as? [[String: Any]])
            #expect(
                runs.count == 1
                    && (runs[0]["rows"] as? [Any])?.count == server.requests(to: "/access_codes/update_multiple")
            )
            #expect(runs[0]["overridden"] as? [String] == ["overlap", "recent"])
            let csv = try await program.run(["report", "--csv"]).output.split(separator: "\n")
            #expect(csv.count == 9 && csv[0].hasPrefix("run_id,started_at,state,operator"))
            #expect(csv.dropFirst().allSatisfy { $0.contains("\"the storm, \"\"late\"\"\"") && $0.contains(",ana,") })
            #expect(try await program.run(["report", "--since", "now"]).output.contains("No run began since then."))
            #expect(try await program.run(["report", "--since", "tomorow"]).exitCode == 64)
        }
    }

    @Test func `the hash that a heartbeat had is in the chain, and a changed row makes the report say where it breaks`()
        async throws
    {
        let receiver = try Receiver()
        defer { receiver.close() }
        let url = receiver.url
        try await Program.withServer { program, folder, _ in
            let script = try Program.write("groups.all():list()[1]:extend('1h')", in: folder)
            #expect(try await program.run(["run", script, "--yes", "--operator", "zeynep"]).exitCode == 0)
            _ = try await ServeProcess.with(program, ["--heartbeat", url]) { _ in
                await receiver.wait(for: 1)
            }
            let beat = try JSONSample(parsing: try #require(receiver.documents.first))
            let report = try await program.run(["report", "--json"])
            let chain = try #require(try report.document()["chain"] as? [String: Any])
            #expect(beat["run_hash"]?.text == chain["hash"] as? String)
            let home = try #require(program.environment["KEYSHIFT_HOME"])
            try changeARow(of: "\(home)/keyshift.db")
            let broken = try await program.run(["report"])
            #expect(broken.exitCode == 3)
            #expect(broken.output.contains("THE CHAIN BREAKS at entry 1"), "\(broken.output)")
        }
    }

    /// Changes who made a run in the file, as somebody with an editor for bytes would.
    private func changeARow(of database: String) throws {
        var data = try Data(contentsOf: URL(filePath: database))
        var count = 0
        while let found = data.range(of: Data("zeynep".utf8)) {
            data.replaceSubrange(found, with: Data("nobody".utf8))
            count += 1
        }
        #expect(count > 0)
        try data.write(to: URL(filePath: database))
    }

    @Test func `who tells who could open a door and who did, as the sandbox has it`() async throws {
        try await Program.withServer { program, folder, _ in
            let source = """
                local stay = groups.all():where(function(g) return g.in_house end):list()[1]
                local member = stay.members[1]
                local code = seam.access_codes.get{ access_code_id = member.access_code_id }
                seam.locks.simulate.keypad_code_entry{ device_id = member.device_id, code = code.code }
                seam.locks.simulate.keypad_code_entry{ device_id = member.device_id, code = "000000" }
                print(member.door)
                print(stay.name)
                print(#seam.events.list{ device_id = member.device_id, event_type = "lock.unlocked", since = time.now() - "1h" })
                """
            let script = try Program.write(source, in: folder)
            let typed = try await program.run(["run", script, "--yes", "--allow-direct", "--allow-pins"])
            let plain =
                typed.exitCode == 64 ? try await program.run(["run", script, "--yes", "--allow-direct"]) : typed
            #expect(plain.exitCode == 0, "\(plain.errors)")
            let lines = plain.output.split(separator: "\n").map(String.init)
            let (door, name) = (lines[0], lines[1])
            let who = try await program.run(["who", door, "--from", "1h", "--json"])
            #expect(who.exitCode == 0, "\(who.errors)")
            let document = try who.document()
            let passages = try #require(document["passages"] as? [[String: Any]])
            #expect(passages.count { $0["opened"] as? Bool == true } == Int(lines[2]))
            #expect(passages.contains { $0["opened"] as? Bool == true && $0["name"] as? String == name })
            #expect(passages.contains { $0["opened"] as? Bool == false })
            let holders = try #require(document["could_open"] as? [[String: Any]])
            #expect(holders.contains { $0["name"] as? String == name })
            let text = try await program.run(["who", door, "--from", "1h"])
            #expect(
                text.output.contains("COULD OPEN") && text.output.contains("OPENED  1 time, refused 1 time"),
                "\(text.output)"
            )
            #expect(try await program.run(["who", "Room 99999"]).exitCode == 4)
            #expect(try await program.run(["who", door, "--from", "now", "--to", "1h"]).exitCode == 1)
        }
    }
}
