import CLuaSupport

extension LuaState {
    /// Opens a state.
    ///
    /// `onUnresponsive` is called on another thread when a run goes on 1.5 s past its time limit, which only a fault of
    /// the host or of Lua itself can cause. It must not use the state; what is left to it is to end the process.
    /// - Throws: `script_error` when there is no memory for it.
    public convenience init(
        limits: LuaLimits = LuaLimits(),
        onUnresponsive: @escaping @Sendable () -> Void = {},
    ) throws(LuaError) {
        let bridge = Bridge(onUnresponsive: onUnresponsive)
        guard let host = clua_host_new(bridge.callbacks, limits.native) else {
            throw LuaError("there is no memory for a Lua state")
        }
        self.init(host: host, bridge: bridge, limits: limits)
    }

    /// Compiles a script, behind a byte order mark and a first line that begins with `#`; `name` is the one that its error
    /// messages show.
    /// - Throws: `load_error` with the line of the mistake.
    public func load(_ source: String, name: String) throws(LuaError) -> LuaFunction {
        var source = source
        let outcome = source.withUTF8 { text in
            let start = UnsafeRawPointer(text.baseAddress)?.assumingMemoryBound(to: CChar.self)
            return clua_load(host, start, text.count, "@\(name)")
        }
        guard case .function(let chunk) = try results(outcome, code: .load).first ?? .nil else {
            throw LuaError("\(name) could not be loaded")
        }
        return chunk
    }

    /// Calls a function from inside a host function; waits inside it block the thread.
    /// - Throws: what the function raised.
    public func call(_ function: LuaFunction, _ arguments: [LuaValue] = []) throws(LuaError) -> [LuaValue] {
        write(arguments)
        return try results(clua_call(host, function.reference))
    }

    /// Sets a global.
    /// - Throws: `script_error` when Lua has no memory for it.
    public func set(_ name: String, _ value: LuaValue) throws(LuaError) {
        write([value])
        _ = try results(clua_set_global(host, name))
    }

    /// Sets a global to a host function.
    /// - Throws: `script_error` when Lua has no memory for it.
    public func set(_ name: String, _ function: LuaHostFunction) throws(LuaError) {
        try set(name, .hostFunction(function))
    }

    /// Reads a global.
    /// - Throws: `script_error` when the value cannot cross.
    public func get(_ name: String) throws(LuaError) -> LuaValue {
        try results(clua_get_global(host, name)).first ?? .nil
    }

    /// The text of a value, as `tostring` gives it.
    /// - Throws: what a `__tostring` raised.
    public func describe(_ value: LuaValue) throws(LuaError) -> String {
        write([value])
        return try results(clua_describe(host)).first?.text ?? ""
    }

    /// The line of the script that the running host function was called from, such as `late.lua:6`; nil where none is.
    public func position() -> String? {
        guard let position = try? results(clua_position(host)).first?.text, !position.isEmpty else { return nil }
        return position
    }
}

// MARK: - The buffer that values cross in

extension LuaState {
    func write(_ values: [LuaValue]) {
        let writer = ValueWriter(self)
        for value in values { writer.write(value) }
    }

    func results(_ outcome: Int32, code: LuaError.Code = .script) throws(LuaError) -> [LuaValue] {
        let bytes = UnsafeRawBufferPointer(start: clua_buffer_bytes(host), count: clua_buffer_count(host))
        var reader = ValueReader(bytes, state: self)
        if outcome == Int32(CLUA_DONE.rawValue) { return reader.readAll() }
        let value = reader.read()
        let text = reader.read()
        let traceback = reader.read().text ?? ""
        if var error = limits.error(
            for: clua_stop_reason(host),
            position: text.text ?? "",
            traceback: traceback.isEmpty ? nil : traceback,
        ) {
            if error.code == .exited { error.exitStatus = Int(clua_exit_status(host)) }
            throw error
        }
        throw LuaError(
            code: code,
            text: Self.readable(text),
            traceback: traceback.isEmpty ? nil : traceback,
            value: value,
        )
    }

    private static func readable(_ text: LuaValue) -> String {
        switch text {
        case .string(let text) where !text.isEmpty: text
        case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
        default: "not enough memory"
        }
    }
}
