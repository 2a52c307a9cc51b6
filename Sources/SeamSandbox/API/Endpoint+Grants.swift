extension Endpoint {
    /// The endpoints of access grants.
    static let grants: [Endpoint: Definition] = [
        .createGrant: Definition(methods: ["POST"], credentials: .owners, parameters: newGrant),
        .deleteGrant: Definition(
            methods: ["DELETE", "POST"],
            credentials: .owners,
            parameters: [Parameter("access_grant_id", .uuid, isRequired: true)]
        ),
        .getGrant: Definition(methods: ["GET", "POST"], credentials: .owners, parameters: oneGrant),
        .getRelatedToGrants: Definition(
            methods: ["GET", "POST"],
            credentials: .owners,
            parameters: [
                Parameter("access_grant_ids", .list(.uuid)),
                Parameter("access_grant_keys", .list(.text())),
                Parameter("exclude", .list(.choice(relatedToGrants))),
                Parameter("include", .list(.choice(relatedToGrants))),
            ]
        ),
        .listGrants: Definition(
            methods: ["GET", "POST"],
            credentials: .owners,
            parameters: [
                Parameter("access_code_id", .uuid),
                Parameter("access_grant_ids", .list(.uuid)),
                Parameter("access_grant_key", .text(shortest: 1), isNullable: true),
                Parameter("acs_entrance_id", .uuid),
                Parameter("acs_system_id", .uuid),
                Parameter("customer_key", .text(shortest: 1)),
                Parameter("device_id", .uuid),
                Parameter("limit", .whole),
                Parameter("location_id", .uuid),
                Parameter("page_cursor", .text(), isNullable: true),
                Parameter("reservation_key", .text(shortest: 1)),
                Parameter("search", .text()),
                Parameter("space_id", .uuid),
                Parameter("user_identity_id", .uuid),
            ]
        ),
        .requestMethods: Definition(
            methods: ["POST"],
            credentials: .owners,
            parameters: [
                Parameter("access_grant_id", .uuid, isRequired: true),
                Parameter("requested_access_methods", requestedMethods(atLeast: 1), isRequired: true),
            ]
        ),
        .updateGrant: Definition(
            methods: ["POST", "PATCH"],
            credentials: .owners,
            parameters: oneGrant + [
                Parameter("ends_at", .timestamp, isNullable: true),
                Parameter("name", .text(), isNullable: true),
                Parameter("starts_at", .timestamp),
            ]
        ),
    ]

    private static let oneGrant = [
        Parameter("access_grant_id", .uuid), Parameter("access_grant_key", .text(shortest: 1)),
    ]

    private static let newGrant = [
        Parameter("requested_access_methods", requestedMethods(atLeast: 0), isRequired: true),
        Parameter("access_grant_key", .text(shortest: 1)),
        Parameter("acs_entrance_ids", .list(.uuid)),
        Parameter("customization_profile_id", .uuid),
        Parameter("device_ids", .list(.uuid)),
        Parameter("ends_at", .timestamp, isNullable: true),
        Parameter(
            "location",
            .record([
                Parameter("acs_entrance_ids", .list(.uuid)), Parameter("device_ids", .list(.uuid)),
                Parameter("name", .text()),
            ])
        ),
        Parameter("location_ids", .list(.uuid)),
        Parameter("name", .text(), isNullable: true),
        Parameter("reservation_key", .text(shortest: 1)),
        Parameter("space_ids", .list(.uuid)),
        Parameter("space_keys", .list(.text())),
        Parameter("starts_at", .timestamp),
        Parameter("user_identity", .record(identityFields)),
        Parameter("user_identity_id", .uuid),
    ]

    /// What is told of somebody whom grants let in.
    static let identityFields = [
        Parameter("email_address", .email, isNullable: true),
        Parameter("full_name", .text(shortest: 1), isNullable: true),
        Parameter("phone_number", .text(), isNullable: true),
        Parameter("user_identity_key", .text(shortest: 1), isNullable: true),
    ]

    private static func requestedMethods(atLeast least: Int) -> Parameter.Kind {
        let fields = [
            Parameter("code", .digits(4...9)),
            Parameter("instant_key_max_use_count", .wholeIn(1...9_007_199_254_740_991)),
            Parameter("mode", .choice(AccessMethod.Mode.allCases.map(\.rawValue)), isRequired: true),
        ]
        return .list(.record(fields), count: least...Int.max)
    }

    private static let relatedToGrants = [
        "spaces", "devices", "acs_entrances", "connected_accounts", "acs_systems", "user_identities",
        "acs_access_groups", "access_methods",
    ]
}
