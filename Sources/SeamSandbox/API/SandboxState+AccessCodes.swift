extension SandboxState {
    private static let identifying = [
        "device_id", "access_code_ids", "access_grant_id", "access_grant_key", "access_method_id",
    ]
    /// Filters on things that no code of the sandbox has, so that they match none.
    private static let unmatched = ["customer_key", "user_identifier_key"]

    /// - Throws: `invalid_input` for any other choice than the id, or device and PIN; `not_found`.
    func getAccessCode(_ call: Call, managed: Bool) throws(APIError) -> SandboxReply {
        let code = try foundCode(call)
        guard let code, code.current.isManaged == managed, sees(code, call) else {
            throw APIError(404, "not_found", "Access Code Not Found")
        }
        let workspace = world.workspaces[call.workspace]
        return .json(200) { writer in
            writer.object("access_code") { workspace.writeFields(of: code, at: call.now, to: &$0) }
            writer.field("ok", true)
        }
    }

    /// - Throws: `invalid_input` without a filter that names codes or a device; the errors of a page cursor.
    func listAccessCodes(_ call: Call) throws(APIError) -> SandboxReply {
        guard Self.identifying.contains(where: call.arguments.has) else {
            throw .invalidInput("Either 'device_id' or 'access_code_ids' is required")
        }
        let isEmpty = Self.unmatched.contains(where: call.arguments.has)
        return try listCodes(call, isEmpty ? [] : candidates(call), managed: true, defaultLimit: 55_000)
    }

    /// - Throws: The errors of a page cursor.
    func listUnmanagedCodes(_ call: Call) throws(APIError) -> SandboxReply {
        let isEmpty = call.arguments.has("user_identifier_key")
        return try listCodes(call, isEmpty ? [] : candidates(call), managed: false, defaultLimit: 300_000)
    }

    private func listCodes(
        _ call: Call,
        _ candidates: [Int],
        managed: Bool,
        defaultLimit: Int64
    ) throws(APIError) -> SandboxReply {
        let page = try Page(call, defaultLimit: defaultLimit)
        let workspace = world.workspaces[call.workspace]
        let search = call.arguments.text("search")?.lowercased()
        let positions = candidates.lazy.filter { position in
            guard let code = workspace.codes[position].shown(at: call.now, lag: call.lag),
                code.current.isManaged == managed, sees(code, call)
            else { return false }
            guard let search else { return true }
            return [code.current.name.lowercased(), code.current.pin, code.id.text].contains { $0.contains(search) }
        }
        // The codes of one device come together mostly, so what is around them is worked out once.
        var surroundings: (device: Int, AccessCode.Surroundings)?
        return page.reply("access_codes", positions, order: { workspace.codes[$0].sequence }) { position, writer in
            guard let code = workspace.codes[position].shown(at: call.now, lag: call.lag) else { return }
            let around: AccessCode.Surroundings
            if let known = surroundings, known.device == code.device {
                around = known.1
            } else {
                around = workspace.surroundings(ofDevice: code.device, at: call.now)
                surroundings = (code.device, around)
            }
            writer.object { code.writeFields(around, to: &$0) }
        }
    }

    /// Whether the caller may see a code: sessions see those of their accounts, and nobody those of a lost device.
    func sees(_ code: AccessCode, _ call: Call) -> Bool {
        let workspace = world.workspaces[call.workspace]
        return call.sees(account: workspace.devices[code.device].account) && workspace.isPresent(device: code.device)
    }

    /// Where the codes are that the identifying filters name, in the order of their creation.
    private func candidates(_ call: Call) -> [Int] {
        let workspace = world.workspaces[call.workspace]
        var onDevice: [Int]?
        if let id = call.arguments.id("device_id") {
            onDevice = workspace.position(ofDevice: id).map { workspace.devices[$0].codes } ?? []
        }
        guard let named = namedCodes(call) else { return onDevice ?? [] }
        return onDevice?.filter(named.contains)
            ?? named.sorted { workspace.codes[$0].sequence < workspace.codes[$1].sequence }
    }

    /// Where the codes are that are named by their ids, or by their grant or method; nil when none of these is given.
    private func namedCodes(_ call: Call) -> Set<Int>? {
        let workspace = world.workspaces[call.workspace]
        var named: Set<Int>?
        if let ids = call.arguments.ids("access_code_ids") {
            named = Set(ids.compactMap { workspace.position(ofCode: $0) })
        }
        guard let ids = codesOfGrants(call) else { return named }
        let ofGrants = Set(ids.compactMap { workspace.position(ofCode: $0) })
        return named?.intersection(ofGrants) ?? ofGrants
    }

    /// The codes of the grant or method that is asked for; nil when none is.
    private func codesOfGrants(_ call: Call) -> [Identifier]? {
        let arguments = call.arguments
        let names = ["access_grant_id", "access_grant_key", "access_method_id"]
        guard names.contains(where: arguments.has) else { return nil }
        let stays = world.workspaces[call.workspace].stays
        var methods: [Int]?
        if let id = arguments.id("access_grant_id") {
            methods = stays.position(ofGrant: id).map { stays.grants[$0].methods } ?? []
        }
        if let key = arguments.text("access_grant_key") {
            let own = stays.grants.first { $0.key == key && !$0.isGone }?.methods ?? []
            methods = methods?.filter(own.contains) ?? own
        }
        if let id = arguments.id("access_method_id") {
            let own = stays.position(ofMethod: id).map { [$0] } ?? []
            methods = methods?.filter(own.contains) ?? own
        }
        return methods?.flatMap { stays.methods[$0].codes }
    }

    private func foundCode(_ call: Call) throws(APIError) -> AccessCode? {
        let workspace = world.workspaces[call.workspace]
        let pin = call.arguments.text("code")
        let deviceID = call.arguments.id("device_id")
        if let id = call.arguments.id("access_code_id") {
            guard pin == nil else { throw .invalidInput("Both \"access_code_id\" and \"code\" can not be provided") }
            guard let position = workspace.position(ofCode: id) else { return nil }
            let code = workspace.codes[position]
            guard deviceID == nil || workspace.devices[code.device].id == deviceID else { return nil }
            return code.shown(at: call.now, lag: call.lag)
        }
        guard pin != nil || deviceID != nil else {
            throw .invalidInput("Either \"access_code_id\" OR \"code\" and \"device_id\" must be provided")
        }
        guard let pin, let deviceID else {
            throw .invalidInput("Both \"device_id\" and \"code\" must be provided if one is")
        }
        guard let device = workspace.position(ofDevice: deviceID) else { return nil }
        for position in workspace.devices[device].codes {
            if let code = workspace.codes[position].shown(at: call.now, lag: call.lag), code.current.pin == pin {
                return code
            }
        }
        return nil
    }
}

