import Testing

@testable import Seam

struct SecretMaskTests {
    private static let pin = "839201748265"

    private func mask(_ parameters: JSONValue = nil) throws -> SecretMask {
        SecretMask(try .apiKey(TestClient.secret), try SeamProxy("http://ana:pr0xy@h:1"), parameters)
    }

    @Test(arguments: [
        ("bad key \(TestClient.secret)!", "bad key ••••!"),
        ("ana:pr0xy went through", "ana:•••• went through"),
        ("key seam_live9a8b7c6d5e4f of another", "key •••• of another"),
        ("token seam_cst1_abcdefgh, seam_at2_abcdefgh", "token ••••, ••••"),
        ("whsec_abcdefghijk", "••••"), ("eyJhbGciOiJIUzI1NiJ9.x", "••••.x"),
        ("cannot set duplicate access code 1234 named B[ for", "cannot set duplicate access code •••• named B[ for"),
        ("code: \"123456\" is taken", "code: \"••••\" is taken"),
        ("PIN 839201748265 is taken", "PIN •••• is taken"),
        ("status code 404, device 1234", "status code 404, device 1234"),
        ("seam_relay_admin is no key, keys begin with seam_", "seam_relay_admin is no key, keys begin with seam_"),
    ])
    func `what a server says is cleaned of secrets and of nothing else`(text: String, cleaned: String) throws {
        let parameters: JSONValue = ["device_ids": ["d"], "access": [["code": .string(Self.pin)]]]
        #expect(try mask(parameters).clean(text) == cleaned)
    }

    @Test func `a PIN that the server echoes is masked in every part of the error`() async throws {
        let body = """
            {"error":{"type":"duplicate_access_code","message":"\(Self.pin) is there","validation_errors":\
            {"code":{"_errors":["\(Self.pin)"]}}}}
            """
        let reply = ScriptedServer.Reply.json(409, body, headers: "seam-request-id: \(TestClient.secret)\r\n")
        try await withClient([reply]) { client, _ in
            let error = await failure { _ = try await client.call("/unlisted", ["code": .string(Self.pin)]) }
            var dumped = ""
            dump(error, to: &dumped)
            #expect(error?.code.rawValue == "duplicate_access_code")
            #expect(error?.message == "•••• is there")
            #expect(!dumped.contains(Self.pin))
            #expect(!dumped.contains(TestClient.secret))
        }
    }

    @Test func `no way of printing a client that has called shows its credential`() async throws {
        try await withClient([.json()]) { client, _ in
            _ = try await client.call("/unlisted", [:])
            var dumped = ""
            dump(client, to: &dumped)
            for text in ["\(client)", String(reflecting: client), dumped] {
                #expect(!text.contains(TestClient.secret))
            }
        }
    }

    @Test(arguments: [
        ("text/plain; charset=utf-8", "Body exceeded 1mb limit\n", "the server says: Body exceeded 1mb limit"),
        ("text/plain", "the key \(TestClient.secret)", "the server says: the key ••••"),
        ("text/html", "<b>no</b>", "without saying why"), ("text/plain", "two\nlines", "without saying why"),
    ])
    func `a refusal in one line of plain text is passed on`(type: String, text: String, words: String) async throws {
        let head = "HTTP/1.1 413 X\r\ncontent-type: \(type)\r\ncontent-length: \(text.utf8.count)\r\n\r\n"
        try await withClient([.bytes(head + text)]) { client, _ in
            let error = await failure { _ = try await client.call("/unlisted", [:]) }
            #expect(error?.status == 413)
            #expect(error?.message.contains(words) == true, "\(String(describing: error))")
        }
    }
}
