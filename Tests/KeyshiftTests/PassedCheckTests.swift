import Foundation
import Testing

/// What is said of stays that a check let through, that were left out, or that others had changed.
struct PassedCheckTests {
    /// Calls `body` with a script beside a house.
    private static func script(
        _ source: String,
        _ body: (String) async throws -> Void,
    ) async throws {
        let folder = FileManager.default.temporaryDirectory
        let script = try Program.write(source, in: folder, name: "script-\(UUID().uuidString).lua")
        defer { try? FileManager.default.removeItem(atPath: script) }
        try await body(script)
    }

    @Test func `a check that was allowed is told with the stays that it let through, in the plan and at the end`()
        async throws
    {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["extend", "Ito", "--by", "1h", "--yes"]).exitCode == 0)
            let source = "for g in groups.all():stays():linked():in_house():each() do g:shift{ ends = '-30m' } end"
            try await Self.script(source) { script in
                let line = ["run", script, "--allow", "lockout,recent,shorten"]
                let passed = ["LET THROUGH  2 by lockout: BK-1 Ito, BK-2 Nowak", "LET THROUGH  1 by recent: BK-1 Ito"]
                let plan = try await house.run(line + ["--plan"])
                let done = try await house.run(line + ["--yes"])
                #expect(plan.exitCode == 2 && done.exitCode == 0, "\(plan.told) \(done.told)")
                let end = done.output[(done.output.range(of: "DONE  ")?.lowerBound ?? done.output.endIndex)...]
                for words in passed {
                    #expect(plan.output.contains(words), "\(plan.output)")
                    #expect(end.contains(words), "\(done.output)")
                }
                // Two stays that lose time would not have been refused.
                #expect(!plan.output.contains("by shorten"), "\(plan.output)")
            }
        }
    }

    @Test func `a plan without a check that was allowed tells of none`() async throws {
        try await NightHouse.openNow { house in
            let plan = try await house.run(["extend", "Ito", "--by", "1h", "--plan", "--allow", "overlap"])
            #expect(plan.exitCode == 2 && !plan.output.contains("LET THROUGH"), "\(plan.told)")
        }
    }

    @Test func `a stay that others had changed is had as it was wanted by the command that status names`() async throws
    {
        try await NightHouse.openNow { house in
            try await Self.script("for g in groups.all():stays():linked():in_house():each() do g:extend('1h') end") {
                script in
                let file = script + ".json"
                defer { try? FileManager.default.removeItem(atPath: file) }
                let planned = try await house.run(["plan", script, "-o", file])
                #expect(planned.exitCode == 2, "\(planned.told)")
                let devices = try await house.devices()
                for door in ["Front", "Room 204"] {
                    let id = try await house.code("BK-1 Ito", on: try #require(devices[door]))
                    try await house.set(id, to: 26)
                }
                let done = try await house.run(["apply", file, "--yes", "--allow-partial"])
                #expect(done.exitCode == 3, "\(done.told)")
                let status = try await house.run(["status"])
                #expect(status.exitCode == 3 && status.output.contains("CONFLICT  BK-1 Ito"), "\(status.output)")
                let redo = try #require(status.output.firstMatch(of: /as it was wanted: keyshift (.*)/)).output.1
                let words = try #require(NightHouse.commands(in: "    keyshift \(redo)").first)
                #expect(words.prefix(3) == ["extend", "booking-1", "--to"], "\(words)")
                let again = try await house.run(words + ["--yes"])
                #expect(again.exitCode == 0, "\(again.told)")
                let settled = try await house.run(["status"])
                #expect(!settled.output.contains("CONFLICT"), "\(settled.output)")
            }
        }
    }

    @Test
    func `a run that is not all done says again what was left out, and why, and nothing of what nobody asked for`()
        async throws
    {
        try await NightHouse.openNow { house in
            let source = """
                for g in groups.all():stays():linked():each() do
                  if g.name == "BK-1 Ito" then g:extend("1h") else g:leave_out("has paid for no more") end
                end
                run.leave_out("line 3", "\\"soon\\" is no time", { unread = true })
                """
            try await Self.script(source) { script in
                let done = try await house.run(["run", script, "--yes"])
                #expect(done.exitCode == 3, "\(done.told)")
                let end = done.output[(done.output.range(of: "NOT ALL DONE")?.lowerBound ?? done.output.endIndex)...]
                #expect(end.contains("LEFT OUT  2 (has paid for no more): BK-2 Nowak, BK-3 Early"), "\(done.told)")
                #expect(end.contains("LEFT OUT  1 (\"soon\" is no time): line 3"), "\(done.told)")
                let one = try await house.run(["run", script, "--yes", "--name", "Ito", "--allow", "recent"])
                #expect(!one.output.contains("LEFT OUT  2"), "\(one.told)")
            }
        }
    }
}
