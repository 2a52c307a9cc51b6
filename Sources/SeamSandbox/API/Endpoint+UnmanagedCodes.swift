extension Endpoint {
    /// The endpoints of access codes that were not made through Seam.
    static let unmanagedCodes: [Endpoint: Definition] = [
        .simulateUnmanagedCode: Definition(
            methods: ["POST"],
            credentials: .anyone,
            parameters: [
                Parameter("code", .digits(4...8), isRequired: true),
                Parameter("device_id", .uuid, isRequired: true),
                Parameter("name", .text(), isRequired: true),
            ]
        ),
        .convertToManaged: Definition(
            methods: ["POST", "PATCH"],
            credentials: .anyone,
            parameters: [
                Parameter("access_code_id", .uuid, isRequired: true),
                Parameter("allow_external_modification", .flag),
                Parameter("force", .flag),
                Parameter("is_external_modification_allowed", .flag),
                Parameter("sync", .flag),
            ]
        ),
        .deleteUnmanagedCode: Definition(
            methods: ["DELETE", "POST"],
            credentials: .anyone,
            parameters: [
                Parameter("access_code_id", .uuid, isRequired: true),
                Parameter("sync", .flag),
            ]
        ),
        .getUnmanagedCode: .oneCode,
        .listUnmanagedCodes: Definition(
            methods: ["GET", "POST"],
            credentials: .anyone,
            parameters: [
                Parameter("device_id", .uuid, isRequired: true),
                Parameter("limit", .whole),
                Parameter("page_cursor", .text(), isNullable: true),
                Parameter("search", .text(shortest: 1)),
                Parameter("user_identifier_key", .text(shortest: 1)),
            ]
        ),
        .updateUnmanagedCode: Definition(
            methods: ["POST", "PATCH"],
            credentials: .anyone,
            parameters: [
                Parameter("access_code_id", .uuid, isRequired: true),
                Parameter("is_managed", .flag, isRequired: true),
                Parameter("allow_external_modification", .flag),
                Parameter("force", .flag),
                Parameter("is_external_modification_allowed", .flag),
            ]
        ),
    ]
}