extension SandboxState {
    /// A PIN that a device takes and does not have yet.
    /// - Throws: `device_not_found`, `invalid_input` when none is free.
    mutating func generateCode(_ call: Call) throws(APIError) -> SandboxReply {
        let device = try managedDevice(call)
        let pin = try freePIN(on: [device], call)
        let id = world.workspaces[call.workspace].devices[device].id
        return .json(200) { writer in
            writer.object("generated_code") { writer in
                writer.field("device_id", id)
                writer.field("code", pin)
            }
            writer.field("ok", true)
        }
    }
}

extension SandboxState {
    private static let reportableLengths = 4...20

    /// Takes down which code lengths a device takes, for the locks that do not tell it themselves.
    /// - Throws: `device_not_found`, `invalid_input`.
    mutating func reportConstraints(_ call: Call) throws(APIError) -> SandboxReply {
        let device = try managedDevice(call)
        let model = world.workspaces[call.workspace].devices[device].model
        guard model.takesReportedLengths else {
            throw .invalidInput("Code lengths of \(model.brand) locks are known and cannot be reported")
        }
        world.workspaces[call.workspace].devices[device].reportedLengths = try reportedLengths(call)
        return .done
    }

    private func reportedLengths(_ call: Call) throws(APIError) -> [Int] {
        let shortest = call.arguments.whole("min_code_length").map { Int($0) }
        let longest = call.arguments.whole("max_code_length").map { Int($0) }
        if let lengths = call.arguments.values["supported_code_lengths"]?.elements {
            guard shortest == nil, longest == nil else {
                throw .invalidInput("supported_code_lengths excludes min_code_length and max_code_length")
            }
            return Set(lengths.compactMap(\.whole)).map { Int($0) }.sorted()
        }
        guard shortest != nil || longest != nil else {
            throw .invalidInput("Either supported_code_lengths, min_code_length or max_code_length is required")
        }
        let first = shortest ?? Self.reportableLengths.lowerBound
        let last = longest ?? Self.reportableLengths.upperBound
        guard first <= last else { throw .invalidInput("max_code_length must not be below min_code_length") }
        return Array(first...last)
    }
}
