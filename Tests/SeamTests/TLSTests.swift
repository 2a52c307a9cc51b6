import NIOSSL
import Seam
import Testing

struct TLSTests {
    typealias Reply = ScriptedServer.Reply

    @Test func `a private certificate is accepted once it is trusted`() async throws {
        let trust = TestCertificate.localhost.certificate
        try await withClient([.json()], tls: .localhost, { $0.trustRoots = [trust] }) { client, server in
            for _ in 0..<3 { _ = try await client.call("/unlisted", [:]) }
            #expect(server.connections == 1)
            #expect(server.received.first?.head.contains("host: localhost:") == true)
        }
    }

    @Test func `a certificate file works like the text`() async throws {
        let path = "/tmp/seam-tests-\(UInt64.random(in: 0 ... .max)).pem"
        try TextFile.write(TestCertificate.localhost.certificate, to: path)
        try await withClient([.json()], tls: .localhost, { $0.caFile = path }) { client, _ in
            _ = try await client.call("/unlisted", [:])
        }
        TextFile.remove(path)
    }

    @Test func `a certificate that nobody trusts is refused before anything is sent`() async throws {
        try await withClient([.json()], tls: .localhost) { client, server in
            let error = await failure { _ = try await client.call("/unlisted", [:]) }
            #expect(error?.code == .tls)
            #expect(error?.delivery == .notSent)
            #expect(error?.message.contains("not signed by a trusted authority") == true)
            #expect(server.received.isEmpty)
        }
    }

    @Test func `a certificate for another name is refused`() async throws {
        let trust = TestCertificate.elsewhere.certificate
        try await withClient([.json()], tls: .elsewhere, { $0.trustRoots = [trust] }) { client, server in
            let error = await failure { _ = try await client.call("/unlisted", [:]) }
            #expect(error?.code == .tls)
            #expect(error?.message.contains("for another name") == true)
            #expect(server.received.isEmpty)
        }
    }

    @Test func `a certificate for a name does not stand for an address`() async throws {
        try await ScriptedServer.with([.json()], tls: .localhost) { server, port in
            let client = try TestClient.make("https://127.0.0.1:\(port)") {
                $0.trustRoots = [TestCertificate.localhost.certificate]
            }
            let error = await failure { _ = try await client.call("/unlisted", [:]) }
            await client.shutdown()
            #expect(error?.code == .tls)
            #expect(server.received.isEmpty)
        }
    }

    @Test func `an unreadable certificate file is an option to correct`() async throws {
        let client = try TestClient.make("https://localhost:9") { $0.caFile = "/nowhere/ca.pem" }
        let error = await failure { _ = try await client.call("/unlisted", [:]) }
        await client.shutdown()
        #expect(error?.code == .invalidOptions)
        #expect(error?.message.contains("/nowhere/ca.pem") == true)
    }

    @Test func `a private authority is trusted for what it has signed`() async throws {
        try await withClient([.json()], tls: .signed, { $0.trustRoots = [TestCertificate.authority] }) { client, _ in
            _ = try await client.call("/unlisted", [:])
        }
    }

    @Test(
        .timeLimit(.minutes(15)),
        arguments: [
            (.expired, nil, "its certificate expired on 2024-02-29"),
            (.future, nil, "its certificate holds from 2120-01-01 on only; check this machine's clock"),
            (.signed, .tlsv1, "no TLS of version 1.2 or newer"), (.signed, .tlsv11, "no TLS of version 1.2 or newer"),
        ] as [(TestCertificate, TLSVersion?, String)]
    )
    func `a server that is not secure any more is told with the reason`(
        certificate: TestCertificate,
        newest: TLSVersion?,
        words: String,
    ) async throws {
        try await ScriptedServer.with([.json()], tls: certificate, newestTLS: newest) { server, port in
            let pauses = TestClient.Pauses()
            let client = try TestClient.make("https://localhost:\(port)", pauses: pauses) {
                $0.trustRoots = [TestCertificate.authority]
            }
            let error = await failure { _ = try await client.workspaces.get() }
            await client.shutdown()
            #expect(error?.code == .tls)
            #expect(error?.delivery == .notSent)
            #expect(error?.message.contains(words) == true, "\(String(describing: error))")
            #expect(pauses.durations.isEmpty)
            #expect(server.received.isEmpty)
            await server.until { _, open in open == 0 }
        }
    }

    @Test func `a server that speaks no TLS is told as such`() async throws {
        try await ScriptedServer.with([.bytes("HTTP/1.1 400 Bad\r\n\r\n")]) { server, port in
            let client = try TestClient.make("https://localhost:\(port)")
            let call = Task { await failure { _ = try await client.workspaces.get() } }
            await server.until { _, open in open == 1 }
            server.send("HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n")
            let error = await call.value
            await client.shutdown()
            #expect(error?.code == .tls)
            #expect(error?.message.contains("does not speak TLS") == true, "\(String(describing: error))")
        }
    }
}
