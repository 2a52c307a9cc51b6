import Foundation
import SeamSandbox
import Testing

/// A firing whose groups another run has, as a person meets it.
struct BusyFiringTests {
    private static func state(_ desk: RefusedDesk) async throws -> [String] {
        let document = try await desk.type("keyshift schedule history nightly --json").document()
        let firings = try #require(document["firings"] as? [[String: Any]])
        return firings.compactMap { $0["state"] as? String }
    }

    @Test func `it waits for its next attempt, and is done when the group is free`() async throws {
        let options = SandboxOptions(groups: 8, devices: 4, rngSeed: 3, latencyMilliseconds: 10, rateLimits: .off)
        try await Program.withServer(options) { program, folder, server in
            let desk = RefusedDesk(program: program, folder: folder, server: server)
            try await desk.stopHalfWay()
            // The fifth of the groups that the dead run holds; the label takes the place of what is asked of the last hours.
            try desk.write("one.lua", "groups.all():list()[5]:extend('1h', { once = 'tonight', allow = 'overlap' })")
            let added = try await desk.type(
                "keyshift schedule add nightly one.lua --cron '0 3 1 1 *' --zone America/Vancouver"
            )
            #expect(added.exitCode == 0, "\(added.errors)")
            let fired = try await desk.type("keyshift schedule trigger nightly")
            #expect(try await Self.state(desk) == ["retrying"], "\(fired.output) \(fired.errors)")
            #expect(try await desk.type("keyshift runs abandon last").exitCode == 0)
            let later = Date(timeIntervalSinceNow: 60).formatted(.iso8601)
            let served = try await desk.type("keyshift serve --once --now \(later)")
            #expect(try await Self.state(desk) == ["done"], "\(served.output) \(served.errors)")
            let history = try await desk.type("keyshift schedule history nightly")
            #expect(history.output.contains("attempt 2"), "\(history.output)")
        }
    }
}
