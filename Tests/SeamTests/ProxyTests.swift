import NIOCore
import Testing

@testable import Seam

struct ProxyTests {
    private static let password = "pr0xy-pa55word"

    /// A client that reaches `https://localhost:PORT` over a proxy; the calls go to a server with a private authority.
    private func withProxy(
        _ behaviour: ConnectProxy.Behaviour,
        _ change: @escaping (inout SeamClientOptions) -> Void = { _ in },
        _ body: (SeamClient, ConnectProxy, ScriptedServer) async throws -> Void,
    ) async throws {
        try await ScriptedServer.with([.json()], tls: .signed) { server, port in
            try await ConnectProxy.with(behaviour) { proxy, proxyPort in
                let address = try SeamProxy("http://ana:\(Self.password)@127.0.0.1:\(proxyPort)")
                let client = try TestClient.make("https://localhost:\(port)") {
                    $0.trustRoots = [TestCertificate.authority]
                    $0.proxy = address
                    $0.maxConnections = 1
                    change(&$0)
                }
                try await body(client, proxy, server)
                await client.shutdown()
                await server.until { _, open in open == 0 }
            }
        }
    }

    @Test func `calls go through one tunnel, and the server is still verified by its name`() async throws {
        try await withProxy(.tunnel) { client, proxy, server in
            for _ in 0..<3 { _ = try await client.call("/unlisted", [:]) }
            #expect(server.received.count == 3)
            #expect(server.received.allSatisfy { !$0.head.contains("proxy-authorization") })
            #expect(proxy.requests.count == 1)
            let head = try #require(proxy.requests.first)
            #expect(head.hasPrefix("CONNECT localhost:"))
            // "ana:pr0xy-pa55word" in base64, as `base64` of the GNU coreutils writes it.
            #expect(head.contains("\r\nproxy-authorization: Basic YW5hOnByMHh5LXBhNTV3b3Jk\r\n"))
            #expect(!head.contains(TestClient.secret))
        }
    }

    @Test func `a proxy cannot put its own certificate in place of the server's`() async throws {
        try await withProxy(.tunnel, { $0.trustRoots = [TestCertificate.elsewhere.certificate] }) { client, _, server in
            let error = await failure { _ = try await client.call("/unlisted", [:]) }
            #expect(error?.code == .tls)
            #expect(server.received.isEmpty)
        }
    }

    @Test(
        .timeLimit(.minutes(15)),
        arguments: [
            (.answer("HTTP/1.1 407 Who\r\ncontent-length: 0\r\n\r\n"), .proxy, "wants another user and password", 1),
            (.answer("HTTP/1.1 403 No\r\n\r\n<html>no</html>"), .proxy, "with status 403", 1),
            (.answer("HTTP/1.1 502 Bad\r\n\r\n"), .connection, "with status 502", 3),
            (.answer("SSH-2.0-server\r\n\r\n"), .proxy, "does not answer as a proxy does", 1),
            (.answer("HTTP/1.1 200 OK\r\n\r\nsurprise"), .proxy, "does not answer as a proxy does", 1),
            (.close, .connection, "closed the connection instead of connecting", 3),
            (.silence, .timeout, "over the proxy", 3),
        ] as [(ConnectProxy.Behaviour, SeamError.Code, String, Int)]
    )
    func `a proxy that refuses is named, and nothing is sent`(
        behaviour: ConnectProxy.Behaviour,
        code: SeamError.Code,
        words: String,
        tries: Int,
    ) async throws {
        // The deadline is an event here, not a measure: no answer can be in time.
        let deadline: Duration = if case .silence = behaviour { .milliseconds(500) } else { .seconds(10) }
        try await withProxy(behaviour, { $0.connectTimeout = deadline }) { client, proxy, server in
            let error = await failure { _ = try await client.call("/unlisted", [:]) }
            #expect(error?.code == code)
            #expect(error?.delivery == .notSent)
            #expect(error?.message.contains(words) == true, "\(String(describing: error))")
            #expect(error?.message.contains("127.0.0.1:") == true)
            #expect(error.map { "\($0)" }?.contains(Self.password) == false)
            #expect(proxy.requests.count == tries)
            #expect(server.connections == 0)
        }
    }

    @Test func `a proxy that is down is told from a server that is down`() async throws {
        let proxy = try SeamProxy(TestClient.down)
        let client = try TestClient.make("https://localhost:9") { $0.proxy = proxy }
        let error = await failure { _ = try await client.call("/unlisted", [:]) }
        await client.shutdown()
        #expect(error?.code == .connection)
        #expect(error?.message.contains("cannot reach the proxy \(TestClient.down) (connection refused)") == true)
    }

