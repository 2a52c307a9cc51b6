import Testing

@testable import Seam

struct SeamAddressTests {
    @Test(arguments: [
        ("https://connect.getseam.com", "connect.getseam.com", 443, "", "connect.getseam.com"),
        ("HTTP://127.0.0.1:8080/", "127.0.0.1", 8080, "", "127.0.0.1:8080"),
        ("http://[::1]:9/base/", "::1", 9, "/base", "[::1]:9"),
        ("https://x:443", "x", 443, "", "x"),
        ("http://x:443", "x", 443, "", "x:443"),
    ])
    func `an address is taken apart`(text: String, host: String, port: Int, path: String, authority: String) throws {
        let address = try SeamAddress(text)
        #expect(address.host == host)
        #expect(address.port == port)
        #expect(address.basePath == path)
        #expect(address.authority == authority)
    }

    @Test(arguments: [
        "", "connect.getseam.com", "ftp://x", "https://", "http://:80", "http://x:0", "http://x:65536", "http://x:",
        "http://x:-1", "http://x:8a", "http://a:b:c", "http://[::1", "http://[x]:1", "http://[::1]x", "http://x?y",
        "http://x#y", "http://x y", "http://x\r\ny: z", "http://ü",
    ])
    func `an address that cannot work is refused with a form that does`(text: String) {
        let error = #expect(throws: SeamError.self) { try SeamAddress(text) }
        #expect(error?.code == .invalidOptions)
        #expect(error?.message.contains("https://connect.getseam.com") == true)
    }

    @Test func `a password in an address is not shown`() {
        let error = #expect(throws: SeamError.self) { try SeamAddress("https://user:secret@x") }
        #expect(error?.description.contains("secret") == false)
    }

    @Test func `options with which no call could work are refused`() throws {
        let changes: [(inout SeamClientOptions) -> Void] = [
            { $0.maxConnections = 0 }, { $0.requestTimeout = .zero }, { $0.connectTimeout = .zero },
            { $0.maxResponseBytes = 0 }, { $0.maxRetries = -1 }, { $0.sdkName = "a\r\nb" },
        ]
        for change in changes {
            let error = #expect(throws: SeamError.self) { try TestClient.make("http://x", change) }
            #expect(error?.code == .invalidOptions)
        }
    }
}
