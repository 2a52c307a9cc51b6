internal import CivilTime
internal import Lua
internal import Seam

extension LuaValue {
    /// The value of a JSON value; a null in a table stays as `json.null`, one at the top is nil.
    init(_ json: JSONValue) {
        switch json {
        case .null: self = .null
        case .bool(let boolean): self = .boolean(boolean)
        case .int(let integer): self = .integer(integer)
        case .double(let number): self = .number(number)
        case .string(let text): self = .string(text)
        case .array(let values): self = .table(LuaTable(sequence: values.map(LuaValue.init)))
        case .object(let fields):
            // A null field reads as nil, which is what a script tests for.
            self = .table(LuaTable(fields: fields.filter { !$0.value.isNull }.mapValues(LuaValue.init)))
        }
    }
}

extension JSONValue {
    /// The JSON of a value that a script gave for the parameter at `path`.
    /// - Throws: `script_error` that names the path and what cannot be sent.
    init(_ value: LuaValue, at path: String) throws(LuaError) {
        switch value {
        case .nil, .null: self = .null
        case .boolean(let boolean): self = .bool(boolean)
        case .integer(let integer): self = .int(integer)
        case .number(let number):
            guard number.isFinite else { throw LuaError("\(path) is \(number), and JSON has no such number") }
            self = .double(number)
        case .string(let text): self = .string(text)
        case .bytes: throw LuaError("\(path) is not valid UTF-8")
        case .table(let table): self = try Self.json(of: table, at: path)
        case .object(let object):
            guard let time = object as? TimeValue else {
                throw LuaError("\(path) is an object that cannot be sent; give one of its fields, such as its key")
            }
            self = .string(time.instant.iso8601)
        case .function, .hostFunction, .kept, .other:
            throw LuaError("\(path) is a \(value.typeName), which cannot be sent")
        }
    }

    private static func json(of table: LuaTable, at path: String) throws(LuaError) -> JSONValue {
        guard table.others.isEmpty else {
            throw LuaError(
                "\(path) is a sparse array, or has keys that are no names; the API takes lists without a gap, or named fields"
            )
        }
        if table.fields.isEmpty {
            var values: [JSONValue] = []
            for (offset, value) in table.sequence.enumerated() {
                values.append(try JSONValue(value, at: "\(path)[\(offset + 1)]"))
            }
            return .array(values)
        }
        var object: [String: JSONValue] = [:]
        for (name, value) in table.fields {
            object[name] = try JSONValue(value, at: "\(path).\(name)")
        }
        return .object(object)
    }
}
