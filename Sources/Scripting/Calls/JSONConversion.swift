package import Lua
package import Seam

extension LuaValue {
    /// The value of a JSON value; a null in a table stays as `json.null`, one at the top is nil.
    package init(_ json: JSONValue) {
        switch json {
        case .null: self = .null
        case .bool(let boolean): self = .boolean(boolean)
        case .int(let integer): self = .integer(integer)
        case .double(let number): self = .number(number)
        case .string(let text): self = .string(text)
        case .array(let values):
            var table = LuaTable(sequence: values.map(LuaValue.init))
            table.isArray = true
            self = .table(table)
        case .object(let fields):
            // A null field reads as nil, which is what a script tests for.
            self = .table(LuaTable(fields: fields.filter { !$0.value.isNull }.mapValues(LuaValue.init)))
        }
    }
}

extension LuaError.Field {
    /// The field of an error table for a JSON value; nil for null.
    package init?(_ json: JSONValue) {
        switch json {
        case .null: return nil
        case .bool(let boolean): self = .boolean(boolean)
        case .int(let integer): self = .integer(integer)
        case .double(let number): self = .string("\(number)")
        case .string(let text): self = .string(text)
        case .array(let values): self = .list(values.compactMap(Self.init))
        case .object(let fields): self = .fields(fields.compactMapValues(Self.init))
        }
    }
}
