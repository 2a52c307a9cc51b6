import CLuaSupport

/// A Lua 5.4 state with its libraries: loads and runs scripts, and lets them call Swift.
///
/// A state belongs to one thread; keep it in an actor whose executor is a ``LuaThread``. A host function that answers
/// ``LuaAnswer/wait(_:)`` suspends the script's coroutine, wherever Lua can, and blocks the thread elsewhere.
///
/// ```swift
/// let state = try LuaState()
/// try state.set("double", LuaHostFunction("double") { _, arguments throws(LuaError) in
///     .value(.integer(try arguments.integer(0, "number") * 2))
/// })
/// let chunk = try state.load("return double(21)", name: "example.lua")
/// let results = try state.run(chunk)
/// ```
public final class LuaState {
    /// Where `print` goes, a line at a time, without the line's end.
    public var output: (String) -> Void = { _ in }

    /// What its scripts may use; new times count from the next run.
    public var limits: LuaLimits {
        didSet { clua_set_limits(host, limits.native) }
    }

    /// Stops what the state runs, from any thread.
    public let interrupter: LuaInterrupter

    let host: OpaquePointer
    var objects = ObjectTable()
    var classes: [ObjectIdentifier: UInt64] = [:]
    private var functions = HostFunctionSet()
    // Touched for an instant at a time, by the thread of the state; checked at every host call.
    @exclusivity(unchecked)
    private var forgotten: [Int64] = []
    var tasks = TaskRuntime()
    private var lastClassID: UInt64 = 0

    /// Opens a state.
    ///
    /// `onUnresponsive` is called on another thread when a run goes on 1.5 s past its time limit, which only a fault of
    /// the host or of Lua itself can cause. It must not use the state; what is left to it is to end the process.
    /// - Throws: `script_error` when there is no memory for it.
    public init(
        limits: LuaLimits = LuaLimits(),
        onUnresponsive: @escaping @Sendable () -> Void = {},
    ) throws(LuaError) {
        let bridge = Bridge(onUnresponsive: onUnresponsive)
        guard let host = clua_host_new(bridge.callbacks, limits.native) else {
            throw LuaError("there is no memory for a Lua state")
        }
        self.limits = limits
        self.host = host
        self.bridge = bridge
        interrupter = LuaInterrupter(host: host, queue: tasks.queue)
        bridge.state = self
    }

    let bridge: Bridge

    deinit {
        interrupter.close()
        tasks.cancelAll()
        clua_host_close(host)
        bridge.state = nil
    }

    /// The bytes that the state holds, garbage included.
    public var memoryInUse: Int { clua_memory_in_use(host) }

    /// Counts bytes that a host function printed on behalf of the script; past the limit, the script ends at once.
    public func countOutput(_ bytes: Int) {
        _ = clua_count_output(host, max(0, bytes))
    }

    /// The number of Swift objects that the state keeps alive.
    public var objectCount: Int { objects.count }

    /// Compiles a script; `name` is the one that its error messages show.
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

    /// Tells the state how objects of a Swift class look to a script.
    /// - Throws: `script_error` when Lua has no memory for it.
    public func define(_ description: LuaClass) throws(LuaError) {
        classes[ObjectIdentifier(description.type)] = try define(
            description.name,
            members: Self.table(of: description.methods),
            operators: Self.table(of: description.operators),
            getter: description.getter,
        )
    }

    /// Makes a module of named members, which a script can read and not change.
    ///
    /// `missing` is called with the module and the name for a name that is not there; it throws a helpful error.
    /// - Throws: `script_error` when Lua has no memory for it.
    public func module(
        _ name: String,
        _ members: [String: LuaValue],
        missing: LuaHostFunction,
    ) throws(LuaError) -> LuaValue {
        try module(name, LuaTable(fields: members), missing, keepsMissing: false)
    }

    /// Makes a module whose members are made when a script asks for them, which costs nothing before.
    ///
    /// `member` is called with the module and the name, once for each name that it answers; for a name that is not there it
    /// throws a helpful error.
    /// - Throws: `script_error` when Lua has no memory for it.
    public func lazyModule(_ name: String, member: LuaHostFunction) throws(LuaError) -> LuaValue {
        try module(name, LuaTable(), member, keepsMissing: true)
    }

