import Seam
import Testing

struct SeamErrorTests {
    typealias Reply = ScriptedServer.Reply

    private func error(_ reply: Reply) async throws -> SeamError {
        try await withClient([reply], { $0.maxRetries = 0 }) { client, _ in
            try #require(await failure { try await client.accessCodes.updateMultiple(commonCodeKey: "k") })
        }
    }

    @Test func `an envelope gives code, message, validation errors and request id`() async throws {
        let body = """
            {"error":{"type":"invalid_input","message":"Required for \\"starts_at\\"","validation_errors":\
            {"_errors":["whole"],"starts_at":{"_errors":["Required"]},"a":{"_errors":[],"b":{"_errors":["Bad"]}}}},\
            "ok":false}
            """
        let error = try await error(.json(400, body, headers: "seam-request-id: r1\r\n"))
        #expect(error.code == .invalidInput)
        #expect(error.status == 400)
        #expect(error.requestID == "r1")
        #expect(error.delivery == .answered)
        #expect(error.path == "/access_codes/update_multiple")
        #expect(error.validationErrors == ["": ["whole"], "starts_at": ["Required"], "a.b": ["Bad"]])
        let sentence = #"/access_codes/update_multiple: Required for "starts_at" (status 400, request r1)"#
        #expect(error.description == sentence)
    }

    @Test func `a 401 keeps the server's reason and says what to check`() async throws {
        let body = #"{"error":{"type":"client_session_expired","message":"It expired"},"ok":false}"#
        let error = try await error(.json(401, body))
        #expect(error.code.rawValue == "client_session_expired")
        #expect(error.message == "It expired; check SEAM_API_KEY")
    }

    @Test(arguments: [
        (401, SeamError.Code.unauthorized), (404, .httpError), (413, .httpError), (429, .tooManyRequests),
        (502, .serverError), (503, .serverError), (301, .invalidResponse),
    ])
    func `an error without an envelope gets a code by its status`(status: Int, code: SeamError.Code) async throws {
        let html = "<html>\(status)</html>"
        let head = "HTTP/1.1 \(status) X\r\ncontent-type: text/html\r\ncontent-length: \(html.utf8.count)\r\n\r\n"
        let error = try await error(.bytes(head + html))
        #expect(error.code == code)
        #expect(error.status == status)
        #expect(error.delivery == .answered)
        #expect(!error.description.contains("html"))
    }

    @Test func `a redirect is refused with its target`() async throws {
        let bytes = "HTTP/1.1 301 Moved\r\nlocation: https://x.example/\r\ncontent-length: 0\r\n\r\n"
        let error = try await error(.bytes(bytes))
        #expect(error.message.contains("redirects to https://x.example/"))
        #expect(error.message.contains("SEAM_ENDPOINT"))
    }

    @Test(arguments: ["", "{", "[]", "null", "<html>", "\u{FEFF}"])
    func `a 200 that is not an object is an invalid answer`(body: String) async throws {
        let error = try await error(.json(200, body))
        #expect(error.code == .invalidResponse)
        #expect(error.delivery == .answered)
        #expect(error.status == 200)
    }

    @Test func `a 200 without the promised result is an invalid answer`() async throws {
        try await withClient([.json()]) { client, _ in
            let error = await failure { _ = try await client.devices.list() }
            #expect(error?.code == .invalidResponse)
            #expect(error?.message.contains("the answer has no devices") == true)
        }
    }

    @Test func `a credential that the server echoes is masked everywhere`() async throws {
        let body = """
            {"error":{"type":"invalid_input","message":"bad key \(TestClient.secret)!","validation_errors":\
            {"x":{"_errors":["\(TestClient.secret)"]}}},"ok":false}
            """
        let error = try await error(.json(400, body))
        var dumped = ""
        dump(error, to: &dumped)
        #expect(error.message == "bad key ••••!")
        #expect(!dumped.contains(TestClient.secret))
    }

    @Test func `a server that is down is named with what to check`() async throws {
        let client = try TestClient.make(TestClient.down) { $0.maxRetries = 0 }
        let error = await failure { _ = try await client.workspaces.get() }
        await client.shutdown()
        #expect(error?.code == .connection)
        #expect(error?.delivery == .notSent)
        #expect(
            error?.message == "cannot reach \(TestClient.down) (connection refused); "
                + "check the endpoint (SEAM_ENDPOINT) and that the server runs"
        )
    }
}
