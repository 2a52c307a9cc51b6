extension Endpoint {
    /// The endpoints of spaces.
    static let spaces: [Endpoint: Definition] = [
        .addAccountToSpace: Definition(
            methods: ["POST", "PUT"],
            credentials: .owners,
            parameters: spaceID + [Parameter("connected_account_id", .uuid, isRequired: true)]
        ),
        .addDevicesToSpace: Definition(
            methods: ["POST", "PUT"],
            credentials: .owners,
            parameters: spaceID + [Parameter("device_ids", .list(.uuid, count: 1...Int.max), isRequired: true)]
        ),
        .createSpace: Definition(
            methods: ["POST"],
            credentials: .owners,
            parameters: [
                Parameter("name", .text(), isRequired: true),
                Parameter("acs_entrance_ids", .list(.uuid)),
                Parameter("connected_account_ids", .list(.uuid)),
                Parameter("customer_data", .record(customerData)),
                Parameter("customer_key", .text(shortest: 1)),
                Parameter("device_ids", .list(.uuid)),
                Parameter("space_key", .text(shortest: 1)),
            ]
        ),
        .deleteSpace: Definition(methods: ["DELETE", "POST"], credentials: .owners, parameters: spaceID),
        .getSpace: Definition(
            methods: ["GET", "POST"],
            credentials: .owners,
            parameters: [Parameter("space_id", .uuid), Parameter("space_key", .text(shortest: 1))]
        ),
        .getRelatedToSpaces: Definition(
            methods: ["GET", "POST"],
            credentials: .owners,
            parameters: [
                Parameter("exclude", .list(.choice(relatedToSpaces))),
                Parameter("include", .list(.choice(relatedToSpaces))),
                Parameter("space_ids", .list(.uuid)),
                Parameter("space_keys", .list(.text())),
            ]
        ),
        .listSpaces: Definition(
            methods: ["GET", "POST"],
            credentials: .owners,
            parameters: [
                Parameter("customer_key", .text(shortest: 1)),
                Parameter("limit", .whole),
                Parameter("page_cursor", .text(), isNullable: true),
                Parameter("search", .text(shortest: 1)),
                Parameter("space_key", .text(shortest: 1)),
            ]
        ),
        .removeAccountFromSpace: Definition(
            methods: ["DELETE", "POST"],
            credentials: .owners,
            parameters: spaceID + [Parameter("connected_account_id", .uuid, isRequired: true)]
        ),
        .removeDevicesFromSpace: Definition(
            methods: ["DELETE", "POST"],
            credentials: .owners,
            parameters: spaceID + [Parameter("device_ids", .list(.uuid), isRequired: true)]
        ),
        .updateSpace: Definition(
            methods: ["POST", "PATCH"],
            credentials: .owners,
            parameters: [
                Parameter("acs_entrance_ids", .list(.uuid)),
                Parameter("customer_data", .record(customerData)),
                Parameter("device_ids", .list(.uuid)),
                Parameter("name", .text()),
                Parameter("space_id", .uuid),
                Parameter("space_key", .text(shortest: 1)),
            ]
        ),
    ]

    private static let spaceID = [Parameter("space_id", .uuid, isRequired: true)]

    private static let customerData = [
        Parameter("address", .text(), isNullable: true),
        Parameter("default_checkin_time", .clock, isNullable: true),
        Parameter("default_checkout_time", .clock, isNullable: true),
        Parameter("time_zone", .text(), isNullable: true),
    ]

    private static let relatedToSpaces = [
        "spaces", "devices", "acs_entrances", "connected_accounts", "acs_systems", "access_methods",
    ]
}
