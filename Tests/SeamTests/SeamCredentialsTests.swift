import Testing

@testable import Seam

struct SeamCredentialsTests {
    @Test(arguments: [
        (["SEAM_API_KEY": "seam_test_abc"], SeamCredentials.Kind.apiKey),
        (["SEAM_API_KEY": "seam_test_abc", "SEAM_WORKSPACE_ID": "w", "SEAM_PERSONAL_ACCESS_TOKEN": ""], .apiKey),
        (["SEAM_PERSONAL_ACCESS_TOKEN": "seam_at_abc", "SEAM_WORKSPACE_ID": "w"], .personalAccessToken),
        (["SEAM_CLIENT_SESSION_TOKEN": "seam_cst_abc"], .clientSessionToken),
        (["SEAM_PERSONAL_ACCESS_TOKEN": "seam_at_abc"], .personalAccessToken),
    ])
    func `the environment names one credential`(environment: [String: String], kind: SeamCredentials.Kind) throws {
        #expect(try SeamCredentials.fromEnvironment(environment).kind == kind)
    }

    @Test(arguments: [
        ([:], "set SEAM_API_KEY"),
        (["SEAM_API_KEY": ""], "set SEAM_API_KEY"),
        (["SEAM_API_KEY": "seam_a", "SEAM_PERSONAL_ACCESS_TOKEN": "seam_at_b"], "are both set; unset"),
        (["SEAM_API_KEY": "seam_at_secret"], "put it into SEAM_PERSONAL_ACCESS_TOKEN"),
        (["SEAM_API_KEY": "seam_cst_secret"], "SEAM_CLIENT_SESSION_TOKEN"),
        (["SEAM_API_KEY": "seam_pk_secret"], "publishable key"),
        (["SEAM_API_KEY": "eyJsecret"], "console session"),
        (["SEAM_API_KEY": "sk_secret"], "keys begin with seam_"),
        (["SEAM_API_KEY": "seam_secret\n"], "a line break"),
        (["SEAM_PERSONAL_ACCESS_TOKEN": "seam_secret", "SEAM_WORKSPACE_ID": "w"], "put it into SEAM_API_KEY"),
        (["SEAM_PERSONAL_ACCESS_TOKEN": "seam_cst_secret"], "put it into SEAM_CLIENT_SESSION_TOKEN"),
        (["SEAM_PERSONAL_ACCESS_TOKEN": "seam_pk_secret"], "publishable key"),
        (["SEAM_PERSONAL_ACCESS_TOKEN": "eyJsecret"], "console session"),
        (["SEAM_PERSONAL_ACCESS_TOKEN": "secret"], "begin with seam_at"),
        (["SEAM_PERSONAL_ACCESS_TOKEN": "seam_at_secret", "SEAM_WORKSPACE_ID": "w\r\nx: y"], "SEAM_WORKSPACE_ID"),
        (["SEAM_CLIENT_SESSION_TOKEN": "seam_secret"], "put it into SEAM_API_KEY"),
        (["SEAM_CLIENT_SESSION_TOKEN": "seam_at_secret"], "SEAM_WORKSPACE_ID"),
        (["SEAM_CLIENT_SESSION_TOKEN": "secret"], "begin with seam_cst"),
        (
            ["SEAM_API_KEY": "seam_a", "SEAM_PERSONAL_ACCESS_TOKEN": "seam_at_b", "SEAM_CLIENT_SESSION_TOKEN": "c"],
            "are all set; unset"
        ),
    ])
    func `a credential that cannot work is refused with the fix`(environment: [String: String], words: String) {
        let error = #expect(throws: SeamError.self) { try SeamCredentials.fromEnvironment(environment) }
        #expect(error?.code == .invalidOptions)
        #expect(error?.message.contains(words) == true)
        #expect(error?.description.contains("secret") == false)
    }

    @Test func `no way of printing shows the secret`() throws {
        let credentials = try SeamCredentials.personalAccessToken("seam_at_secret", workspaceID: "w")
        var dumped = ""
        dump(credentials, to: &dumped)
        for text in ["\(credentials)", String(reflecting: credentials), dumped] {
            #expect(!text.contains("secret"))
        }
        #expect("\(credentials)" == "personal access token ••••")
    }

