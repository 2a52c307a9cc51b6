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
}
