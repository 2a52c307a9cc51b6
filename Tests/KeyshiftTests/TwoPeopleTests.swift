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
}
