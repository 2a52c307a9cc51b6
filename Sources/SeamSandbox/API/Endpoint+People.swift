extension Endpoint {
    /// The endpoints of user identities and of customers.
    static let people: [Endpoint: Definition] = [
        .createIdentity: Definition(
            methods: ["POST"],
            credentials: .owners,
            parameters: identityFields + [
                Parameter("acs_system_ids", .list(.uuid)), Parameter("customer_key", .text()),
            ]
        ),
        .deleteIdentity: Definition(methods: ["DELETE", "POST"], credentials: .owners, parameters: identityID),
        .getIdentity: Definition(
            methods: ["GET", "POST"],
            credentials: .owners,
            parameters: [Parameter("user_identity_id", .uuid), Parameter("user_identity_key", .text(shortest: 1))]
        ),
        .listIdentities: Definition(
            methods: ["GET", "POST"],
            credentials: .anyone,
            parameters: [
                Parameter("created_before", .timestamp),
                Parameter("credential_manager_acs_system_id", .uuid),
                Parameter("limit", .whole),
                Parameter("page_cursor", .text(), isNullable: true),
                Parameter("search", .text(shortest: 1)),
                Parameter("user_identity_ids", .list(.uuid)),
            ]
        ),
        .listAccessibleDevices: Definition(
            methods: ["GET", "POST"],
            credentials: .owners,
            parameters: identityID
        ),
        .updateIdentity: Definition(
            methods: ["POST", "PATCH"],
            credentials: .owners,
            parameters: identityID + identityFields
        ),
        .deleteCustomerData: Definition(
            methods: ["DELETE", "POST"],
            credentials: .owners,
            parameters: customerKinds.map { Parameter("\($0)_keys", .list(.text())) }
        ),
        .pushCustomerData: Definition(
            methods: ["POST"],
            credentials: .owners,
            parameters: [Parameter("customer_key", .text(shortest: 1), isRequired: true)] + pushed
        ),
    ]

    private static let identityID = [Parameter("user_identity_id", .uuid, isRequired: true)]

    private static let customerKinds = [
        "access_grant", "booking", "building", "common_area", "customer", "facility", "guest", "listing", "property",
        "property_listing", "reservation", "resident", "room", "space", "staff_member", "tenant", "unit",
        "user_identity", "user",
    ]
}
