import Foundation
import Testing

/// A server that takes a missing bound as "no hours any more", as the fake server of Seam's own tests does.
struct LenientServerTests {
    private static let options = ["--lenient", "--groups", "25", "--devices", "10", "--rng-seed", "3"]

    @Test func `a rename of 25 stays, and its undo, leave every code with its hours`() async throws {
        try await SandboxProcess.with(Self.options) { program, folder, _ in
            let before = try await program.groups(in: folder)
            #expect(before.count == 25)
            let source = "for g in groups.all():each() do g:set{ name = g.name .. ', VIP' } end"
            let script = try Program.write(source, in: folder)
            let outcome = try await program.run(["run", script, "--yes", "--json", "--pace", "off"])
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            #expect(try outcome.summary()["applied"] == 25)
            let after = try await program.groups(in: folder)
            #expect(after.count == 25)
            for (key, group) in before {
                #expect(after[key] == group.replacing(" | ", with: ", VIP | ", maxReplacements: 1))
            }
            let undo = try await program.run(["undo", "last", "--yes", "--pace", "off"])
            #expect(undo.exitCode == 0, "\(undo.errors)")
            #expect(try await program.groups(in: folder) == before)
        }
    }

    @Test(arguments: [
        ("update_multiple{ common_code_key = key, ends_at = '2030-01-01T00:00:00Z' }", "ends_at without starts_at"),
        ("update_multiple{ common_code_key = key, name = 'VIP' }", "name without starts_at and ends_at"),
        ("update{ access_code_id = id, name = 'VIP' }", "name without starts_at and ends_at"),
    ])
    func `without a plan an update that lacks a bound is not sent`(call: String, words: String) async throws {
        try await SandboxProcess.with(Self.options) { program, folder, sandbox in
            let source = """
                local code = seam.access_codes.list{ device_id = seam.devices.list()[1].device_id }[1]
                local key, id = code.common_code_key, code.access_code_id
                seam.access_codes.\(call)
                """
            let script = try Program.write(source, in: folder)
            let outcome = try await program.run(["run", script, "--unplanned", "--yes"])
            #expect(outcome.exitCode == 1, "\(outcome.output)")
            #expect(outcome.errors.contains("was not sent: \(words)"), "\(outcome.errors)")
            let requests = try await sandbox.stats().requests
            #expect(requests["/access_codes/update_multiple"] == nil)
            #expect(requests["/access_codes/update"] == nil)
        }
    }
}
