import CLuaSupport

/// The callbacks of the C side, as a table of C functions over one unowned state.
///
/// A callback returns a status and never lets an error out; the C side raises or yields after the Swift frame is gone.
final class Bridge {
    /// The state, nil when it is gone.
    unowned(unsafe) var state: LuaState? {
        didSet { unretained = state.map(Unmanaged.passUnretained) }
    }

    /// The state for the shortest way to it.
    @exclusivity(unchecked)
    private(set) var unretained: Unmanaged<LuaState>?

    /// Called on the watchdog's thread, which holds the bridge's state open meanwhile.
    private let onUnresponsive: @Sendable () -> Void

    init(onUnresponsive: @escaping @Sendable () -> Void) {
        self.onUnresponsive = onUnresponsive
    }

    var callbacks: clua_callbacks {
        clua_callbacks(
            context: Unmanaged.passUnretained(self).toOpaque(),
            call: { context, function, scalars, bytes, count in
                guard let scalars else { return Int32(CLUA_RETURN_NOTHING.rawValue) }
                let arguments = UnsafeRawBufferPointer(start: bytes, count: count)
                return Bridge.call(context, function, scalars, arguments)
            },
            finish: { context, ticket in Int32(Bridge.state(context).finish(ticket).rawValue) },
            block: { context, ticket in Int32(Bridge.state(context).block(ticket).rawValue) },
            release: { context, slot in Bridge.state(context).release(slot) },
            print: { context, bytes, count in
                let text = UnsafeRawBufferPointer(start: bytes, count: count)
                Bridge.state(context).output(String(decoding: text, as: UTF8.self))
            },
            next_task: { context in Bridge.state(context).nextTask() },
            start_task: { context, isMapped in Bridge.state(context).startTask(isMapped ? .mapped : .spawned) },
            await_task: { context, task in Int32(Bridge.state(context).awaitTask(TaskScheduler.ID(task)).rawValue) },
            await_children: { context in Bridge.state(context).awaitChildren() },
            sleep: { context, seconds in Bridge.state(context).sleep(seconds) },
            abandon: { context, ticket in Bridge.state(context).abandon(ticket) },
            unresponsive: { context in
                guard let context else { return }
                Unmanaged<Bridge>.fromOpaque(context).takeUnretainedValue().onUnresponsive()
            },
        )
    }

    /// Calls a host function; the state outlives the call, so that it need not be retained for it.
    @inline(__always)
    private static func call(
        _ context: UnsafeMutableRawPointer?,
        _ function: Int64,
        _ scalars: UnsafeMutablePointer<clua_scalars>,
        _ arguments: UnsafeRawBufferPointer,
    ) -> Int32 {
        guard let context else { return Int32(CLUA_RETURN_NOTHING.rawValue) }
        return Unmanaged<Bridge>.fromOpaque(context)._withUnsafeGuaranteedRef { bridge in
            guard let state = bridge.unretained else { return Int32(CLUA_RETURN_NOTHING.rawValue) }
            return state._withUnsafeGuaranteedRef { Int32($0.callHostFunction(function, scalars, arguments).rawValue) }
        }
    }

    private static func state(_ context: UnsafeMutableRawPointer?) -> LuaState {
        guard let context, let state = Unmanaged<Bridge>.fromOpaque(context).takeUnretainedValue().state else {
            preconditionFailure("a callback came after its state was closed")
        }
        return state
    }
}
