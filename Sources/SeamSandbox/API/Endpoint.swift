/// The part of the Seam API that the sandbox answers.
enum Endpoint: String, CaseIterable, Sendable {
    case createAccessCode = "/access_codes/create"
    case createMultiple = "/access_codes/create_multiple"
    case deleteAccessCode = "/access_codes/delete"
    case generateCode = "/access_codes/generate_code"
    case getAccessCode = "/access_codes/get"
    case listAccessCodes = "/access_codes/list"
    case pullBackup = "/access_codes/pull_backup_access_code"
    case reportConstraints = "/access_codes/report_device_constraints"
    case simulateUnmanagedCode = "/access_codes/simulate/create_unmanaged_access_code"
    case convertToManaged = "/access_codes/unmanaged/convert_to_managed"
    case deleteUnmanagedCode = "/access_codes/unmanaged/delete"
    case getUnmanagedCode = "/access_codes/unmanaged/get"
    case listUnmanagedCodes = "/access_codes/unmanaged/list"
    case updateUnmanagedCode = "/access_codes/unmanaged/update"
    case updateAccessCode = "/access_codes/update"
    case updateMultiple = "/access_codes/update_multiple"

    case createGrant = "/access_grants/create"
    case deleteGrant = "/access_grants/delete"
    case getGrant = "/access_grants/get"
    case getRelatedToGrants = "/access_grants/get_related"
    case listGrants = "/access_grants/list"
    case requestMethods = "/access_grants/request_access_methods"
    case updateGrant = "/access_grants/update"

    case deleteMethod = "/access_methods/delete"
    case encodeMethod = "/access_methods/encode"
    case getMethod = "/access_methods/get"
    case getRelatedToMethods = "/access_methods/get_related"
    case listMethods = "/access_methods/list"

    case getAttempt = "/action_attempts/get"
    case listAttempts = "/action_attempts/list"

    case deleteAccount = "/connected_accounts/delete"
    case getAccount = "/connected_accounts/get"
    case listAccounts = "/connected_accounts/list"
    case disconnectAccount = "/connected_accounts/simulate/disconnect"
    case syncAccount = "/connected_accounts/sync"
    case updateAccount = "/connected_accounts/update"

    case getDevice = "/devices/get"
    case listDevices = "/devices/list"
    case listProviders = "/devices/list_device_providers"
    case reportProviderMetadata = "/devices/report_provider_metadata"
    case connectDevice = "/devices/simulate/connect"
    case connectToHub = "/devices/simulate/connect_to_hub"
    case disconnectDevice = "/devices/simulate/disconnect"
    case disconnectFromHub = "/devices/simulate/disconnect_from_hub"
    case simulateSubscription = "/devices/simulate/paid_subscription"
    case removeDevice = "/devices/simulate/remove"
    case getUnmanagedDevice = "/devices/unmanaged/get"
    case listUnmanagedDevices = "/devices/unmanaged/list"
    case updateUnmanagedDevice = "/devices/unmanaged/update"
    case updateDevice = "/devices/update"

    case getEvent = "/events/get"
    case listEvents = "/events/list"

    case configureAutoLock = "/locks/configure_auto_lock"
    case getLock = "/locks/get"
    case listLocks = "/locks/list"
    case lockDoor = "/locks/lock_door"
    case enterKeypadCode = "/locks/simulate/keypad_code_entry"
    case lockViaKeypad = "/locks/simulate/manual_lock_via_keypad"
    case unlockDoor = "/locks/unlock_door"

    case addAccountToSpace = "/spaces/add_connected_account"
    case addDevicesToSpace = "/spaces/add_devices"
    case createSpace = "/spaces/create"
    case deleteSpace = "/spaces/delete"
    case getSpace = "/spaces/get"
    case getRelatedToSpaces = "/spaces/get_related"
    case listSpaces = "/spaces/list"
    case removeAccountFromSpace = "/spaces/remove_connected_account"
    case removeDevicesFromSpace = "/spaces/remove_devices"
    case updateSpace = "/spaces/update"

    case createIdentity = "/user_identities/create"
    case deleteIdentity = "/user_identities/delete"
    case getIdentity = "/user_identities/get"
    case listIdentities = "/user_identities/list"
    case listAccessibleDevices = "/user_identities/list_accessible_devices"
    case updateIdentity = "/user_identities/update"

    case deleteCustomerData = "/customers/delete_data"
    case pushCustomerData = "/customers/push_data"

    case createWorkspace = "/workspaces/create"
    case getWorkspace = "/workspaces/get"
    case listWorkspaces = "/workspaces/list"
    case resetWorkspace = "/workspaces/reset_sandbox"
    case updateWorkspace = "/workspaces/update"

    /// What an endpoint accepts.
    struct Definition: Sendable {
        /// The verbs, in the order in which a refusal names them.
        let methods: [String]
        let credentials: Credential.Kinds
        let parameters: [Parameter]

        /// What a simulation takes that needs nothing but the device.
        static let onDevice = Definition(
            methods: ["POST"],
            credentials: .owners,
            parameters: [Parameter("device_id", .uuid, isRequired: true)]
        )

        /// What names one device to be read, by its id or its name.
        static let oneDevice = Definition(
            methods: ["GET", "POST"],
            credentials: .anyone,
            parameters: [Parameter("device_id", .uuid), Parameter("name", .text(shortest: 1))]
        )

        /// What names one code to be read, by its id, or by its door and its PIN.
        static let oneCode = Definition(
            methods: ["GET", "POST"],
            credentials: .anyone,
            parameters: [
                Parameter("access_code_id", .uuid), Parameter("code", .text(shortest: 1)),
                Parameter("device_id", .uuid),
            ]
        )
    }

    private static let byPath = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

    /// The endpoint at a path.
    static func at(_ path: String) -> Endpoint? {
        byPath[path]
    }

    /// The verbs accepted, in the order in which a refusal names them.
    var methods: [String] { definition.methods }

    var credentials: Credential.Kinds { definition.credentials }

    var parameters: [Parameter] { definition.parameters }

    /// Whether a call changes the state; making up a PIN uses up random numbers.
    var changesState: Bool { self == .generateCode || !methods.contains("GET") }

    var definition: Definition {
        Self.definitions[self] ?? Definition(methods: [], credentials: [], parameters: [])
    }

    private static let definitions = accessCodes.merging(unmanagedCodes) { $1 }.merging(devices) { $1 }
        .merging(unmanagedDevices) { $1 }.merging(locks) { $1 }.merging(workspaces) { $1 }.merging(accounts) { $1 }
        .merging(history) { $1 }.merging(grants) { $1 }.merging(accessMethods) { $1 }.merging(spaces) { $1 }
        .merging(people) { $1 }
}