    private func module(
        _ name: String,
        _ members: LuaTable,
        _ missing: LuaHostFunction,
        keepsMissing: Bool,
    ) throws(LuaError) -> LuaValue {
        let module = LuaModule(name: name)
        let operators = LuaTable(fields: ["__tostring": .hostFunction(LuaModule.describe())])
        module.classID = try define(
            name,
            members: members,
            operators: operators,
            getter: missing,
            keepsMissing: keepsMissing,
        )
        write([.object(module)])
        if case .integer(let reference)? = try results(clua_keep(host)).first { module.reference = reference }
        return .object(module)
    }

    private func define(
        _ name: String,
        members: LuaTable,
        operators: LuaTable,
        getter: LuaHostFunction?,
        keepsMissing: Bool = false,
    ) throws(LuaError) -> UInt64 {
        lastClassID += 1
        let getter = getter.map(LuaValue.hostFunction) ?? .nil
        write([.string(name), .table(members), .table(operators), getter, .boolean(keepsMissing)])
        _ = try results(clua_define_class(host, lastClassID))
        return lastClassID
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

    private static func table(of functions: [LuaHostFunction]) -> LuaTable {
        LuaTable(fields: Dictionary(functions.map { ($0.name, .hostFunction($0)) }) { _, last in last })
    }
}

// MARK: - What the C side asks for

extension LuaState {
    /// Keeps a host function as long as the state lives, and answers its id: its address.
    func register(_ function: LuaHostFunction) -> Int64 {
        functions.insert(function)
        return Int64(Int(bitPattern: Unmanaged.passUnretained(function).toOpaque()))
    }

    /// Forgets a function of the script, later: the buffer may still name it.
    func forget(_ reference: Int64) {
        forgotten.append(reference)
    }

    func releaseForgotten() {
        for reference in forgotten { clua_release_reference(host, reference) }
        forgotten.removeAll(keepingCapacity: true)
    }

    /// Calls a host function, and answers a number without the buffer.
    @inline(__always)
    func call(_ function: LuaHostFunction, _ arguments: LuaArguments) -> clua_answer {
        if !forgotten.isEmpty { releaseForgotten() }
        do throws(LuaError) {
            let answer = try function.body(self, arguments)
            switch consume answer {
            case .nothing: return clua_answer(CLUA_RETURN_NOTHING)
            case .value(let value): return self.answer(value)
            case .values(let values): return clua_answer(settle(.values(values)))
            case .wait(let wait): return clua_answer(settle(.wait(wait)))
            }
        } catch {
            return clua_answer(settle(error))
        }
    }

    // Each case is taken by itself: what a number holds need not be released.
    @inline(__always)
    private func answer(_ value: consuming LuaValue) -> clua_answer {
        switch consume value {
        case .integer(let integer): clua_answer(CLUA_RETURN_INTEGER, word: integer)
        case .number(let number): clua_answer(CLUA_RETURN_NUMBER, word: Int64(bitPattern: number.bitPattern))
        case let other: clua_answer(settle(.value(other)))
        }
    }

    /// Calls a host function with the arguments that these bytes hold.
    @inline(never)
    func call(_ function: LuaHostFunction, _ bytes: UnsafeRawBufferPointer) -> clua_answer {
        var reader = ValueReader(bytes, state: self)
        return call(function, LuaArguments(reader.readAll(), of: function))
    }

    func release(_ slot: UInt64) {
        // The object is released after the table's access has ended: its deinit may come back here.
        _ = objects.remove(slot)
    }

    func answer(_ body: () throws(LuaError) -> LuaAnswer) -> clua_status {
        do throws(LuaError) {
            return settle(try body())
        } catch {
            return settle(error)
        }
    }

    @inline(never)
    private func settle(_ answer: LuaAnswer) -> clua_status {
        switch answer {
        case .nothing: write([])
        case .value(let value): write([value])
        case .values(let values): write(values)
        case .wait(let wait):
            clua_set_ticket(host, tasks.start(wait))
            return CLUA_WAIT
        }
        return CLUA_RETURN
    }

    @inline(never)
    private func settle(_ error: LuaError) -> clua_status {
        ValueWriter(self).write(error)
        return error.position == nil ? CLUA_RAISE : CLUA_RETHROW
    }

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
        if let error = limits.error(
            for: clua_stop_reason(host),
            position: text.text ?? "",
            traceback: traceback.isEmpty ? nil : traceback,
        ) {
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
