extension Endpoint {
    /// The endpoints of devices that Seam only knows of.
    static let unmanagedDevices: [Endpoint: Definition] = [
        .getUnmanagedDevice: .oneDevice,
        .listUnmanagedDevices: Definition(
            methods: ["GET", "POST"],
            credentials: .owners,
            parameters: [
                Parameter("connect_webview_id", .uuid),
                Parameter("connected_account_id", .uuid),
                Parameter("connected_account_ids", .list(.uuid)),
                Parameter("created_before", .timestamp),
                Parameter("customer_key", .text(shortest: 1)),
                Parameter("device_ids", .list(.uuid)),
                Parameter("device_type", .choice(DeviceVocabulary.types)),
                Parameter("device_types", .list(.choice(DeviceVocabulary.types))),
                Parameter("limit", .whole),
                Parameter("manufacturer", .choice(DeviceVocabulary.manufacturers)),
                Parameter("page_cursor", .text(), isNullable: true),
                Parameter("search", .text(shortest: 1)),
                Parameter("exclude_if", .list(.text())),
                Parameter("include_if", .list(.text())),
            ]
        ),
        .updateUnmanagedDevice: Definition(
            methods: ["POST", "PATCH"],
            credentials: .owners,
            parameters: [
                Parameter("device_id", .uuid, isRequired: true),
                Parameter("custom_metadata", .metadata),
                Parameter("is_managed", .yes),
            ]
        ),
    ]
}
