import Foundation
import SeamSandbox
import Testing

struct CheckedRunTests {
    private static let mistake =
        "print('begun')\nseam.access_codes.update_multiple{ starts_as = '2026-11-27T11:00:00Z' }"

    @Test(arguments: ["run", "plan"])
    func `a mistake that is certain stops the script before it runs`(verb: String) async throws {
        try await Program.withHome { program, folder in
            let script = try Program.write(Self.mistake, in: folder)
            let outcome = try await program.run([verb, script, "--sandbox", "--json"])
            #expect(outcome.exitCode == 1)
            #expect(outcome.errors.contains("CHECK  test.lua:2:"), "\(outcome.errors)")
            #expect(!outcome.errors.contains("begun"))
            let failure = try outcome.failure()
            #expect(failure.code == "script_error")
            #expect(outcome.errors.contains("did you mean \"starts_at\"?"), "\(outcome.errors)")
            #expect(failure.message.contains("; to run it all the same, add --skip-check"), "\(failure.message)")
            let error = try outcome.document()["error"] as? [String: Any]
            #expect(error?["position"] as? String == "test.lua:2")
        }
    }

    @Test func `skip-check lets it run`() async throws {
        try await Program.withHome { program, folder in
            let script = try Program.write(Self.mistake, in: folder)
            let outcome = try await program.run(["run", script, "--sandbox", "--skip-check"])
            #expect(outcome.exitCode == 1)
            #expect(outcome.output.contains("begun"), "\(outcome.errors)")
            #expect(outcome.errors.contains("CHECK  test.lua:2:"))
        }
    }

    @Test(arguments: [
        "print(pcall(function() seam.locks.nope() end) and 'ok' or 'caught')",
        "print(undefined_name == nil and 'caught')",
    ])
    func `what may be meant is told, and the script runs`(source: String) async throws {
        try await Program.withHome { program, folder in
            let script = try Program.write(source, in: folder)
            let outcome = try await program.run(["run", script, "--sandbox"])
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("caught"))
            #expect(outcome.errors.contains("CHECK  test.lua:1:"), "\(outcome.errors)")
        }
    }

    @Test func `a schedule is not added with a mistake that is certain`() async throws {
        try await Program.withHome { program, folder in
            let script = try Program.write(Self.mistake, in: folder)
            let add = ["schedule", "add", "nightly", script, "--cron", "30 10 * * *", "--zone", "UTC"]
            let refused = try await program.run(add)
            #expect(refused.exitCode == 1)
            #expect(refused.errors.contains("did you mean \"starts_at\"?"), "\(refused.errors)")
            let added = try await program.run(add + ["--skip-check"])
            #expect(added.exitCode == 0, "\(added.errors)")
        }
    }

    @Test func `calls that take effect at once are asked for`() async throws {
        try await Program.withServer { program, folder, server in
            let source = """
                local device = seam.devices.list()[1].device_id
                local code = seam.access_codes.list{ device_id = device }[1]
                seam.access_codes.delete{ access_code_id = code.access_code_id }
                """
            let script = try Program.write(source, in: folder)
            let planned = try await program.run(["plan", script, "--allow-direct", "--json"])
            #expect(try planned.failure().code == "direct_effect")
            #expect(try planned.failure().message.contains("A plan never sends such a call"))
            let unasked = try await program.run(["run", script, "--allow-direct", "--json"])
            #expect(unasked.exitCode == 4)
            #expect(try unasked.failure().code == "unconfirmed")
            #expect(server.requests(to: "/access_codes/delete") == 0)
            let sent = try await program.run(["run", script, "--allow-direct", "--yes"])
            #expect(sent.exitCode == 0, "\(sent.errors)")
            #expect(sent.output.contains("1 call sent at once"), "\(sent.output)")
            #expect(server.requests(to: "/access_codes/delete") == 1)
        }
    }
}
