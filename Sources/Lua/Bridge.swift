import CLuaSupport

/// The callbacks of the C side, as a table of C functions over one unowned state.
///
/// A callback returns a status and never lets an error out; the C side raises or yields after the Swift frame is gone.
final class Bridge {
    unowned(unsafe) var state: LuaState?
    /// Called on the watchdog's thread, which holds the bridge's state open meanwhile.
    private let onUnresponsive: @Sendable () -> Void

    init(onUnresponsive: @escaping @Sendable () -> Void) {
        self.onUnresponsive = onUnresponsive
    }

    var callbacks: clua_callbacks {
        clua_callbacks(
            context: Unmanaged.passUnretained(self).toOpaque(),
            call: { context, function, bytes, count in
                let arguments = UnsafeRawBufferPointer(start: bytes, count: count)
                return Int32(Bridge.state(context).callHostFunction(function, arguments).rawValue)
            },
            finish: { context, ticket in Int32(Bridge.state(context).finish(ticket).rawValue) },
            block: { context, ticket in Bridge.state(context).blockUntilFinished(ticket) },
            release: { context, slot in Bridge.state(context).release(slot) },
            print: { context, bytes, count in
                let text = UnsafeRawBufferPointer(start: bytes, count: count)
                Bridge.state(context).output(String(decoding: text, as: UTF8.self))
            },
            unresponsive: { context in
                guard let context else { return }
                Unmanaged<Bridge>.fromOpaque(context).takeUnretainedValue().onUnresponsive()
            },
        )
    }

    private static func state(_ context: UnsafeMutableRawPointer?) -> LuaState {
        guard let context, let state = Unmanaged<Bridge>.fromOpaque(context).takeUnretainedValue().state else {
            preconditionFailure("a callback came after its state was closed")
        }
        return state
    }
}
