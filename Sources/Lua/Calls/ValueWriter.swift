import CLuaSupport

/// Writes values into the buffer that the C side reads.
struct ValueWriter {
    private let host: OpaquePointer
    // The writer lives no longer than the call that made it, and the state does.
    private unowned(unsafe) let state: LuaState

    /// Clears the buffer.
    init(_ state: LuaState) {
        self.host = state.host
        self.state = state
        clua_buffer_clear(host)
    }

    /// Appends one value.
    func write(_ value: LuaValue) {
        switch value {
        case .nil, .other: tag(CLUA_NIL)
        case .null: tag(CLUA_NULL)
        case .boolean(let boolean): tag(boolean ? CLUA_TRUE : CLUA_FALSE)
        case .integer(let integer): word(CLUA_INTEGER, integer)
        case .number(let number): word(CLUA_NUMBER, Int64(bitPattern: number.bitPattern))
        case .string(let text): write(text)
        case .bytes(let bytes):
            word(CLUA_STRING, Int64(bytes.count))
            bytes.withUnsafeBytes(append)
        case .table(let table): write(table)
        case .function(let function): word(CLUA_REFERENCE, function.reference)
        case .kept(let value): word(CLUA_REFERENCE, value.reference)
        case .hostFunction(let function): word(CLUA_FUNCTION, state.register(function))
        case .object(let object): write(object)
        }
    }

    /// Appends the value of an error: its fields when it has some, else its text.
    func write(_ error: LuaError) {
        guard let fields = error.fields else { return write(error.description) }
        tag(CLUA_ERROR_TABLE)
        for (name, field) in fields {
            write(name)
            write(field.value)
        }
        tag(CLUA_END)
    }

    private func write(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            word(CLUA_STRING, Int64(utf8.count))
            append(UnsafeRawBufferPointer(utf8))
        }
    }

    private func write(_ table: LuaTable) {
        if table.fields.isEmpty, table.others.isEmpty, table.isArray || !table.sequence.isEmpty {
            word(CLUA_ARRAY, Int64(table.sequence.count))
            for value in table.sequence { write(value) }
            return
        }
        tag(CLUA_TABLE)
        for (index, value) in table.sequence.enumerated() {
            write(.integer(Int64(index + 1)))
            write(value)
        }
        for (name, value) in table.fields {
            write(name)
            write(value)
        }
        for (key, value) in table.others {
            write(key)
            write(value)
        }
        tag(CLUA_END)
    }

    private func write(_ object: AnyObject) {
        if let reference = (object as? LuaModule)?.reference { return word(CLUA_REFERENCE, reference) }
        guard let classID = (object as? LuaModule)?.classID ?? state.classes[ObjectIdentifier(type(of: object))] else {
            preconditionFailure("\(type(of: object)) was not given to LuaState.define(_:)")
        }
        word(CLUA_OBJECT, Int64(bitPattern: state.objects.insert(object)))
        withUnsafeBytes(of: classID, append)
    }

    private func tag(_ tag: clua_tag) {
        extend(1).storeBytes(of: UInt8(tag.rawValue), as: UInt8.self)
    }

    private func word(_ tag: clua_tag, _ word: Int64) {
        let place = extend(9)
        place.storeBytes(of: UInt8(tag.rawValue), as: UInt8.self)
        place.storeBytes(of: word, toByteOffset: 1, as: Int64.self)
    }

    private func append(_ bytes: UnsafeRawBufferPointer) {
        guard let source = bytes.baseAddress, bytes.count > 0 else { return }
        extend(bytes.count).copyMemory(from: source, byteCount: bytes.count)
    }

    private func extend(_ count: Int) -> UnsafeMutableRawPointer {
        guard let place = clua_buffer_extend(host, count) else {
            preconditionFailure("out of memory while passing a value to Lua")
        }
        return UnsafeMutableRawPointer(place)
    }
}