    @Test func `each kind sends its headers`() throws {
        func names(_ credentials: SeamCredentials) -> [String] { credentials.headers.map { "\($0.0)=\($0.1)" } }
        #expect(names(try .apiKey("seam_a")) == ["authorization=Bearer seam_a"])
        let token = try SeamCredentials.personalAccessToken("seam_at_a", workspaceID: "w")
        #expect(names(token) == ["authorization=Bearer seam_at_a", "seam-workspace=w"])
        let session = try SeamCredentials.clientSessionToken("seam_cst_a")
        #expect(names(session) == ["authorization=Bearer seam_cst_a", "client-session-token=seam_cst_a"])
    }

    @Test(
        arguments: [
            ([:], nil, nil),
            (["SEAM_ENDPOINT": "a"], "a", nil),
            (["SEAM_ENDPOINT": "", "SEAM_API_URL": "b"], "b", "set SEAM_ENDPOINT instead"),
            (["SEAM_ENDPOINT": "a", "SEAM_API_URL": "b"], "a", "not used"),
        ] as [([String: String], String?, String?)]
    )
    func `the endpoint comes from the environment`(environment: [String: String], endpoint: String?, warning: String?) {
        #expect(SeamClient.endpoint(fromEnvironment: environment) == endpoint)
        let found = SeamClient.endpointWarning(fromEnvironment: environment)
        #expect((found == nil) == (warning == nil))
        if let warning { #expect(found?.contains(warning) == true) }
    }

    @Test(
        arguments: try [
            (.apiKey("seam_a"), "/workspaces/get", nil), (.apiKey("seam_a"), "/workspaces/list", nil),
            (.apiKey("seam_a"), "/workspaces/create", "SEAM_PERSONAL_ACCESS_TOKEN"),
            (.personalAccessToken("seam_at_a", workspaceID: "w"), "/devices/list", nil),
            (.personalAccessToken("seam_at_a", workspaceID: nil), "/devices/list", "set SEAM_WORKSPACE_ID"),
            (.personalAccessToken("seam_at_a", workspaceID: nil), "/workspaces/list", nil),
            (.personalAccessToken("seam_at_a", workspaceID: nil), "/workspaces/create", nil),
            (.clientSessionToken("seam_cst_a"), "/access_codes/update_multiple", nil),
            (.clientSessionToken("seam_cst_a"), "/webhooks/list", "an API key in SEAM_API_KEY"),
            (.clientSessionToken("seam_cst_a"), "/action_attempts/list", "an API key in SEAM_API_KEY"),
            (.clientSessionToken("seam_cst_a"), "/devices/simulate/connect", "an API key in SEAM_API_KEY"),
            (.clientSessionToken("seam_cst_a"), "/unlisted", nil),
        ] as [(SeamCredentials, String, String?)]
    )
    func `a credential that may not call an endpoint is refused with the fix`(
        credentials: SeamCredentials,
        path: String,
        words: String?,
    ) {
        let problem = credentials.problem(calling: path)
        #expect((problem == nil) == (words == nil))
        if let words { #expect(problem?.contains(words) == true) }
    }

    @Test func `a call that the credential may not make is not sent`() async throws {
        let answer = ScriptedServer.Reply.json(200, #"{"workspace":{},"ok":true}"#)
        try await ScriptedServer.with([answer]) { server, port in
            let client = try SeamClient(
                credentials: .personalAccessToken("seam_at_secret", workspaceID: nil),
                endpoint: "http://127.0.0.1:\(port)",
            )
            let error = await failure { _ = try await client.workspaces.get() }
            #expect(error?.code == .unauthorized)
            #expect(error?.delivery == .notSent)
            #expect(error?.message.contains("nothing was sent") == true)
            #expect(server.received.isEmpty)
            _ = try await client.call("/workspaces/create", ["name": "n", "company_name": "c"], retries: .none)
            #expect(server.received.first?.head.contains("seam-workspace") == false)
            await client.shutdown()
        }
    }
}
