import SeamSandbox
import Testing

/// What is left of a run whose process was killed: one count, wherever it is told.
struct LeftOfRunTests {
    @Test func `status, runs, runs show, alarms and resume count what is left of a killed run alike`() async throws {
        let options = SandboxOptions(groups: 8, devices: 4, rngSeed: 3, latencyMilliseconds: 10, rateLimits: .off)
        try await Program.withServer(options) { program, folder, server in
            let desk = RefusedDesk(program: program, folder: folder, server: server)
            try await desk.stopHalfWay()
            let status = try await desk.type("keyshift status").output
            let left = try #require(
                status.firstMatch(of: #/(\d+) groups? left \((?:\d+ not sent)?(?:, )?(?:\d+ to be read first)?\)/#)
            )
            let text = String(left.0)
            for line in ["keyshift runs show last", "keyshift resume last --plan"] {
                let told = try await desk.type(line)
                #expect(told.output.contains(text), "\(text): \(told.told)")
            }
            let runs = try await desk.type("keyshift runs")
            #expect(runs.output.contains("interrupted, \(left.1) left"), "\(runs.output)")
            let shown = try await desk.type("keyshift runs show last")
            #expect(!shown.output.contains("sent, not shown yet"), "\(shown.output)")
            let plan = try await desk.type("keyshift resume last --plan")
            let found = try #require(plan.output.firstMatch(of: #/; read now: (.*)/#)).1
            let sum = found.matches(of: #/(\d+) /#).compactMap { Int($0.1) }.reduce(0, +)
            #expect(sum == Int(left.1), "\(plan.output)")
        }
    }

    @Test func `a killed run typed again is finished first, whatever moved its stays before`() async throws {
        let options = SandboxOptions(groups: 8, devices: 4, rngSeed: 3, latencyMilliseconds: 10, rateLimits: .off)
        try await Program.withServer(options) { program, folder, server in
            let desk = RefusedDesk(program: program, folder: folder, server: server)
            try desk.write(
                "part.lua",
                "for i, g in ipairs(groups.all():list()) do if i < 6 then g:extend('2h') end end"
            )
            let first = "for i, g in ipairs(groups.all():list()) do if i < 6 then g:extend('5m') end end"
            try desk.write("first.lua", first)
            let sent = try await desk.type("keyshift run first.lua --yes --pace off")
            #expect(sent.exitCode == 0, "\(sent.told)")
            try await desk.stopHalfWay(more: ["--allow", "recent"])
            let again = try await desk.type("keyshift run part.lua --yes --pace off")
            #expect(again.exitCode == 4, "\(again.told)")
            #expect(again.errors.contains("the same script has an unfinished run"), "\(again.errors)")
            #expect(again.errors.contains("Finish it with: keyshift resume "), "\(again.errors)")
            for word in ["Nothing is left to do", "--allow recent", "To move all of them once more"] {
                #expect(!again.told.contains(word), "\(again.told)")
            }
            let given = try await desk.type("keyshift runs abandon last")
            let left = given.output.contains(" not sent, and keep") || given.output.contains(" may have been sent: ")
            #expect(left, "\(given.told)")
        }
    }
}
