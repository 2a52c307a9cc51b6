import Foundation
import Glibc
import Subprocess
import Testing

/// The port of `serve` against a program that opens connections and says nothing, or too little.
struct LocalPortTests {
    /// Opens so many connections to an address on loopback, and writes a text to each.
    private func connect(_ count: Int, to address: String, saying text: String) throws -> [Int32] {
        let port = try #require(address.split(separator: ":").last.flatMap { UInt16($0) })
        return (0..<count).compactMap { _ in
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var place = sockaddr_in()
            place.sin_family = sa_family_t(AF_INET)
            place.sin_port = port.bigEndian
            place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            let size = socklen_t(MemoryLayout<sockaddr_in>.size)
            let isOpen = unsafe withUnsafePointer(to: &place) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                    unsafe Glibc.connect(descriptor, pointer, size) == 0
                }
            }
            guard isOpen else {
                close(descriptor)
                return nil
            }
            _ = unsafe write(descriptor, text, text.utf8.count)
            return descriptor
        }
    }

    @Test(arguments: ["", "GET /health HTTP/1.1\r\nhost: "])
    func
        `three hundred connections that say nothing, or half a head, keep neither the health nor a firing from going on`(
            text: String
        ) async throws
    {
        try await Program.withServer { program, folder, _ in
            let script = try Program.write("groups.all():count()", in: folder)
            _ = try await program.run(["schedule", "add", "s", script, "--cron", "@hourly", "--zone", "UTC"])
            let status = try await ServeProcess.with(program) { serve in
                let connections = try connect(300, to: serve.address, saying: text)
                defer { connections.forEach { close($0) } }
                // It is answered when the ones before it were given up.
                #expect(try await serve.get("/health").status == 200)
                let triggered = try await program.run(["schedule", "trigger", "s"])
                #expect(triggered.exitCode == 0, "\(triggered.errors)")
                let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(serve.processID)/fd").count
                #expect(open < 120, "\(open) files are open")
            }
            #expect(status == .exited(0))
        }
    }

    /// What answers a request that is written byte by byte: the status of its first line.
    private func status(of request: String, at address: String) throws -> String? {
        let descriptor = try #require(try connect(1, to: address, saying: request).first)
        defer { close(descriptor) }
        var block = [UInt8](repeating: 0, count: 4096)
        let count = unsafe read(descriptor, &block, block.count)
        let words = String(decoding: block.prefix(max(0, count)), as: UTF8.self).split(separator: " ")
        return words.count > 1 ? String(words[1]) : nil
    }

    @Test func `a page of a browser whose name leads to this machine, or of another site, is told nothing`()
        async throws
    {
        try await Program.withServer { program, _, _ in
            let sandbox = try #require(program.environment["SEAM_ENDPOINT"])
            _ = try await ServeProcess.with(program) { serve in
                for (head, isAnswered) in Self.heads {
                    let text = "GET /metrics HTTP/1.1\r\n\(head)Connection: close\r\n\r\n"
                    let figures = try status(of: text, at: serve.address)
                    let reset = "POST /_sandbox/reset HTTP/1.1\r\n\(head)content-length: 0\r\n"
                    let world = try status(of: reset + "connection: close\r\n\r\n", at: sandbox)
                    #expect([figures, world] == (isAnswered ? ["200", "200"] : ["403", "403"]), "\(head)")
                }
            }
        }
    }

    /// What a request says of itself, and whether it is answered.
    private static let heads: [(String, Bool)] = [
        ("Host: 127.0.0.1\r\n", true), ("Host: localhost:8080\r\n", true), ("Host: [::1]:99\r\n", true),
        ("Host: LOCALHOST.\r\n", true), ("Host: app.localhost:3000\r\n", true), ("Host: 127.8.9.1\r\n", true),
        ("Host: evil.example\r\n", false), ("Host: 127.0.0.1.evil.example\r\n", false), ("Host: 127.1\r\n", false),
        ("Host: localhost.evil.example\r\n", false), ("Host: evillocalhost\r\n", false), ("Host: 10.0.0.7\r\n", false),
        ("Host: localhost\r\nOrigin: http://localhost:3000\r\n", true),
        ("Host: localhost\r\nOrigin: https://evil.example\r\n", false),
        ("Host: localhost\r\nOrigin: null\r\n", false),
        ("Host: localhost\r\nOrigin: http://localhost.evil.example\r\n", false),
    ]
}
