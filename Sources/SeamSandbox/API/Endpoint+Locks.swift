extension Endpoint {
    /// The endpoints of locks.
    static let locks: [Endpoint: Definition] = [
        .configureAutoLock: Definition(
            methods: ["POST"],
            credentials: .anyone,
            parameters: [
                Parameter("auto_lock_enabled", .flag, isRequired: true),
                Parameter("device_id", .uuid, isRequired: true),
                Parameter("auto_lock_delay_seconds", .wholeIn(1...60)),
            ]
        ),
        .getLock: .oneDevice,
        .listLocks: Definition(
            methods: ["GET", "POST"],
            credentials: .anyone,
            parameters: [
                Parameter("connect_webview_id", .uuid),
                Parameter("connected_account_id", .uuid),
                Parameter("customer_key", .text(shortest: 1)),
                Parameter("device_type", .choice(DeviceVocabulary.lockTypes)),
                Parameter("device_types", .list(.choice(DeviceVocabulary.lockTypes))),
                Parameter("manufacturer", .choice(DeviceVocabulary.lockManufacturers)),
            ]
        ),
        .lockDoor: Definition(
            methods: ["POST"],
            credentials: .anyone,
            parameters: [
                Parameter("device_id", .uuid, isRequired: true),
                Parameter("sync", .flag),
            ]
        ),
        .enterKeypadCode: Definition(
            methods: ["POST"],
            credentials: .owners,
            parameters: [
                Parameter("code", .text(), isRequired: true),
                Parameter("device_id", .uuid, isRequired: true),
            ]
        ),
        .lockViaKeypad: .onDevice,
        .unlockDoor: Definition(
            methods: ["POST"],
            credentials: .anyone,
            parameters: [
                Parameter("device_id", .uuid, isRequired: true),
                Parameter("sync", .flag),
            ]
        ),
    ]
}
