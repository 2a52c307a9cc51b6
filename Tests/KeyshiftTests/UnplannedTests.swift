import Foundation
import SeamSandbox
import Testing

struct UnplannedTests {
    private static let update = "/access_codes/update_multiple"

    private static let script = """
        local keys = {}
        for _, device in ipairs(seam.devices.list()) do
            for _, code in ipairs(seam.access_codes.list{ device_id = device.device_id }) do
                keys[code.common_code_key] = code.starts_at
            end
        end
        local list = {}
        for key in pairs(keys) do list[#list + 1] = key end
        task.map(list, function(key)
            seam.access_codes.update_multiple{
                common_code_key = key, starts_at = keys[key], ends_at = '2030-01-01T00:00:00Z'
            }
        end, { concurrency = 8 })
        print(#list)
        """

    @Test func `each call is sent as it is made, is in the journal, and no other request is made`() async throws {
        try await Program.withServer { program, folder, server in
            let script = try Program.write(Self.script, in: folder)
            let outcome = try await program.run(["run", script, "--unplanned", "--yes", "--reason", "a measurement"])
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("8 calls sent at once"), "\(outcome.output)")
            #expect(!outcome.output.contains("PLAN"))
            #expect(server.requests(to: Self.update) == 8)
            #expect(server.requests(to: "/workspaces/get") == 0)
            #expect(server.requests(to: "/devices/list") == 1)
            let exported = try await program.run(["runs", "export", "last"]).output.split(separator: "\n")
            #expect(exported.filter { $0.contains("\"type\":\"direct_effect\"") }.count == 8)
            #expect(exported.first?.contains("a measurement") == true)
            let undo = try await program.run(["undo", "last", "--yes"])
            #expect(undo.output.contains("8 calls of run"), "\(undo.output) \(undo.errors)")
            #expect(server.requests(to: Self.update) == 8)
        }
    }

    @Test func `without a yes the script does not run where nobody can be asked`() async throws {
        try await Program.withServer { program, folder, server in
            let script = try Program.write(Self.script, in: folder)
            let outcome = try await program.run(["run", script, "--unplanned", "--json"])
            #expect(outcome.exitCode == 4)
            #expect(try outcome.failure().code == "unconfirmed")
            #expect(server.requests(to: Self.update) == 0)
        }
    }

    @Test func `groups is not there without a plan, and says what to do`() async throws {
        try await Program.withServer { program, folder, _ in
            let script = try Program.write("groups.all():count()", in: folder)
            let outcome = try await program.run(["run", script, "--unplanned", "--yes"])
            #expect(outcome.exitCode == 1)
            #expect(outcome.errors.contains("Leave out --unplanned"), "\(outcome.errors)")
        }
    }

    @Test func `a script that fails after some calls says how many took effect`() async throws {
        try await Program.withServer { program, folder, _ in
            let script = try Program.write(Self.script + "\nerror('broken')", in: folder)
            let outcome = try await program.run(["run", script, "--unplanned", "--yes"])
            #expect(outcome.exitCode == 1)
            #expect(outcome.errors.contains("8 calls took effect at once"), "\(outcome.errors)")
            let runs = try await program.run(["runs", "list", "--json"]).document()["runs"] as? [[String: Any]]
            #expect(runs?.first?["state"] as? String == "partial")
        }
    }

    @Test func `a code that is made under allow-direct is in the journal without its PIN`() async throws {
        try await Program.withServer { program, folder, _ in
            let source = """
                local device = seam.devices.list()[1]
                seam.access_codes.create_multiple{ device_ids = { device.device_id }, name = 'Cleaner', code = '73915' }
                groups.all():list()[1]:extend('1h')
                """
            let script = try Program.write(source, in: folder)
            let refused = try await program.run(["run", script, "--yes"])
            #expect(refused.exitCode == 1)
            #expect(refused.errors.contains("--allow-direct"))
            let outcome = try await program.run(["run", script, "--yes", "--allow-direct"])
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            let exported = try await program.run(["runs", "export", "last"]).output
            #expect(exported.contains("\"path\":\"/access_codes/create_multiple\""))
            #expect(exported.contains("\"state\":\"done\""))
            #expect(!exported.contains("73915"))
            #expect(exported.split(separator: "\n").filter { $0.contains("\"type\":\"row\"") }.count == 1)
        }
    }
}