    @Test(
        arguments: [
            ("http://proxy.example:3128", "proxy.example", 3128, nil), ("proxy.example", "proxy.example", 80, nil),
            ("HTTP://[::1]:8080/", "::1", 8080, nil),
            ("http://a:b%40c@h:1", "h", 1, "Basic YTpiQGM="), ("http://a:b@c@h:1", "h", 1, "Basic YTpiQGM="),
            ("http://a@h:1", "h", 1, "Basic YTo="),
        ] as [(String, String, Int, String?)]
    )
    func `forms of a proxy's address are read`(text: String, host: String, port: Int, authorization: String?) throws {
        let proxy = try SeamProxy(text)
        #expect(proxy.host == host)
        #expect(proxy.port == port)
        #expect(proxy.authorization == authorization)
    }

    @Test(arguments: [
        "", "http://", "socks5://u:hidden@h:1", "https://u:hidden@h:1", "http://u:hidden@h:0", "http://u:hidden@h:x",
        "http://u:hidden%4@h", "http://u:hidden@h/path", "http://u:hidden @h", "http://:hidden@h",
    ])
    func `what is no proxy's address is refused without showing it`(text: String) {
        let error = #expect(throws: SeamError.self) { try SeamProxy(text) }
        #expect(error?.code == .invalidOptions)
        #expect(error?.description.contains("HTTPS_PROXY") == true)
        #expect(error?.description.contains("hidden") == false)
    }

    @Test func `no way of printing a proxy shows its password`() throws {
        let proxy = try SeamProxy("http://ana:hidden@h:1")
        var options = SeamClientOptions()
        options.proxy = proxy
        var dumped = ""
        dump(options, to: &dumped)
        for text in ["\(proxy)", String(reflecting: proxy), dumped] { #expect(!text.contains("hidden")) }
        #expect("\(proxy)" == "http://••••@h:1")
    }

    @Test(
        arguments: [
            (["HTTPS_PROXY": "http://a:1"], "https://x.example", "a:1"),
            (["https_proxy": "http://b:1", "HTTPS_PROXY": "http://a:1"], "https://x.example", "b:1"),
            (["https_proxy": "", "HTTPS_PROXY": "http://a:1"], "https://x.example", "a:1"),
            (["HTTPS_PROXY": "socks5://a:1"], "http://127.0.0.1:8080", nil),
            (["HTTP_PROXY": "http://a:1"], "https://x.example", nil),
            (["HTTPS_PROXY": "http://a:1", "NO_PROXY": "x.example"], "https://x.example", nil),
            (["HTTPS_PROXY": "http://a:1", "no_proxy": "x.example", "NO_PROXY": ""], "https://x.example", nil),
        ] as [([String: String], String, String?)]
    )
    func `the environment names the proxy of https addresses`(
        environment: [String: String],
        endpoint: String,
        authority: String?,
    ) throws {
        #expect(try SeamProxy.fromEnvironment(environment, endpoint: endpoint)?.authority == authority)
    }

    @Test(arguments: [
        ("*", "x.example", true), ("", "x.example", false), ("x.example", "X.Example", true),
        ("example", "x.example", true), (".example", "x.example", true), ("*.example", "x.example", true),
        ("ample", "x.example", false), ("y.example, x.example", "x.example", true),
        ("x.example:443", "x.example", true), ("x.example:8443", "x.example", false),
        ("127.0.0.1", "127.0.0.1", true), ("127.0.0.1:443", "127.0.0.1", true), ("127.0.0.1:1", "127.0.0.1", false),
        ("0.0.1", "127.0.0.1", false), ("10.0.0.0/8", "10.200.3.4", true), ("10.0.0.0/8", "11.0.0.1", false),
        ("192.168.4.0/22", "192.168.7.255", true), ("192.168.4.0/22", "192.168.8.0", false),
        ("x.example.", "x.example", true), ("x.example", "x.example.", true), (".example.", "X.Example.", true),
        (".", "x.example", false), ("0.0.0.0/0", "8.8.8.8", true), ("::1", "::1", true), ("[::1]:443", "::1", true),
        ("fd00::/8", "fd12::1", true),
        ("fd00::/8", "10.0.0.1", false), ("10.0.0.0/33", "10.0.0.1", false), ("10.0.0.0/x", "10.0.0.1", false),
    ])
    func `NO_PROXY lists names, addresses and networks`(list: String, host: String, isCovered: Bool) {
        #expect(ProxyExceptions(list).cover(host: host, port: 443) == isCovered)
    }

    @Test func `an answer to CONNECT is read in pieces of any size`() {
        let text = "HTTP/1.0 200 OK\r\na: b\n\r\n"
        for size in 1...text.utf8.count {
            var answer = ProxyAnswer()
            var verdicts: [ProxyAnswer.Verdict] = []
            var rest = ByteBuffer(string: text)
            while let part = rest.readSlice(length: min(size, rest.readableBytes)), part.readableBytes > 0 {
                verdicts.append(answer.receive(part))
            }
            #expect(verdicts.last == .open)
            #expect(verdicts.dropLast().allSatisfy { $0 == .wait })
        }
    }

    @Test func `a head without an end is not gathered for ever`() {
        var answer = ProxyAnswer()
        let part = ByteBuffer(string: String(repeating: "x", count: 1024))
        let verdicts = (0..<17).map { _ in answer.receive(part) }
        #expect(verdicts.last == .malformed)
    }
}
