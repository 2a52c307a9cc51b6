import Lua

/// A value without what may change on the way: the order of a table, and which of two equal texts is bytes.
indirect enum Plain: Hashable {
    case `nil`, null, function
    case boolean(Bool)
    case integer(Int64)
    case number(UInt64)
    case text([UInt8])
    case table([Plain: Plain])
    case object(Int64)

    init(_ value: LuaValue) {
        self =
            switch value {
            case .nil, .other, .kept: .nil
            case .null: .null
            case .boolean(let boolean): .boolean(boolean)
            case .integer(let integer): .integer(integer)
            case .number(let number): .number(number.bitPattern)
            case .string(let text): .text(Array(text.utf8))
            case .bytes(let bytes): .text(bytes)
            case .table(let table): Plain(table)
            case .function, .hostFunction: .function
            case .object(let object): .object((object as? Marker)?.id ?? 0)
            }
    }

    /// Whether a key in it is NaN, which Lua takes for no key.
    var hasInvalidKey: Bool {
        guard case .table(let pairs) = self else { return false }
        return pairs.contains { key, value in key.isNaN || value.hasInvalidKey }
    }

    private var isNaN: Bool {
        if case .number(let bits) = self { Double(bitPattern: bits).isNaN } else { false }
    }

    private init(_ table: LuaTable) {
        var pairs: [Plain: Plain] = [:]
        func set(_ key: Plain, _ value: LuaValue) {
            let value = Plain(value)
            pairs[key] = value == .nil && !key.isNaN ? nil : value
        }
        for (index, value) in table.sequence.enumerated() { set(.integer(Int64(index + 1)), value) }
        for (name, value) in table.fields { set(.text(Array(name.utf8)), value) }
        for (key, value) in table.others { set(Plain(key: key), value) }
        self = .table(pairs)
    }

    /// Lua keeps a float key with a whole value as an integer.
    private init(key: LuaValue) {
        if case .number(let number) = key, let integer = Int64(exactly: number) {
            self = .integer(integer)
        } else {
            self.init(key)
        }
    }
}
