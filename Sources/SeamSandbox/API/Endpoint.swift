/// The part of the Seam API that the sandbox answers.
enum Endpoint: String, CaseIterable, Sendable {
    case createMultiple = "/access_codes/create_multiple"
    case getAccessCode = "/access_codes/get"
    case listAccessCodes = "/access_codes/list"
    case updateAccessCode = "/access_codes/update"
    case updateMultiple = "/access_codes/update_multiple"
    case getDevice = "/devices/get"
    case listDevices = "/devices/list"
    case getWorkspace = "/workspaces/get"

    /// The verbs accepted, in the order in which a refusal names them.
    var methods: [String] {
        switch self {
        case .createMultiple: ["POST", "PUT"]
        case .updateAccessCode: ["POST", "PATCH", "PUT"]
        case .updateMultiple: ["POST", "PATCH"]
        case .getAccessCode, .listAccessCodes, .getDevice, .listDevices, .getWorkspace: ["GET", "POST"]
        }
    }

    var parameters: [Parameter] {
        switch self {
        case .createMultiple: Self.createMultipleParameters
        case .getAccessCode: Self.getAccessCodeParameters
        case .listAccessCodes: Self.listAccessCodesParameters
        case .updateAccessCode: Self.updateAccessCodeParameters
        case .updateMultiple: Self.updateMultipleParameters
        case .getDevice: Self.getDeviceParameters
        case .listDevices: Self.listDevicesParameters
        case .getWorkspace: []
        }
    }

    private static let updateMultipleParameters = [
        Parameter("common_code_key", .text(shortest: 1), isRequired: true),
        Parameter("starts_at", .timestamp),
        Parameter("ends_at", .timestamp),
        Parameter("name", .text()),
    ]

    private static let updateAccessCodeParameters = [
        Parameter("access_code_id", .uuid, isRequired: true),
        Parameter("device_id", .uuid),
        Parameter("name", .text()),
        Parameter("code", .pin),
        Parameter("starts_at", .timestamp),
        Parameter("ends_at", .timestamp),
        Parameter("type", .choice(["ongoing", "time_bound"])),
        Parameter("is_managed", .flag),
        Parameter("attempt_for_offline_device", .flag),
        Parameter("allow_external_modification", .flag),
        Parameter("is_external_modification_allowed", .flag),
        Parameter("sync", .flag),
    ]

    private static let createMultipleParameters = [
        Parameter("device_ids", .list(.uuid), isRequired: true),
        Parameter("behavior_when_code_cannot_be_shared", .choice(["throw", "create_random_code"])),
        Parameter("preferred_code_length", .whole),
        Parameter("name", .text()),
        Parameter("code", .pin),
        Parameter("starts_at", .timestamp),
        Parameter("ends_at", .timestamp),
        Parameter("attempt_for_offline_device", .flag),
        Parameter("prefer_native_scheduling", .flag),
        Parameter("use_backup_access_code_pool", .flag),
        Parameter("allow_external_modification", .flag),
        Parameter("is_external_modification_allowed", .flag),
    ]

    private static let getAccessCodeParameters = [
        Parameter("access_code_id", .uuid),
        Parameter("device_id", .uuid),
        Parameter("code", .text(shortest: 1)),
    ]

    private static let listAccessCodesParameters = [
        Parameter("device_id", .uuid),
        Parameter("access_code_ids", .list(.uuid)),
        Parameter("access_grant_id", .uuid),
        Parameter("access_grant_key", .text(shortest: 1)),
        Parameter("access_method_id", .uuid),
        Parameter("customer_key", .text(shortest: 1)),
        Parameter("user_identifier_key", .text(shortest: 1)),
        Parameter("search", .text(shortest: 1)),
        Parameter("limit", .whole),
        Parameter("page_cursor", .text(), isNullable: true),
    ]

    private static let getDeviceParameters = [
        Parameter("device_id", .uuid),
        Parameter("name", .text(shortest: 1)),
    ]

    private static let listDevicesParameters = [
        Parameter("device_ids", .list(.uuid)),
        Parameter("connected_account_id", .uuid),
        Parameter("connected_account_ids", .list(.uuid)),
        Parameter("connect_webview_id", .uuid),
        Parameter("device_type", .choice(DeviceVocabulary.types)),
        Parameter("device_types", .list(.choice(DeviceVocabulary.types))),
        Parameter("manufacturer", .choice(DeviceVocabulary.manufacturers)),
        Parameter("customer_key", .text(shortest: 1)),
        Parameter("space_id", .uuid),
        Parameter("unstable_location_id", .uuid, isNullable: true),
        Parameter("user_identifier_key", .text(shortest: 1)),
        Parameter("search", .text(shortest: 1)),
        Parameter("created_before", .timestamp),
        Parameter("custom_metadata_has", .object),
        Parameter("include_if", .list(.text())),
        Parameter("exclude_if", .list(.text())),
        Parameter("limit", .whole),
        Parameter("page_cursor", .text(), isNullable: true),
    ]
}
