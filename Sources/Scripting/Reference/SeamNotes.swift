internal import Model
internal import Seam

/// What there is to know of a function of the API beside its parameters.
struct SeamNotes {
    private let endpoint: SeamEndpoint

    init(_ endpoint: SeamEndpoint) {
        self.endpoint = endpoint
    }

    /// The sentences.
    var all: [String] {
        [effect, pace, alternatives, pages, action, deprecated].compactMap(\.self)
    }

    private var effect: String? {
        switch endpoint.path {
        case "/access_codes/update_multiple":
            "Recorded, not sent: it gives nil. A second table takes \(Surface.ChangeOptions.described.summary)."
        case "/access_codes/update":
            "Recorded, not sent, when only id, device, name and hours are given; else sent at once, with --allow-direct."
        case "/access_grants/update":
            "Recorded, not sent, where an id or a key, hours and a name are given; a null end is sent at once, with --allow-direct."
        default:
            endpoint.effect == .read
                ? nil : "Sent at once, not planned and not undone: it needs --allow-direct, and is refused in a plan."
        }
    }

    /// The documented limits are per device and minute, whatever a call changes there.
    private var pace: String? {
        let limits = [
            "/access_codes/update_multiple": 10, "/access_codes/update": 10, "/access_codes/create": 10,
            "/access_codes/create_multiple": 10, "/access_codes/delete": 20, "/locks/lock_door": 15,
            "/locks/unlock_door": 15,
        ]
        return limits[endpoint.path].map { "The API takes \($0) a minute for each device." }
    }

    private var alternatives: String? {
        guard !endpoint.alternatives.isEmpty else { return nil }
        let sets = endpoint.alternatives.map { $0.joined(separator: " and ") }.joined(separator: ", or ")
        return endpoint.isExclusive ? "Give one of: \(sets)." : "Give at least one of: \(sets)."
    }

    private var pages: String? {
        endpoint.isPaginated
            ? "Follows all pages unless limit or page_cursor is given; seam.pages goes through them one at a time."
            : nil
    }

    private var action: String? {
        endpoint.givesActionAttempt ? "Waits until the action has ended, ten seconds at most." : nil
    }

    private var deprecated: String? {
        endpoint.isDeprecated ? "The API advises against it." : nil
    }
}

/// A call of a function of the API that could be sent, as Lua.
struct SeamExample {
    private let endpoint: SeamEndpoint

    init(_ endpoint: SeamEndpoint) {
        self.endpoint = endpoint
    }

    /// The call, with what it must be given and a little of what is mostly given.
    var text: String {
        let wanted = Self.usual[endpoint.path] ?? (endpoint.alternatives.first ?? [])
        let fields = endpoint.parameters.filter { $0.isRequired || wanted.contains($0.name) }
        return fields.isEmpty ? "\(endpoint.name)()" : endpoint.name + table(fields)
    }

    private func table(_ fields: [SeamField]) -> String {
        fields.isEmpty ? "{}" : "{ \(fields.map { "\($0.name) = \(value(of: $0))" }.joined(separator: ", ")) }"
    }

    private static let usual = [
        "/access_codes/update_multiple": ["starts_at", "ends_at"],
        "/access_codes/update": ["access_code_id", "ends_at"],
        "/access_grants/update": ["access_grant_id", "ends_at"],
        "/access_codes/create": ["name", "starts_at", "ends_at"],
        "/access_codes/create_multiple": ["name", "starts_at", "ends_at"],
        "/access_codes/list": ["device_id"],
        "/devices/list": ["limit"],
        "/devices/get": ["device_id"],
        "/events/list": ["since"],
    ]

    private func value(of field: SeamField) -> String {
        let single = field.allowed.first.map { field.kind == .boolean ? $0 : "\"\($0)\"" } ?? plain(field)
        return field.isArray ? "{ \(single) }" : single
    }

    private func plain(_ field: SeamField) -> String {
        switch field.kind {
        case .boolean: "true"
        case .integer, .number: field.minimum.flatMap { Int64(exactly: $0) }.map { "\(max(1, $0))" } ?? "1"
        case .object: table(field.fields.filter(\.isRequired))
        case .map: "{}"
        case .string, .scalar: text(field)
        }
    }

    private func text(_ field: SeamField) -> String {
        switch field.format {
        case .uuid: field.isArray ? "id" : (field.name == "device_id" ? "door.device_id" : "id")
        case .dateTime: field.name.hasPrefix("end") ? "\"2030-11-24T13:00:00Z\"" : "\"2030-11-22T15:00:00Z\""
        case .email: "\"ana@example.com\""
        case .uri: "\"https://example.com/hook\""
        case .digits: "\"1234\""
        case .clock: "\"15:00\""
        case .clockWithSeconds: "\"15:00:00\""
        case .identifier, nil:
            field.name.hasSuffix("key") ? "stay.key" : "\"\(field.name == "name" ? "BK-88012 Ito" : "…")\""
        }
    }
}
