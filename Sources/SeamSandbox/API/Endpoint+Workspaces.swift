extension Endpoint {
    /// The endpoints of workspaces.
    static let workspaces: [Endpoint: Definition] = [
        .createWorkspace: Definition(
            methods: ["POST"],
            credentials: [.owner],
            parameters: [
                Parameter("name", .text(), isRequired: true),
                Parameter("company_name", .text()),
                Parameter("connect_partner_name", .text(), isNullable: true),
                Parameter("connect_webview_customization", .record(customization)),
                Parameter("is_sandbox", .flag),
                Parameter("organization_id", .uuid),
                Parameter("webview_logo_shape", .choice(["circle", "square"])),
                Parameter("webview_primary_button_color", .text()),
                Parameter("webview_primary_button_text_color", .text()),
                Parameter("webview_success_message", .text()),
            ]
        ),
        .getWorkspace: Definition(
            methods: ["GET", "POST"],
            credentials: .anyone,
            parameters: []
        ),
        .listWorkspaces: Definition(
            methods: ["GET", "POST"],
            credentials: [.apiKey, .token, .owner, .session],
            parameters: []
        ),
        .resetWorkspace: Definition(
            methods: ["POST"],
            credentials: .owners,
            parameters: []
        ),
        .updateWorkspace: Definition(
            methods: ["POST", "PATCH"],
            credentials: .owners,
            parameters: [
                Parameter("connect_partner_name", .text()),
                Parameter("connect_webview_customization", .record(customization)),
                Parameter("is_publishable_key_auth_enabled", .flag),
                Parameter("is_suspended", .flag),
                Parameter("name", .text()),
                Parameter("organization_id", .uuid),
            ]
        ),
    ]

    private static let customization = [
        Parameter("logo_shape", .choice(["circle", "square"]), isNullable: true),
        Parameter("primary_button_color", .text(), isNullable: true),
        Parameter("primary_button_text_color", .text(), isNullable: true),
        Parameter("success_message", .text(), isNullable: true),
    ]
}
