extension Endpoint {
    /// The endpoints of events and action attempts.
    static let history: [Endpoint: Definition] = [
        .getAttempt: Definition(
            methods: ["GET", "POST"],
            credentials: .anyone,
            parameters: [Parameter("action_attempt_id", .uuid, isRequired: true)]
        ),
        .listAttempts: Definition(
            methods: ["GET", "POST"],
            credentials: .owners,
            parameters: [
                Parameter("action_attempt_ids", .list(.uuid)),
                Parameter("device_id", .uuid),
                Parameter("limit", .whole),
                Parameter("page_cursor", .text(), isNullable: true),
            ]
        ),
        .getEvent: Definition(
            methods: ["GET", "POST"],
            credentials: .anyone,
            parameters: [
                Parameter("device_id", .uuid),
                Parameter("event_id", .uuid),
                Parameter("event_type", .text(shortest: 1)),
            ]
        ),
        .listEvents: Definition(
            methods: ["GET", "POST"],
            credentials: .anyone,
            parameters: eventFilters + grantEventFilters + foreignEventFilters
        ),
    ]

    private static let eventFilters = [
        Parameter("access_code_id", .uuid),
        Parameter("access_code_ids", .list(.uuid)),
        Parameter("between", .list(.timestamp, count: 2...2)),
        Parameter("connected_account_id", .uuid),
        Parameter("device_id", .uuid),
        Parameter("device_ids", .list(.uuid)),
        Parameter("event_ids", .list(.uuid)),
        Parameter("event_type", .choice(EventVocabulary.types)),
        Parameter("event_types", .list(.choice(EventVocabulary.types))),
        Parameter("limit", .whole),
        Parameter("since", .timestamp),
        Parameter("unstable_offset", .wholeIn(0...9_007_199_254_740_991)),
    ]

    private static let grantEventFilters = [
        Parameter("access_grant_id", .uuid),
        Parameter("access_grant_ids", .list(.uuid, count: 0...100)),
        Parameter("access_method_id", .uuid),
        Parameter("access_method_ids", .list(.uuid, count: 0...100)),
        Parameter("space_id", .uuid),
        Parameter("space_ids", .list(.uuid, count: 0...100)),
    ]

    /// Filters on things that no event of the sandbox is about.
    static let foreignEventFilters = [
        Parameter("acs_access_group_id", .uuid),
        Parameter("acs_credential_id", .uuid),
        Parameter("acs_encoder_id", .uuid),
        Parameter("acs_entrance_id", .uuid),
        Parameter("acs_system_id", .uuid),
        Parameter("acs_system_ids", .list(.uuid)),
        Parameter("acs_user_id", .uuid),
        Parameter("connect_webview_id", .uuid),
        Parameter("customer_key", .text(shortest: 1)),
        Parameter("user_identity_id", .uuid),
    ]
}
