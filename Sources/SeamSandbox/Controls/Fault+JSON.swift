extension Fault {
    private static let names: Set = [
        "path", "kind", "status", "delay_ms", "probability", "count", "after_effect", "field", "to",
    ]

    /// Reads the body of a request to `/_sandbox/faults`, which may name one of these paths.
    /// - Throws: `invalid_input` naming the field and what it takes.
    init(_ body: [String: JSON], paths: [String]) throws(APIError) {
        if let name = body.keys.sorted().first(where: { !Self.names.contains($0) }) {
            throw .invalidInput("\(name) is not a field of a fault; there are \(Self.names.sorted())")
        }
        guard let kind = body["kind"]?.text.flatMap(Kind.init) else {
            throw .invalidInput("kind must be one of \(Kind.allCases.map(\.rawValue))")
        }
        self.kind = kind
        path = try Self.path(body["path"], of: paths)
        status = try Int(Self.whole("status", in: body, 400...599) ?? 503)
        delay = try Self.whole("delay_ms", in: body, 0...86_400_000) ?? 0
        remaining = try Self.whole("count", in: body, 1...1_000_000_000).map { Int($0) }
        probability = try Self.probability(body["probability"])
        guard let afterEffect = (body["after_effect"] ?? .bool(false)).flag else {
            throw .invalidInput("after_effect must be true or false")
        }
        self.afterEffect = afterEffect
        edit = kind == .edit ? AnswerEdit(field: try Self.field(body["field"]), value: body["to"]) : nil
        if [.delay, .late, .stale].contains(kind), delay == 0 {
            throw .invalidInput("a fault of kind \(kind.rawValue) needs delay_ms greater than 0")
        }
    }

    private static func path(_ value: JSON?, of paths: [String]) throws(APIError) -> String? {
        guard let value, value != .null else { return nil }
        guard let path = value.text, paths.contains(path) else {
            throw .invalidInput("path must be one of \(paths), or left out for all of them")
        }
        return path
    }

    private static func field(_ value: JSON?) throws(APIError) -> String {
        guard let field = value?.text, !field.isEmpty else {
            throw .invalidInput("a fault of kind edit needs field, such as access_codes.*.status")
        }
        return field
    }

    private static func whole(
        _ name: String,
        in body: [String: JSON],
        _ range: ClosedRange<Int64>
    ) throws(APIError) -> Int64? {
        guard let value = body[name], value != .null else { return nil }
        guard let number = value.double.flatMap(Int64.init(exactly:)), range.contains(number) else {
            throw .invalidInput("\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    private static func probability(_ value: JSON?) throws(APIError) -> Double {
        guard let value, value != .null else { return 1 }
        guard let number = value.double, number >= 0, number <= 1 else {
            throw .invalidInput("probability must be a number from 0 to 1")
        }
        return number
    }
}
