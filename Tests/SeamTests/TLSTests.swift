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
}
