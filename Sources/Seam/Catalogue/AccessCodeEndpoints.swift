extension SeamCatalogue {
    private static let modification: [SeamParameter] = [
        .boolean("allow_external_modification"),
        .boolean("attempt_for_offline_device"),
        .boolean("is_external_modification_allowed"),
    ]

    private static let creation: [SeamParameter] =
        modification + [
            .pin, .time("ends_at"), .string("name"), .boolean("prefer_native_scheduling"),
            .number("preferred_code_length"), .time("starts_at"), .boolean("use_backup_access_code_pool"),
        ]

    static let accessCodes: [SeamEndpoint] = [
        SeamEndpoint(
            "access_codes",
            "create",
            ["POST"],
            effect: .create,
            response: "access_code",
            [.id("device_id").required] + creation + [
                .string("common_code_key", minLength: 1),
                .boolean("is_offline_access_code"),
                .boolean("is_one_time_use"),
                .string("max_time_rounding", allowed: ["1hour", "1day", "1h", "1d"]),
                .boolean("use_offline_access_code"),
            ],
        ),
        SeamEndpoint(
            "access_codes",
            "create_multiple",
            ["POST", "PUT"],
            effect: .create,
            response: "access_codes",
            [.ids("device_ids").required] + creation + [
                .string("behavior_when_code_cannot_be_shared", allowed: ["throw", "create_random_code"])
            ],
        ),
        SeamEndpoint(
            "access_codes",
            "delete",
            ["DELETE", "POST"],
            effect: .delete,
            response: nil,
            [.id("access_code_id").required, .id("device_id")],
        ),
        SeamEndpoint(
            "access_codes",
            "get",
            response: "access_code",
            alternatives: [["access_code_id"], ["device_id", "code"]],
            [.id("access_code_id"), .string("code", minLength: 1), .id("device_id")],
        ),
        SeamEndpoint(
            "access_codes",
            "list",
            response: "access_codes",
            isPaginated: true,
            alternatives: [
                ["device_id"], ["access_code_ids"], ["access_method_id"], ["access_grant_id"], ["access_grant_key"],
            ],
            [
                .ids("access_code_ids"), .id("access_grant_id"), .string("access_grant_key", minLength: 1),
                .id("access_method_id"), .string("customer_key", minLength: 1), .id("device_id"), .number("limit"),
                .pageCursor, .string("search", minLength: 1), .string("user_identifier_key", minLength: 1),
            ],
        ),
        SeamEndpoint(
            "access_codes",
            "update",
            ["PATCH", "POST", "PUT"],
            effect: .update,
            response: nil,
            [.id("access_code_id").required] + modification + [
                .pin, .id("device_id"), .time("ends_at"), .boolean("is_managed"), .string("name"), .time("starts_at"),
                .string("type", allowed: ["ongoing", "time_bound"]),
            ],
        ),
        SeamEndpoint(
            "access_codes",
            "update_multiple",
            ["PATCH", "POST"],
            effect: .update,
            response: nil,
            [
                .string("common_code_key", minLength: 1).required, .time("ends_at"), .string("name"),
                .time("starts_at"),
            ],
        ),
    ]
}
