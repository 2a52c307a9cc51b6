import Testing

@testable import Seam

struct SeamCredentialsTests {
    @Test(arguments: [
        (["SEAM_API_KEY": "seam_test_abc"], SeamCredentials.Kind.apiKey),
        (["SEAM_API_KEY": "seam_test_abc", "SEAM_WORKSPACE_ID": "w", "SEAM_PERSONAL_ACCESS_TOKEN": ""], .apiKey),
        (["SEAM_PERSONAL_ACCESS_TOKEN": "seam_at_abc", "SEAM_WORKSPACE_ID": "w"], .personalAccessToken),
        (["SEAM_CLIENT_SESSION_TOKEN": "seam_cst_abc"], .clientSessionToken),
    ])
    func `the environment names one credential`(environment: [String: String], kind: SeamCredentials.Kind) throws {
        #expect(try SeamCredentials.fromEnvironment(environment).kind == kind)
    }

    @Test(arguments: [
        ([:], "set SEAM_API_KEY"),
        ([:], "--sandbox"),
        (["SEAM_API_KEY": ""], "set SEAM_API_KEY"),
        (["SEAM_API_KEY": "seam_a", "SEAM_PERSONAL_ACCESS_TOKEN": "seam_at_b"], "are both set; unset"),
        (["SEAM_API_KEY": "seam_at_secret"], "put it into SEAM_PERSONAL_ACCESS_TOKEN"),
        (["SEAM_API_KEY": "seam_cst_secret"], "SEAM_CLIENT_SESSION_TOKEN"),
        (["SEAM_API_KEY": "seam_pk_secret"], "publishable key"),
        (["SEAM_API_KEY": "eyJsecret"], "console session"),
        (["SEAM_API_KEY": "sk_secret"], "keys begin with seam_"),
        (["SEAM_API_KEY": "seam_secret\n"], "a line break"),
        (["SEAM_PERSONAL_ACCESS_TOKEN": "seam_at_secret"], "set SEAM_WORKSPACE_ID"),
        (["SEAM_PERSONAL_ACCESS_TOKEN": "seam_secret", "SEAM_WORKSPACE_ID": "w"], "begins with seam_at"),
        (["SEAM_PERSONAL_ACCESS_TOKEN": "seam_at_secret", "SEAM_WORKSPACE_ID": "w\r\nx: y"], "the workspace id"),
        (["SEAM_CLIENT_SESSION_TOKEN": "seam_secret"], "begins with seam_cst"),
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
}
