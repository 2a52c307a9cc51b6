import Foundation
import SeamSandbox
import Testing

/// What `status` and `verify` say of what others did, of locks that are offline, and of what somebody has looked at.
struct StatusLineTests {
    @Test func `what others changed after a run is told as their change, and not as a failure of the run`() async throws
    {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["extend", "Ito", "--by", "1h", "--yes"]).exitCode == 0)
            let id = try #require(try await house.codes("Ito").first)
            let soon = Date(timeIntervalSinceNow: 7200).ISO8601Format()
            let start = Date(timeIntervalSinceNow: -7200).ISO8601Format()
            try await house.call(
                "access_codes/update",
                #"{"access_code_id":"\#(id)","starts_at":"\#(start)","ends_at":"\#(soon)"}"#
            )
            try await house.advance(5)
            let verified = try await house.run(["verify", "last"])
            #expect(verified.exitCode == 3, "\(verified.told)")
            #expect(verified.output.contains("ON THE DOORS  0/1 · 1 changed by others"), "\(verified.output)")
            #expect(verified.output.contains("CHANGED  BK-1 Ito"), "\(verified.output)")
            #expect(verified.output.contains("changed by others after this run: "), "\(verified.output)")
            #expect(!verified.output.contains("FAILED"), "\(verified.output)")
            let document = try await house.run(["verify", "last", "--json"])
            let row = try #require(try document.rows().first)
            #expect(row["status"] as? String == "conflict")
            #expect((row["error"] as? [String: Any])?["code"] as? String == "changed_outside")
        }
    }

    @Test func `stays that begin on other days are one line, and listed where that is asked for`() async throws {
        let hours = { (days: Double) in Date(timeIntervalSinceNow: days * 86_400).ISO8601Format() }
        let groups = (1...6).map { number in
            """
            { "name": "BK-\(number)", "devices": ["Room \(number)"], "code": "94816\(number)", "common_code_key": "b\(number)",
              "starts_at": "\(hours(4 + Double(number)))", "ends_at": "\(hours(12))" }
            """
        }
        let doors = (1...6).map { "{ \"name\": \"Room \($0)\", \"time_zone\": \"America/New_York\" }" }
        let seed = """
            { "format": 1, "workspaces": [ { "name": "Harbour", "devices": [ \(doors.joined(separator: ", ")) ],
              "groups": [ \(groups.joined(separator: ", ")) ] } ] }
            """
        try await NightHouse.open(seed: seed) { house in
            let run = try await house.run(["run", "extend-all", "1h", "--yes"])
            #expect(run.exitCode == 0, "\(run.told)")
            try await house.advance(30)
            let verified = try await house.run(["verify", "last"])
            let waits = verified.output.split(separator: "\n").filter { $0.hasPrefix("WAITS") }
            #expect(waits.count == 1, "\(verified.output)")
            #expect(
                waits.first?.contains("6 stays that begin on other days, the first ") == true,
                "\(waits)"
            )
            #expect(waits.first?.contains("--verbose") == true, "\(waits)")
            let all = try await house.run(["verify", "last", "--verbose"])
            #expect(all.output.split(separator: "\n").count { $0.hasPrefix("WAITS  BK-") } == 6, "\(all.output)")
        }
    }

    @Test func `status has a line that goes on for each conflict that it tells`() async throws {
        let hours = { (from: Double, to: Double) in
            let (start, end) = (Date(timeIntervalSinceNow: from * 3600), Date(timeIntervalSinceNow: to * 3600))
            return "\"starts_at\": \"\(start.ISO8601Format())\", \"ends_at\": \"\(end.ISO8601Format())\""
        }
        let doors = (1...5).map { "{ \"name\": \"Room \($0)\", \"time_zone\": \"America/New_York\" }" }
        let codes = (1...5).map { "{ \"name\": \"BK-\($0) Guest\", \"device\": \"Room \($0)\", \(hours(-20, 30)) }" }
        let seed = """
            { "format": 1, "workspaces": [ { "name": "W", "devices": [ \(doors.joined(separator: ", ")) ],
              "codes": [ \(codes.joined(separator: ", ")) ] } ] }
            """
        try await NightHouse.open(seed: seed) { house in
            let file = FileManager.default.temporaryDirectory.appending(path: "all-\(UUID().uuidString).json").path()
            defer { try? FileManager.default.removeItem(atPath: file) }
            let planned = try await house.run(["plan", "storm", "2h", "-o", file])
            #expect(planned.exitCode == 2, "\(planned.told)")
            let devices = try await house.devices()
            for number in 1...4 {
                let device = try #require(devices["Room \(number)"])
                try await house.set(try await house.code("BK-\(number) Guest", on: device), from: -20, to: 29)
            }
            let done = try await house.run(["apply", file, "--yes", "--allow-partial"])
            #expect(done.exitCode == 3, "\(done.told)")
            let lines = try await house.run(["status"]).output.split(separator: "\n")
            for number in 1...4 {
                let name = "BK-\(number) Guest"
                #expect(lines.contains { $0.hasPrefix("CONFLICT  \(name): ") }, "\(lines)")
                #expect(
                    lines.contains { $0.hasPrefix("  ") && $0.contains(name) && $0.contains(": keyshift ") },
                    "\(lines)"
                )
            }
            // A storm adds to what it finds, and decides no conflict; a command that names the stay does.
            let storm = try await house.run(["run", "storm", "45m", "--leave-out", "recent", "--yes"])
            #expect(storm.told.contains("4 moved"), "\(storm.told)")
            #expect(try await house.run(["extend", "BK-1 Guest", "--by", "1h", "--yes"]).exitCode == 0)
            let after = try await house.run(["status"]).output
            #expect(!after.contains("CONFLICT  BK-1 Guest"), "\(after)")
            for number in 2...4 { #expect(after.contains("CONFLICT  BK-\(number) Guest"), "\(after)") }
        }
    }

    @Test(arguments: [["verify", "last"], ["verify", "--door", "Room 204"], ["find"]])
    func `status tells what waits for a lock that was offline, until it is seen on the door`(look: [String])
        async throws
    {
        try await NightHouse.openNow { house in
            let room = try #require(try await house.devices()["Room 204"])
            try await house.unplug("Room 204")
            let extended = try await house.run(["extend", "Ito", "--by", "1h", "--yes"])
            #expect(extended.exitCode == 0, "\(extended.told)")
            let status = try await house.run(["status"])
            #expect(status.exitCode == 0, "\(status.told)")
            #expect(status.output.contains("WAITS FOR LOCKS  1 group on Room 204: "), "\(status.output)")
            let document = try await house.run(["status", "--json"]).document()
            let waits = try #require(document["waits_for_locks"] as? [[String: Any]])
            #expect(waits.first?["doors"] as? [String] == ["Room 204"])
            try await house.plugBack(room)
            try await house.advance(30)
            #expect(try await house.run(look).exitCode == 0)
            let later = try await house.run(["status"])
            #expect(!later.output.contains("WAITS"), "\(later.output)")
        }
    }

    @Test func `status tells of a lock that has an ended PIN still, with the command that finishes it`() async throws {
        try await NightHouse.openNow { house in
            let room = try #require(try await house.devices()["Room 9"])
            try await house.unplug("Room 9")
            #expect(try await house.run(["cancel", "Nowak", "--yes", "--allow", "lockout"]).exitCode == 3)
            let status = try await house.run(["status"])
            #expect(status.exitCode == 3, "\(status.told)")
            #expect(status.output.contains("STILL OPENS  1 stay that has ended on Room 9"), "\(status.output)")
            #expect(status.output.contains("keyshift resume "), "\(status.output)")
            try await house.plugBack(room)
            try await house.advance(5)
            #expect(try await house.run(["resume", "last", "--yes"]).exitCode == 0)
            let later = try await house.run(["status"])
            #expect(later.exitCode == 0 && !later.output.contains("STILL OPENS"), "\(later.output)")
        }
    }

    @Test func `status tells of a code that went before its end once somebody has looked, until it is there again`()
        async throws
    {
        try await NightHouse.openNow { house in
            let id = try #require(try await house.codes("Solo").first)
            try await house.call("access_codes/delete", #"{"access_code_id":"\#(id)"}"#)
            try await house.advance(5)
            #expect(try await house.run(["why", "Solo"]).exitCode == 0)
            let status = try await house.run(["status"])
            #expect(status.exitCode == 3, "\(status.told)")
            #expect(
                status.output.contains("GONE  BK-4 Solo  the code on Room 11 went before its end"),
                "\(status.output)"
            )
            let step = try #require(try await house.steps(["why", "Solo"]).first)
            #expect(try await house.run(step + ["--yes"]).exitCode == 0)
            let later = try await house.run(["status"])
            #expect(later.exitCode == 0 && !later.output.contains("GONE"), "\(later.output)")
            #expect(try await house.run(["cancel", "Early", "--yes"]).exitCode == 0)
            #expect(try await house.run(["find"]).exitCode == 0)
            let ours = try await house.run(["status"])
            #expect(ours.exitCode == 0 && !ours.output.contains("GONE"), "\(ours.output)")
        }
    }

    @Test func `status tells of a code that went before its end also where the newest run took time back`() async throws
    {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["extend", "Solo", "--by", "1h", "--yes", "--allow", "overlap"]).exitCode == 0)
            let undone = try await house.run(["undo", "last", "--yes", "--allow", "lockout"])
            #expect(undone.exitCode == 0, "\(undone.told)")
            let id = try #require(try await house.codes("Solo").first)
            try await house.call("access_codes/delete", #"{"access_code_id":"\#(id)"}"#)
            try await house.advance(5)
            #expect(try await house.run(["why", "Solo"]).exitCode == 0)
            let status = try await house.run(["status"])
            #expect(status.exitCode == 3 && status.output.contains("GONE  BK-4 Solo"), "\(status.told)")
            // The end that is proposed is the stay's own.
            let step = try #require(try await house.steps(["why", "Solo"]).first)
            let refused = try await house.run(["readmit", "Solo"])
            #expect(refused.exitCode != 0 && refused.told.contains("--to \"\(step.last ?? "")\""), "\(refused.told)")
        }
    }

    /// Four stays that a run made longer, of which somebody with a journal of their own has changed one since.
    private static func changedElsewhere(
        _ body: @escaping @Sendable (Program, _ folder: URL, _ run: String) async throws -> Void
    ) async throws {
        var sandbox = SandboxOptions(groups: 4, devices: 4, rngSeed: 3, rateLimits: .off)
        sandbox.settleMilliseconds = 0
        try await Program.withServer(sandbox) { program, folder, _ in
            let run = try await program.extendAll()
            var elsewhere = program
            elsewhere.environment["KEYSHIFT_HOME"] = folder.appending(path: "elsewhere").path()
            let other = try Program.write("groups.all():list()[1]:extend('30m')", in: folder)
            #expect(try await elsewhere.run(["run", other, "--yes"]).exitCode == 0)
            try await body(program, folder, run)
        }
    }

    @Test func `a stay that two undos have left is told once, by its name, with what was wanted last`() async throws {
        try await Self.changedElsewhere { program, _, run in
            for part in [["--by", "1h"], []] {
                let undone = try await program.run(["undo", run, "--yes", "--pace", "off"] + part)
                #expect(undone.exitCode == 3, "\(undone.told)")
            }
            let status = try await program.run(["status"])
            #expect(status.output.components(separatedBy: "CONFLICT  ").count == 2, "\(status.output)")
            #expect(status.output.components(separatedBy: "when you have looked at it").count == 2, "\(status.output)")
            #expect(!status.output.contains("auto_set_by"), "\(status.output)")
            #expect(try await program.run(["seen", "last"]).exitCode == 0)
            let seen = try await program.run(["status"])
            #expect(!seen.output.contains("CONFLICT"), "\(seen.output)")
        }
    }

    @Test func `seen last marks no run where none needs a person`() async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["extend", "Ito", "--by", "1h", "--yes"]).exitCode == 0)
            let seen = try await house.run(["seen", "last"])
            #expect(seen.exitCode == 0 && seen.output.contains("no run is marked"), "\(seen.told)")
            #expect(try await house.run(["runs", "list"]).exitCode == 0)
        }
    }

    @Test func `seen last marks the newest run that needs a person, of which status keeps a line`() async throws {
        try await Self.changedElsewhere { program, folder, run in
            let undone = try await program.run(["undo", run, "--yes", "--json", "--pace", "off"])
            let undo = try #require(try undone.document()["run_id"] as? String)
            let good = try Program.write("groups.all():list()[2]:extend('30m')", in: folder, name: "good.lua")
            #expect(try await program.run(["run", good, "--yes"]).exitCode == 0)
            #expect(try await program.run(["status"]).output.contains("CONFLICT  "))
            let seen = try await program.run(["seen", "last"])
            #expect(seen.exitCode == 0 && seen.output.contains("Run \(undo) counts as looked at"), "\(seen.output)")
            let status = try await program.run(["status"])
            #expect(status.exitCode == 0, "\(status.output)")
            #expect(status.output.contains("SEEN  1 not touched, changed by others  run \(undo)"), "\(status.output)")
        }
    }
}
