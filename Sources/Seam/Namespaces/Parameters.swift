/// Collects the parameters of a typed call, and leaves out what is not given.
struct Parameters {
    private var members: [String: JSONValue] = [:]

    mutating func set(_ name: String, _ value: String?) {
        if let value { members[name] = .string(value) }
    }

    mutating func set(_ name: String, _ value: [String]?) {
        if let value { members[name] = .array(value.map(JSONValue.string)) }
    }

    mutating func set(_ name: String, _ value: Bool?) {
        if let value { members[name] = .bool(value) }
    }

    mutating func set(_ name: String, _ value: Int?) {
        if let value { members[name] = .int(Int64(value)) }
    }

    mutating func set(_ name: String, _ value: [Int]?) {
        if let value { members[name] = .array(value.map { .int(Int64($0)) }) }
    }

    mutating func set(_ name: String, _ value: Double?) {
        if let value { members[name] = .double(value) }
    }

    mutating func set(_ name: String, _ value: JSONValue?) {
        if let value { members[name] = value }
    }

    var json: JSONValue { .object(members) }
}
