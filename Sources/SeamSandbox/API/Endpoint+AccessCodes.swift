extension Endpoint {
    /// The endpoints of access codes.
    static let accessCodes: [Endpoint: Definition] = [
        .createAccessCode: Definition(
            methods: ["POST"],
            credentials: .anyone,
            parameters: [
                Parameter("device_id", .uuid, isRequired: true),
                Parameter("allow_external_modification", .flag),
                Parameter("attempt_for_offline_device", .flag),
                Parameter("code", .digits(4...12)),
                Parameter("common_code_key", .text(shortest: 1)),
                Parameter("ends_at", .timestamp),
                Parameter("is_external_modification_allowed", .flag),
                Parameter("is_offline_access_code", .flag),
                Parameter("is_one_time_use", .flag),
                Parameter("max_time_rounding", .choice(["1hour", "1day", "1h", "1d"])),
                Parameter("name", .text()),
                Parameter("prefer_native_scheduling", .flag),
                Parameter("preferred_code_length", .whole),
                Parameter("starts_at", .timestamp),
                Parameter("use_backup_access_code_pool", .flag),
                Parameter("use_offline_access_code", .flag),
                Parameter("sync", .flag),
            ]
        ),
        .createMultiple: Definition(
            methods: ["POST", "PUT"],
            credentials: .anyone,
            parameters: [
                Parameter("device_ids", .list(.uuid), isRequired: true),
                Parameter("allow_external_modification", .flag),
                Parameter("attempt_for_offline_device", .flag),
                Parameter("behavior_when_code_cannot_be_shared", .choice(["throw", "create_random_code"])),
                Parameter("code", .digits(4...12)),
                Parameter("ends_at", .timestamp),
                Parameter("is_external_modification_allowed", .flag),
                Parameter("name", .text()),
                Parameter("prefer_native_scheduling", .flag),
                Parameter("preferred_code_length", .whole),
                Parameter("starts_at", .timestamp),
                Parameter("use_backup_access_code_pool", .flag),
            ]
        ),
        .deleteAccessCode: Definition(
            methods: ["DELETE", "POST"],
            credentials: .anyone,
            parameters: [
                Parameter("access_code_id", .uuid, isRequired: true),
                Parameter("device_id", .uuid),
                Parameter("sync", .flag),
            ]
        ),
        .generateCode: Definition(
            methods: ["GET", "POST"],
            credentials: .anyone,
            parameters: [
                Parameter("device_id", .uuid, isRequired: true)
            ]
        ),
        .getAccessCode: .oneCode,
        .listAccessCodes: Definition(
            methods: ["GET", "POST"],
            credentials: .anyone,
            parameters: [
                Parameter("access_code_ids", .list(.uuid)),
                Parameter("access_grant_id", .uuid),
                Parameter("access_grant_key", .text(shortest: 1)),
                Parameter("access_method_id", .uuid),
                Parameter("customer_key", .text(shortest: 1)),
                Parameter("device_id", .uuid),
                Parameter("limit", .whole),
                Parameter("page_cursor", .text(), isNullable: true),
                Parameter("search", .text(shortest: 1)),
                Parameter("user_identifier_key", .text(shortest: 1)),
            ]
        ),
        .pullBackup: Definition(
            methods: ["POST"],
            credentials: .anyone,
            parameters: [
                Parameter("access_code_id", .uuid, isRequired: true)
            ]
        ),
        .reportConstraints: Definition(
            methods: ["POST"],
            credentials: .anyone,
            parameters: [
                Parameter("device_id", .uuid, isRequired: true),
                Parameter("max_code_length", .wholeIn(4...20)),
                Parameter("min_code_length", .wholeIn(4...20)),
                Parameter("supported_code_lengths", .list(.wholeIn(4...20), count: 1...Int.max)),
            ]
        ),
        .updateAccessCode: Definition(
            methods: ["POST", "PATCH", "PUT"],
            credentials: .anyone,
            parameters: [
                Parameter("access_code_id", .uuid, isRequired: true),
                Parameter("allow_external_modification", .flag),
                Parameter("attempt_for_offline_device", .flag),
                Parameter("code", .digits(4...12)),
                Parameter("device_id", .uuid),
                Parameter("ends_at", .timestamp),
                Parameter("is_external_modification_allowed", .flag),
                Parameter("is_managed", .flag),
                Parameter("name", .text()),
                Parameter("starts_at", .timestamp),
                Parameter("type", .choice(["ongoing", "time_bound"])),
                Parameter("sync", .flag),
            ]
        ),
        .updateMultiple: Definition(
            methods: ["POST", "PATCH"],
            credentials: .anyone,
            parameters: [
                Parameter("common_code_key", .text(shortest: 1), isRequired: true),
                Parameter("ends_at", .timestamp),
                Parameter("name", .text()),
                Parameter("starts_at", .timestamp),
            ]
        ),
    ]
}
