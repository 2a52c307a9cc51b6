extension Endpoint {
    /// The endpoints of connected accounts.
    static let accounts: [Endpoint: Definition] = [
        .deleteAccount: Definition(
            methods: ["DELETE", "POST"],
            credentials: .owners,
            parameters: [
                Parameter("connected_account_id", .uuid, isRequired: true),
                Parameter("sync", .flag),
            ]
        ),
        .getAccount: Definition(
            methods: ["GET", "POST"],
            credentials: .anyone,
            parameters: [
                Parameter("connected_account_id", .uuid),
                Parameter("email", .email),
            ]
        ),
        .listAccounts: Definition(
            methods: ["GET", "POST"],
            credentials: .owners,
            parameters: [
                Parameter("custom_metadata_has", .metadata),
                Parameter("customer_key", .text(shortest: 1)),
                Parameter("limit", .whole),
                Parameter("page_cursor", .text(), isNullable: true),
                Parameter("search", .text(shortest: 1)),
                Parameter("space_id", .uuid),
                Parameter("user_identifier_key", .text(shortest: 1)),
            ]
        ),
        .disconnectAccount: Definition(methods: ["POST"], credentials: .owners, parameters: accountID),
        .syncAccount: Definition(methods: ["POST"], credentials: .owners, parameters: accountID),
        .updateAccount: Definition(
            methods: ["POST", "PATCH"],
            credentials: .owners,
            parameters: accountID + [
                Parameter("accepted_capabilities", .list(.choice(accountCapabilities))),
                Parameter("automatically_manage_new_devices", .flag),
                Parameter("custom_metadata", .metadata),
                Parameter("customer_key", .text(shortest: 1)),
                Parameter("display_name", .text(shortest: 1, longest: 255)),
            ]
        ),
    ]

    private static let accountID = [Parameter("connected_account_id", .uuid, isRequired: true)]
    private static let accountCapabilities = ["lock", "thermostat", "noise_sensor", "access_control", "camera"]
}
