import Foundation
import Subprocess
import Testing

struct SandboxCommandTests {
    @Test func `the first line of the sandbox is its address, and it answers there`() async throws {
        try await Program.withHome { program, folder in
            let script = try Program.write("print(#seam.devices.list(), groups.all():count())", in: folder)
            let options = ["sandbox", "--groups", "5", "--devices", "4", "--rng-seed", "1"]
            _ = try await Subprocess.run(
                program.configuration(options),
                input: .none,
                output: .sequence,
                error: .discarded,
            ) { execution in
                var lines = execution.standardOutput.strings().makeAsyncIterator()
                let line = try #require(try await lines.next())
                #expect(line.hasPrefix("listening on http://127.0.0.1:"))
                var client = program
                client.environment["SEAM_API_KEY"] = "seam_sandbox_key"
                client.environment["SEAM_ENDPOINT"] = String(line.dropFirst("listening on ".count)).trimmed
                let outcome = try await client.run(["run", script, "--quiet"])
                #expect(outcome.output.hasPrefix("4\t5\n"), "\(outcome.errors)")
                try execution.send(signal: .terminate)
            }
        }
    }
}

extension String {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
