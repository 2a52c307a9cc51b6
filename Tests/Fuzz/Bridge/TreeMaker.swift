import Lua

/// Makes a tree of Swift values from the fuzzer's bytes.
struct TreeMaker {
    private var choices: Choices
    /// How deep the tables are nested.
    private(set) var depth = 0
    /// Whether a key was NaN, which Lua refuses; the pair may have been replaced since.
    private(set) var mayFail = false

    init(_ choices: Choices) {
        self.choices = choices
    }

    mutating func value(depth: Int) -> LuaValue {
        self.depth = max(self.depth, depth)
        switch choices.number(below: 18) {
        case 0: return .nil
        case 1: return .null
        case 2: return .boolean(choices.number(below: 2) == 1)
        case 3: return .integer(choices.word())
        case 4: return .number(Double(bitPattern: UInt64(bitPattern: choices.word())))
        case 5: return .string(String(decoding: choices.bytes(upTo: choices.number(below: 32)), as: UTF8.self))
        case 6: return .bytes(choices.bytes(upTo: choices.number(below: 64)))
        case 7: return .integer(Int64(choices.byte()) - 128)
        case 8: return .number(Double(choices.byte()))
        case 9: return .object(Marker(Int64(choices.byte())))
        case 10: return .hostFunction(LuaHostFunction("nothing") { _, _ in .nothing })
        case 11: return .other("thread")
        case 12: return wrapped(depth: depth)
        default: return depth < 8 ? .table(table(depth: depth)) : .table(LuaTable())
        }
    }

    /// A value in so many tables, one inside the other.
    private mutating func wrapped(depth: Int) -> LuaValue {
        guard depth == 0 else { return .nil }
        let levels = choices.number(below: 128)
        var value = value(depth: levels)
        for _ in 0..<levels { value = .table(LuaTable(sequence: [value])) }
        return value
    }

    private mutating func table(depth: Int) -> LuaTable {
        var table = LuaTable()
        let parts = choices.byte()
        if parts & 1 != 0 {
            for _ in 0..<choices.number(below: 8) { table.sequence.append(value(depth: depth + 1)) }
        }
        if parts & 2 != 0 {
            for _ in 0..<choices.number(below: 8) {
                let name = String(decoding: choices.bytes(upTo: choices.number(below: 6)), as: UTF8.self)
                table.fields[name] = value(depth: depth + 1)
            }
        }
        if parts & 4 != 0 {
            for _ in 0..<choices.number(below: 8) { table.others.append((key(), value(depth: depth + 1))) }
        }
        return table
    }

    /// A key that is not a table: two tables are never the same key.
    private mutating func key() -> LuaValue {
        switch choices.number(below: 7) {
        case 0: return .integer(Int64(choices.byte()) - 4)
        case 1: return .boolean(choices.number(below: 2) == 1)
        case 2: return .null
        case 3: return .bytes(choices.bytes(upTo: choices.number(below: 4)))
        case 4: return .integer(choices.word())
        case 5: return .number(Double(choices.byte()) / 2)
        default:
            let number = Double(bitPattern: UInt64(bitPattern: choices.word()))
            if number.isNaN { mayFail = true }
            return .number(number)
        }
    }
}
