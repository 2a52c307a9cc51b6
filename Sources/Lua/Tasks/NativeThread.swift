import CLuaSupport

/// A detached thread with a stack that holds Lua's deepest C recursion.
enum NativeThread {
    /// Bytes of stack: the 200 C levels that Lua allows need up to 512 KB, a debug build of Swift more.
    private static let stackSize = 16 << 20

    private final class Body {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) {
            self.run = run
        }
    }

    /// Runs `body` on a new thread.
    static func start(name: String, _ body: @escaping @Sendable () -> Void) {
        let context = Unmanaged.passRetained(Body(body)).toOpaque()
        let started = clua_start_thread(
            name,
            stackSize,
            { context in
                guard let context else { return }
                Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
            },
            context,
        )
        precondition(started, "the system has no thread left for Lua")
    }
}
