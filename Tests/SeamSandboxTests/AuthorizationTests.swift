import Testing

@testable import SeamSandbox

struct AuthorizationTests {
    private let sandbox = TestSandbox()

    @Test(
        arguments: [
            ([:], 401, "unauthorized", "No authentication methods succeeded"),
            (["authorization": "bearer seam_sandbox_key"], 401, "unauthorized", "No authentication methods succeeded"),
            (["seam-api-key": "seam_sandbox_key"], 401, "unauthorized", "No authentication methods succeeded"),
            (["authorization": "Bearer seam_other"], 401, "unauthorized", "API Key not found"),
            (["authorization": "Bearer seam_at_sandbox"], 401, "unauthorized", "No authentication methods succeeded"),
            (
                ["authorization": "Bearer seam_at_sandbox", "seam-workspace": TestSandbox.unknownID], 401,
                "unauthorized",
                "Access token not found"
            ),
            (
                ["authorization": "Bearer seam_cst1"], 401, "client_session_not_found",
                "Unauthorized (client session not found)"
            ),
            (["client-session-token": ""], 401, "unauthorized", "No authentication methods succeeded"),
            (["seam-client-session-token": "x"], 400, "invalid_client_session_token", "Invalid client session token"),
        ] as [([String: String], Int, String, String)]
    )
    func `a credential that opens nothing is refused`(
        headers: [String: String],
        status: Int,
        type: String,
        message: String
    ) async throws {
        let answer = try #require(await sandbox.send("POST", "/devices/list", body: "{}", headers: headers))
        #expect(answer.status == status)
        #expect(answer.errorType == type)
        #expect(answer.message == message)
        #expect(answer.json["ok"] == .bool(false))
        #expect(answer.headers["seam-request-id"]?.hasPrefix("request") == true)
    }

    @Test func `an access token opens its owner's workspace and no other`() async throws {
        var headers = ["authorization": "Bearer seam_at_sandbox", "seam-workspace": sandbox.sandbox.workspaceID()]
        let own = try #require(await sandbox.send("GET", "/workspaces/get", headers: headers))
        #expect(own.json["workspace"]?["name"] == .string("Harbour Group"))
        let other = await sandbox.post("/workspaces/get", key: World.secondAPIKey)
        headers["seam-workspace"] = other.json["workspace"]?["workspace_id"]?.text
        let refused = try #require(await sandbox.send("GET", "/workspaces/get", headers: headers))
        #expect(refused.status == 401)
        #expect(refused.message == "Access token not found")
    }

    @Test func `with an API key the workspace header does not matter`() async throws {
        let headers = ["authorization": "Bearer seam_sandbox_key", "seam-workspace": TestSandbox.unknownID]
        let answer = try #require(await sandbox.send("GET", "/workspaces/get", headers: headers))
        #expect(answer.status == 200)
    }

    @Test(arguments: [
        (Endpoint.updateMultiple, "GET", "only POST,PATCH accepted"),
        (.updateMultiple, "PUT", "only POST,PATCH accepted"),
        (.updateAccessCode, "GET", "only POST,PATCH,PUT accepted"),
        (.createMultiple, "PATCH", "only POST,PUT accepted"),
        (.listDevices, "DELETE", "only GET,POST accepted"),
        (.getDevice, "PUT", "only GET,POST accepted"),
        (.listAccessCodes, "PATCH", "only GET,POST accepted"),
        (.getAccessCode, "HEAD", "only GET,POST accepted"),
        (.getWorkspace, "PUT", "only GET,POST accepted"),
    ])
    func `a wrong verb is refused with the right ones, after the credential`(
        endpoint: Endpoint,
        method: String,
        message: String
    ) async throws {
        let answer = try #require(await sandbox.send(method, endpoint.rawValue))
        #expect(answer.status == 405)
        #expect(answer.errorType == "method_not_allowed")
        #expect(answer.message == message)
        let stranger = try #require(await sandbox.send(method, endpoint.rawValue, headers: [:]))
        #expect(stranger.status == 401)
    }

    @Test(arguments: Endpoint.allCases)
    func `every verb of the catalogue gets past the check of verbs`(endpoint: Endpoint) async throws {
        let credential = endpoint.credentials.contains(.apiKey) ? World.apiKey : World.accessToken
        let headers = ["authorization": "Bearer \(credential)", "content-type": "application/json"]
        for method in endpoint.methods {
            let answer = try #require(await sandbox.send(method, endpoint.rawValue, headers: headers))
            #expect(answer.status == 200 || answer.status == 400, "\(method)")
        }
    }

    @Test func `the content type is checked after the verb and before the parameters`() async throws {
        let headers = ["authorization": "Bearer seam_sandbox_key", "content-type": "text/plain"]
        for method in ["POST", "PATCH"] {
            let answer = try #require(
                await sandbox.send(method, "/access_codes/update_multiple", body: "{}", headers: headers)
            )
            #expect(answer.status == 400)
            #expect(answer.errorType == "invalid_content_type")
            #expect(answer.message == "\(method) requests must have Content-Type header with \"application/json\"")
        }
        let put = try #require(
            await sandbox.send("PUT", "/access_codes/create_multiple", body: "{}", headers: headers)
        )
        #expect(put.message == "Expected object, received string")
    }

    @Test func `a path that is not there gets a page and no request id`() async throws {
        let answer = try #require(await sandbox.send("POST", "/access_codes/updatemultiple", body: "{}"))
        #expect(answer.status == 404)
        #expect(answer.headers["content-type"] == "text/html; charset=utf-8")
        #expect(answer.headers["seam-request-id"] == nil)
        #expect(answer.headers["date"] == "Mon, 23 Nov 2026 18:00:00 GMT")
    }

    @Test func `requests are numbered and dated by the sandbox's clock`() async {
        #expect(await sandbox.post("/devices/list").headers["seam-request-id"] == "request1")
        await sandbox.advance(seconds: 61)
        let answer = await sandbox.post("/access_codes/get")
        #expect(answer.headers["seam-request-id"] == "request2")
        #expect(answer.headers["date"] == "Mon, 23 Nov 2026 18:01:01 GMT")
    }

    @Test func `a browser's preflight is answered without a credential`() async throws {
        let answer = try #require(await sandbox.send("OPTIONS", "/devices/list", headers: [:]))
        #expect(answer.status == 200)
        #expect(answer.text.isEmpty)
        #expect(answer.headers["access-control-allow-origin"] == "*")
    }

    @Test func `a client session sees the devices and codes of its account, and no others`() async throws {
        let all = await sandbox.devices()
        let own = all.filter { $0["connected_account_id"] == all[0]["connected_account_id"] }
        #expect(own.count < all.count)
        #expect(await sandbox.devices(key: World.sessionToken) == own)
        #expect(
            await sandbox.codes(key: World.sessionToken).map { $0["device_id"] }.allSatisfy {
                $0 == own[0]["device_id"]
            }
        )
        let other = try #require(all.last?["device_id"]?.text)
        #expect(await sandbox.codes(onDevice: other, key: World.sessionToken).isEmpty)
        let body = "{\"device_id\":\"\(other)\"}"
        let answer = await sandbox.post("/devices/get", body, key: World.sessionToken)
        #expect(answer.status == 401)
        #expect(answer.message == "Not authorized to view this device")
        #expect(await sandbox.post("/workspaces/reset_sandbox", key: World.sessionToken).status == 401)
    }
}
