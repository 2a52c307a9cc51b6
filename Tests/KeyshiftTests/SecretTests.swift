import Foundation
import SeamSandbox
import Subprocess
import Testing

/// What nobody may read must not be in anything that a run leaves behind.
struct SecretTests {
    private static let pin = "83920174"
    private static let proxyPassword = "pr0xypa55word"

    /// Everything under a folder: the journal's files above all.
    private static func bytes(under folder: URL) throws -> Data {
        var all = Data()
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
        for case let file as URL in try #require(files) {
            guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
            all += try Data(contentsOf: file)
        }
        return all
    }

    @Test func `logs, errors, the journal and --json hold neither the credential nor a PIN`() async throws {
        try await Program.withServer { program, folder, server in
            let create = try Program.write(
                """
                local devices = seam.devices.list{}
                seam.access_codes.create_multiple{
                    device_ids = { devices[1].device_id }, name = "Plumber", code = "\(Self.pin)",
                    starts_at = "2099-01-01T10:00:00Z", ends_at = "2099-01-02T10:00:00Z",
                }
                groups.all():linked():list()[1]:extend("2h", { allow = "lockout" })
                """,
                in: folder,
                name: "create.lua",
            )
            let fail = try Program.write(
                """
                local id = seam.devices.list{}[1].device_id
                seam.access_codes.create_multiple{ device_ids = { id, id }, code = "\(Self.pin)x" }
                """,
                in: folder,
                name: "fail.lua",
            )
            var texts: [String] = []
            var exitCodes: [Int32] = []
            for script in [create, fail] {
                for style in [["--verbose"], ["--json", "--verbose"]] {
                    let arguments = ["run", script, "--yes", "--allow-direct", "--pace", "off"] + style
                    let outcome = try await program.run(arguments)
                    exitCodes.append(outcome.exitCode)
                    texts += [outcome.output, outcome.errors]
                }
            }
            // The first makes the code and moves a group; for the second the PIN is there already, and the server says so.
            #expect(exitCodes == [0, 1, 1, 1], "\(texts)")
            #expect(texts[3].contains("duplicate access code ••••"), "\(texts[3])")
            let listed = try await program.run(["runs", "list", "--json"])
            texts += [listed.output, listed.errors]
            #expect(server.requests(to: "/access_codes/create_multiple") == 2)
            #expect(server.requests(to: "/access_codes/update_multiple") == 1)
            // The requests are told, so their absence is not why nothing is found.
            #expect(texts[1].contains("debug: call answered POST /devices/list"), "\(texts[1])")
            #expect(texts[1].contains("attempt=1"))
            #expect(texts[1].contains("status=200"))
            let home = URL(filePath: try #require(program.environment["KEYSHIFT_HOME"]))
            let journal = try Self.bytes(under: home)
            #expect(journal.range(of: Data("/access_codes/create_multiple".utf8)) != nil)
            for secret in [server.apiKey, Self.pin] {
                for text in texts { #expect(!text.contains(secret)) }
                #expect(journal.range(of: Data(secret.utf8)) == nil)
            }
        }
    }

    @Test func `a proxy that cannot be reached is named without its password`() async throws {
        try await Program.withHome { program, folder in
            var program = program
            program.environment["SEAM_API_KEY"] = "seam_test_5ecret5ecret"
            program.environment["SEAM_ENDPOINT"] = "https://seam.example"
            program.environment["HTTPS_PROXY"] = "http://ana:\(Self.proxyPassword)@127.0.0.1:1"
            let script = try Program.write("print(#seam.devices.list{})", in: folder)
            let outcome = try await program.run(["run", script, "--yes", "--json", "--verbose"])
            #expect(outcome.exitCode == 1)
            let error = try #require(outcome.document()["error"] as? [String: Any])
            #expect(error["code"] as? String == "connection")
            #expect((error["message"] as? String)?.contains("the proxy http://••••@127.0.0.1:1") == true, "\(error)")
            #expect(outcome.errors.contains("attempt=3"))
            for text in [outcome.output, outcome.errors] {
                #expect(!text.contains(Self.proxyPassword))
                #expect(!text.contains("5ecret"))
            }
        }
    }

    @Test(arguments: [
        (["HTTPS_PROXY": "socks5://ana:\(proxyPassword)@h:1"], "only http:// can be used"),
        (["SEAM_CA_FILE": "/nowhere/ca.pem"], "/nowhere/ca.pem cannot be read as PEM"),
    ])
    func `a way to the server that cannot be used is refused with its reason`(
        changes: [String: String],
        words: String,
    ) async throws {
        try await Program.withHome { program, folder in
            var program = program
            program.environment.merge(changes) { _, new in new }
            program.environment["SEAM_API_KEY"] = "seam_test_5ecret5ecret"
            program.environment["SEAM_ENDPOINT"] = "https://127.0.0.1:1"
            let script = try Program.write("print(#seam.devices.list{})", in: folder)
            let outcome = try await program.run(["run", script, "--yes", "--json"])
            #expect(outcome.exitCode == 1)
            let error = try #require(outcome.document()["error"] as? [String: Any])
            #expect(error["code"] as? String == "connection")
            #expect((error["message"] as? String)?.contains(words) == true, "\(error)")
            #expect(!outcome.errors.contains(Self.proxyPassword))
        }
    }
}
