extension Endpoint {
    /// The endpoints of access methods.
    static let accessMethods: [Endpoint: Definition] = [
        .deleteMethod: Definition(
            methods: ["DELETE", "POST"],
            credentials: .owners,
            parameters: [
                Parameter("access_grant_id", .uuid), Parameter("access_method_id", .uuid),
                Parameter("reservation_key", .text(shortest: 1)),
            ]
        ),
        .encodeMethod: Definition(
            methods: ["POST"],
            credentials: .owners,
            parameters: [
                Parameter("access_method_id", .uuid, isRequired: true),
                Parameter("acs_encoder_id", .uuid, isRequired: true),
            ]
        ),
        .getMethod: Definition(
            methods: ["GET", "POST"],
            credentials: .owners,
            parameters: [Parameter("access_method_id", .uuid, isRequired: true)]
        ),
        .getRelatedToMethods: Definition(
            methods: ["GET", "POST"],
            credentials: .owners,
            parameters: [
                Parameter("access_method_ids", .list(.uuid), isRequired: true),
                Parameter("exclude", .list(.choice(relatedToMethods))),
                Parameter("include", .list(.choice(relatedToMethods))),
            ]
        ),
        .listMethods: Definition(
            methods: ["GET", "POST"],
            credentials: .owners,
            parameters: [
                Parameter("access_code_id", .uuid),
                Parameter("access_grant_id", .uuid),
                Parameter("access_grant_key", .text(shortest: 1)),
                Parameter("acs_entrance_id", .uuid),
                Parameter("device_id", .uuid),
                Parameter("limit", .whole),
                Parameter("page_cursor", .text(), isNullable: true),
                Parameter("space_id", .uuid),
            ]
        ),
    ]

    private static let relatedToMethods = [
        "spaces", "devices", "acs_entrances", "access_grants", "access_methods", "instant_keys", "client_sessions",
        "acs_credentials",
    ]
}
