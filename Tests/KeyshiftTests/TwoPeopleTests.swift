import Foundation
import SeamSandbox
import Testing

struct TwoPeopleTests {
    private static let update = "/access_codes/update_multiple"

    @Test func `who runs the same list again within hours is told who has done it, and nothing is sent`() async throws {
        try await Program.withServer { program, _, server in
            let run = try await program.extendAll()
            let again = try await program.run(
                ["run", Program.automation("extend-all.lua"), "2h", "--yes", "--json", "--operator", "ben"]
            )
            #expect(again.exitCode == 4)
            let failure = try again.failure()
            #expect(failure.code == "recent")
            #expect(failure.message.contains("by ana"))
            #expect(failure.message.contains(run))
            #expect(server.requests(to: Self.update) == 8)
        }
    }

    @Test func `a label is used once by whoever comes first, and an undo frees it`() async throws {
        let options = SandboxOptions(groups: 8, devices: 4, rngSeed: 3, rateLimits: .off)
        try await Program.withServer(options) { program, folder, server in
            let script = try Program.write(
                "for g in groups.all():each() do g:extend('1h', { once = 'storm' }) end",
                in: folder
            )
            let first = try await program.run(["run", script, "--yes", "--json"])
            #expect(first.exitCode == 0, "\(first.errors)")
            let second = try await program.run(["run", script, "--yes", "--json", "--operator", "ben"])
            #expect(second.exitCode == 4)
            #expect(try second.failure().code == "once")
            #expect(try second.failure().message.contains("by ana"))
            #expect(server.requests(to: Self.update) == 8)
            let undone = try await program.run(["undo", "last", "--yes", "--pace", "off"])
            #expect(undone.exitCode == 0, "\(undone.errors)")
            let third = try await program.run(["run", script, "--yes", "--json", "--operator", "ben", "--pace", "off"])
            #expect(third.exitCode == 0, "\(third.errors)")
            #expect(server.requests(to: Self.update) == 24)
        }
    }
}
