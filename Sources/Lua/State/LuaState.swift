import CLuaSupport

/// A Lua 5.4 state with its libraries: loads and runs scripts, and lets them call Swift.
///
/// A state belongs to one thread; keep it in an actor whose executor is a ``LuaThread``. A host function that answers
/// ``LuaAnswer/wait(_:)`` suspends the script's coroutine, wherever Lua can, and blocks the thread elsewhere.
///
/// The state owns what its scripts make, and every Swift object that they were given, until it goes itself; a
/// ``LuaReference`` keeps its value alive and must go with its state. Each function of it that can fail throws a
/// ``LuaError``: a script's mistake with its position and traceback, or the limit that it hit. After any error the state goes
/// on working, with what the script had changed until then. No input of a script ends the process, and no error passes
/// a Swift frame: what Lua raises, it raises in C, after the host function has returned.
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
    /// Where `print` and `io.write` go, a line at a time, without the line's end.
    public var output: (String) -> Void = { _ in }

    /// Where `io.stderr` and `warn` go, a line at a time, without the line's end.
    public var talk: (String) -> Void = { _ in }

    /// What its scripts may use; new times count from the next run.
    public var limits: LuaLimits {
        didSet { clua_set_limits(host, limits.native) }
    }

    /// Stops what the state runs, from any thread.
    public let interrupter: LuaInterrupter

    let host: OpaquePointer
    let bridge: Bridge
    var objects = ObjectTable()
    var classes: [ObjectIdentifier: UInt64] = [:]
    private var kept = KeptObjects()
    // Touched for an instant at a time, by the thread of the state; checked at every host call.
    @exclusivity(unchecked)
    private(set) var forgotten: [Int64] = []
    var tasks = TaskRuntime()
    private var outputLine = LineBuffer()
    private var talkLine = LineBuffer()
    private var lastClassID: UInt64 = 0

    /// Takes over a state of the C side, whose callbacks go to the bridge.
    init(host: OpaquePointer, bridge: Bridge, limits: LuaLimits) {
        self.limits = limits
        self.host = host
        self.bridge = bridge
        interrupter = LuaInterrupter(host: host, queue: tasks.queue)
        bridge.state = self
    }

    deinit {
        interrupter.close()
        tasks.cancelAll()
        clua_host_close(host)
        bridge.state = nil
    }

    /// Counts bytes that a host function printed on behalf of the script; past the limit, the script ends at once.
    public func countOutput(_ bytes: Int) {
        _ = clua_count_output(host, max(0, bytes))
    }

    /// Whether a limit was met: what works long for the script ends then, and the script as soon as it goes on.
    var isStopping: Bool { clua_time_left(host) == 0 }

    /// Prints a line, behind what was written of it already.
    func print(_ bytes: UnsafeRawBufferPointer) {
        output(outputLine.completed(by: bytes[...]))
    }

    /// Writes bytes that may end anywhere in a line.
    func write(_ bytes: UnsafeRawBufferPointer, asTalk: Bool) {
        if asTalk {
            talkLine.add(bytes).forEach(talk)
        } else {
            outputLine.add(bytes).forEach(output)
        }
    }

    /// Ends the lines that a script has only begun.
    func endLines() {
        if let line = outputLine.takeRest() { output(line) }
        if let line = talkLine.takeRest() { talk(line) }
    }

    /// A number that no class of the state has.
    func nextClassID() -> UInt64 {
        lastClassID += 1
        return lastClassID
    }

    /// Keeps an object as long as the state lives, and answers its address.
    func keep(_ object: AnyObject) -> Int64 {
        kept.insert(object)
        return Int64(Int(bitPattern: Unmanaged.passUnretained(object).toOpaque()))
    }

    /// Forgets a value of the script, later: the buffer may still name it.
    func forget(_ reference: Int64) {
        forgotten.append(reference)
    }

    func releaseForgotten() {
        for reference in forgotten { clua_release_reference(host, reference) }
        forgotten.removeAll(keepingCapacity: true)
    }

    func release(_ slot: UInt64) {
        // The object is released after the table's access has ended: its deinit may come back here.
        _ = objects.remove(slot)
    }
}
