import Foundation
import Glibc
import SeamSandbox
import Subprocess
import SystemPackage
import Testing

/// The real binary over TLS, with nginx before the sandbox as a house would run it.
struct NginxTests {
    private static let nginx = "/usr/sbin/nginx"
    private static let openssl = "/usr/bin/openssl"

    private static var isInstalled: Bool {
        [nginx, openssl].allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Runs a program that must succeed; its output goes nowhere, as nginx keeps it open.
    private static func start(_ program: String, _ arguments: [String]) async throws {
        let result = try await Subprocess.run(
            .path(FilePath(program)),
            arguments: Arguments(arguments),
            output: .discarded,
            error: .discarded,
        )
        #expect(result.terminationStatus.isSuccess, "\(program) \(arguments)")
    }

    /// A port that the system gives to nobody else until the descriptor is closed.
    ///
    /// The socket lets others use its address, as nginx does, so that nginx can listen there beside it.
    private static func holdPort() throws -> (descriptor: CInt, port: Int) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var yes: CInt = 1
        let canShare = unsafe setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<CInt>.size))
        try #require(canShare == 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let found = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                let isBound = unsafe bind(descriptor, pointer, length) == 0
                return unsafe isBound && getsockname(descriptor, pointer, &length) == 0
            }
        }
        try #require(found)
        return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }

    /// Puts nginx, with a certificate that it signed itself, between a program and a sandbox.
    private func withNginx(
        _ body: @escaping @Sendable (Program, _ certificate: String, SandboxServer) async throws -> Void
    ) async throws {
        try await Program.withServer { program, folder, server in
            let (certificate, key) = (folder.path() + "/ca.pem", folder.path() + "/key.pem")
            try await Self.start(
                Self.openssl,
                [
                    "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                    "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-out", certificate,
                    "-keyout", key,
                ]
            )
            let (descriptor, port) = try Self.holdPort()
            defer { close(descriptor) }
            let settings = """
                \(getuid() == 0 ? "user root;" : "")
                pid \(folder.path())/nginx.pid;
                error_log \(folder.path())/error.log;
                events {}
                http {
                    access_log off;
                    client_body_temp_path \(folder.path())/body;
                    proxy_temp_path \(folder.path())/proxy;
                    fastcgi_temp_path \(folder.path())/fastcgi;
                    uwsgi_temp_path \(folder.path())/uwsgi;
                    scgi_temp_path \(folder.path())/scgi;
                    server {
                        listen 127.0.0.1:\(port) ssl;
                        ssl_certificate \(certificate);
                        ssl_certificate_key \(key);
                        location / { proxy_pass \(try #require(program.environment["SEAM_ENDPOINT"])); }
                    }
                }
                """
            let file = try Program.write(settings, in: folder, name: "nginx.conf")
            let arguments = ["-p", folder.path(), "-c", file]
            try await Self.start(Self.nginx, arguments)
            var program = program
            program.environment["SEAM_ENDPOINT"] = "https://localhost:\(port)"
            do {
                try await body(program, certificate, server)
                try await Self.start(Self.nginx, arguments + ["-s", "stop"])
            } catch {
                try await Self.start(Self.nginx, arguments + ["-s", "stop"])
                throw error
            }
        }
    }

    @Test(.enabled(if: isInstalled, "this needs nginx (Debian: nginx-light) and openssl"), .timeLimit(.minutes(15)))
    func `a run over TLS needs the authority of a private server, by option or by variable`() async throws {
        try await withNginx { program, certificate, server in
            let script = Program.automation("extend-all.lua")
            let update = "/access_codes/update_multiple"
            let refused = try await program.run(["run", script, "2h", "--yes", "--json"])
            #expect(refused.exitCode == 1)
            let message = try refused.failure().message
            #expect(message.contains("not signed by a trusted authority"), "\(message)")
            #expect(message.contains("SEAM_CA_FILE"))
            #expect(server.requests(to: update) == 0)

            let byOption = try await program.run(["run", script, "2h", "--yes", "--json", "--ca-file", certificate])
            #expect(byOption.exitCode == 0, "\(byOption.errors)")
            #expect(server.requests(to: update) == 8)

            var other = program
            other.environment["SEAM_CA_FILE"] = certificate
            let byVariable = try await other.run(["plan", script, "1h", "--json", "--allow", "recent"])
            #expect(byVariable.exitCode == 2, "\(byVariable.errors)")
        }
    }
}
