import CLuaSupport

/// Reads values from the bytes that the C side wrote.
struct ValueReader {
    private let bytes: UnsafeRawBufferPointer
    private var offset = 0
    // The reader lives no longer than the call that made it, and the state does.
    private unowned(unsafe) let state: LuaState

    /// The bytes must stay where they are until the reader is done.
    init(_ bytes: UnsafeRawBufferPointer, state: LuaState) {
        self.bytes = bytes
        self.state = state
    }

    /// All values that are left.
    mutating func readAll() -> [LuaValue] {
        var values: [LuaValue] = []
        while offset < bytes.count { values.append(read()) }
        return values
    }

    /// The next value, nil at the end.
    mutating func read() -> LuaValue {
        guard offset < bytes.count else { return .nil }
        let tag = clua_tag(UInt32(bytes[offset]))
        offset += 1
        switch tag {
        case CLUA_FALSE: return .boolean(false)
        case CLUA_TRUE: return .boolean(true)
        case CLUA_INTEGER: return .integer(word())
        case CLUA_NUMBER: return .number(Double(bitPattern: UInt64(bitPattern: word())))
        case CLUA_STRING: return readString()
        case CLUA_ARRAY: return readArray()
        case CLUA_TABLE, CLUA_ERROR_TABLE: return readTable()
        case CLUA_OBJECT: return readObject()
        case CLUA_FUNCTION: return .function(LuaFunction(reference: word(), state: state))
        case CLUA_NULL: return .null
        case CLUA_OTHER: return .other(readString().text ?? "value")
        default: return .nil
        }
    }

    private mutating func word() -> Int64 {
        let word = bytes.loadUnaligned(fromByteOffset: offset, as: Int64.self)
        offset += 8
        return word
    }

    private mutating func readString() -> LuaValue {
        let count = Int(word())
        let part = UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
        offset += count
        if let text = String(validating: part, as: UTF8.self) { return .string(text) }
        return .bytes(Array(part))
    }

    private mutating func readArray() -> LuaValue {
        let count = Int(word())
        var values: [LuaValue] = []
        values.reserveCapacity(count)
        for _ in 0..<count { values.append(read()) }
        return .table(LuaTable(sequence: values))
    }

    private mutating func readTable() -> LuaValue {
        var table = LuaTable()
        while offset < bytes.count, bytes[offset] != UInt8(CLUA_END.rawValue) {
            let key = read()
            let value = read()
            if case .string(let name) = key {
                table.fields[name] = value
            } else {
                table.others.append((key, value))
            }
        }
        offset += 1
        return .table(table)
    }

    private mutating func readObject() -> LuaValue {
        let slot = UInt64(bitPattern: word())
        _ = word()
        guard let object = state.objects[slot] else { return .other("a closed object") }
        return .object(object)
    }
}
