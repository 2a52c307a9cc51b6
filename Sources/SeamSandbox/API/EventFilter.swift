/// Which events a request is about.
struct EventFilter {
    private let ids: [Identifier]?
    private let types: [String]?
    private let devices: [Identifier]?
    private let codes: [Identifier]?
    private let event: Identifier?
    private let type: String?
    private let device: Identifier?
    private let code: Identifier?
    private let account: Identifier?
    private let arguments: Arguments
    /// The accounts a client session sees; nil for a caller who sees all.
    private let seen: Set<Identifier>?

    init(_ call: Call, _ workspace: Workspace) {
        let arguments = call.arguments
        ids = arguments.ids("event_ids")
        types = arguments.texts("event_types")
        devices = arguments.ids("device_ids")
        codes = arguments.ids("access_code_ids")
        event = arguments.id("event_id")
        type = arguments.text("event_type")
        device = arguments.id("device_id")
        code = arguments.id("access_code_id")
        account = arguments.id("connected_account_id")
        self.arguments = arguments
        seen = call.accounts.map { Set($0.map { workspace.accounts[$0].id }) }
    }

    /// Whether every filter lets an event through.
    func admits(_ event: Event) -> Bool {
        if let seen {
            guard let account = event.account, seen.contains(account) else { return false }
        }
        return Self.isOneOf(event.id, ids, self.event) && Self.isOneOf(event.kind.rawValue, types, type)
            && Self.isOneOf(event.device, devices, device) && Self.isOneOf(event.code, codes, code)
            && Self.isOneOf(event.account, nil, account) && isAbout(event.grants, "access_grant")
            && isAbout(event.method.map { [$0] } ?? [], "access_method")
            && isAbout(event.space.map { [$0] } ?? [], "space")
    }

    /// Whether one of the things that an event is about is asked for, or nothing of their kind is.
    private func isAbout(_ subjects: [Identifier], _ kind: String) -> Bool {
        if let single = arguments.id("\(kind)_id"), !subjects.contains(single) { return false }
        guard let list = arguments.ids("\(kind)_ids") else { return true }
        return subjects.contains(where: list.contains)
    }

    private static func isOneOf<Value: Equatable>(_ value: Value?, _ list: [Value]?, _ single: Value?) -> Bool {
        if let single, single != value { return false }
        guard let list else { return true }
        guard let value else { return false }
        return list.contains(value)
    }
}
