/// The sandbox's own paths, which are for tests, need no credential and are no part of the API.
enum Control: String {
    case stats
    case faults
    case clock
    case reset

    static let prefix = "/_sandbox/"

    private static let longestAdvance = 3_660.0 * 86_400

    static func answer(_ request: SandboxRequest, _ state: inout SandboxState) -> SandboxReply {
        guard let control = Control(rawValue: String(request.path.dropFirst(prefix.count))) else {
            return .unknownPath
        }
        do {
            return try control.answer(request, &state)
        } catch {
            return error.reply
        }
    }

    private var methods: [String] {
        switch self {
        case .stats: ["GET"]
        case .faults: ["POST", "DELETE"]
        case .clock, .reset: ["POST"]
        }
    }

    private func answer(_ request: SandboxRequest, _ state: inout SandboxState) throws(APIError) -> SandboxReply {
        guard methods.contains(request.method) else {
            throw APIError(405, "method_not_allowed", "only \(methods.joined(separator: ",")) accepted")
        }
        state.live()
        switch self {
        case .stats: return state.stats.reply
        case .faults where request.method == "DELETE": state.clearFaults()
        case .faults: state.add(try Fault(try Self.fields(of: request), paths: Endpoint.allCases.map(\.rawValue)))
        case .clock: try state.advance(milliseconds: try Self.advance(try Self.fields(of: request)))
        case .reset: try state.reset()
        }
        return .json(200) { $0.field("ok", true) }
    }

    private static func fields(of request: SandboxRequest) throws(APIError) -> [String: JSON] {
        guard let fields = request.body.flatMap(JSONParser.parse)?.fields else {
            throw .invalidInput("the body must be a JSON object")
        }
        return fields
    }

    private static func advance(_ fields: [String: JSON]) throws(APIError) -> Int64 {
        guard fields.keys.allSatisfy({ $0 == "advance_seconds" }), let seconds = fields["advance_seconds"]?.double,
            seconds >= 0, seconds <= longestAdvance
        else {
            throw .invalidInput("the body must be {\"advance_seconds\": a number from 0 to \(Int(longestAdvance))}")
        }
        return Int64((seconds * 1000).rounded())
    }
}
