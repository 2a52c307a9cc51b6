extension Endpoint {
    /// The endpoints of devices.
    static let devices: [Endpoint: Definition] = [
        .getDevice: .oneDevice,
        .listDevices: Definition(
            methods: ["GET", "POST"],
            credentials: .anyone,
            parameters: [
                Parameter("connect_webview_id", .uuid),
                Parameter("connected_account_id", .uuid),
                Parameter("connected_account_ids", .list(.uuid)),
                Parameter("created_before", .timestamp),
                Parameter("custom_metadata_has", .metadata),
                Parameter("customer_key", .text(shortest: 1)),
                Parameter("device_ids", .list(.uuid)),
                Parameter("device_type", .choice(DeviceVocabulary.types)),
                Parameter("device_types", .list(.choice(DeviceVocabulary.types))),
                Parameter("limit", .whole),
                Parameter("manufacturer", .choice(DeviceVocabulary.manufacturers)),
                Parameter("page_cursor", .text(), isNullable: true),
                Parameter("search", .text(shortest: 1)),
                Parameter("space_id", .uuid),
                Parameter("unstable_location_id", .uuid, isNullable: true),
                Parameter("user_identifier_key", .text(shortest: 1)),
                Parameter("exclude_if", .list(.text())),
                Parameter("include_if", .list(.text())),
            ]
        ),
        .listProviders: Definition(
            methods: ["GET", "POST"],
            credentials: .anyone,
            parameters: [
                Parameter(
                    "provider_category",
                    .choice([
                        "stable", "consumer_smartlocks", "beta", "thermostats", "noise_sensors",
                        "access_control_systems", "cameras", "connectors",
                    ])
                )
            ]
        ),
        .reportProviderMetadata: Definition(
            methods: ["POST"],
            credentials: .owners,
            parameters: [
                Parameter(
                    "devices",
                    .list(.record([Parameter("device_id", .uuid, isRequired: true)]), count: 1...Int.max),
                    isRequired: true
                )
            ]
        ),
        .connectDevice: .onDevice,
        .connectToHub: .onDevice,
        .disconnectDevice: .onDevice,
        .disconnectFromHub: .onDevice,
        .simulateSubscription: Definition(
            methods: ["POST"],
            credentials: .owners,
            parameters: [
                Parameter("device_id", .uuid, isRequired: true),
                Parameter("is_expired", .flag, isRequired: true),
            ]
        ),
        .removeDevice: .onDevice,
        .updateDevice: Definition(
            methods: ["POST", "PATCH"],
            credentials: .anyone,
            parameters: [
                Parameter("device_id", .uuid, isRequired: true),
                Parameter("backup_access_code_pool_enabled", .flag),
                Parameter("custom_metadata", .metadata),
                Parameter("is_managed", .flag),
                Parameter("name", .text(), isNullable: true),
                Parameter("properties", .record([Parameter("name", .text(), isNullable: true)])),
            ]
        ),
    ]
}
