import CLuaSupport

extension Bridge {
    /// The callbacks of the C side, as a table of C functions over one unowned state.
    ///
    /// A callback returns a status and never lets an error out; the C side raises or yields after the Swift frame is gone.
    var callbacks: clua_callbacks {
        clua_callbacks(
            context: Unmanaged.passUnretained(self).toOpaque(),
            call: { context, function, first, second, shape in
                Bridge.call(context, function) { state, function in
                    state.call(function, LuaArguments(first, second, shape: shape, of: function))
                }
            },
            call_with: { context, function, bytes, count in
                Bridge.call(context, function) { state, function in
                    state.call(function, UnsafeRawBufferPointer(start: bytes, count: count))
                }
            },
            finish: { context, ticket in Int32(Bridge.state(context).finish(ticket).rawValue) },
            block: { context, ticket in Int32(Bridge.state(context).block(ticket).rawValue) },
            release: { context, slot in Bridge.state(context).release(slot) },
            print: { context, bytes, count in
                Bridge.state(context).print(UnsafeRawBufferPointer(start: bytes, count: count))
            },
            write: { context, stream, bytes, count in
                let text = UnsafeRawBufferPointer(start: bytes, count: count)
                Bridge.state(context).write(text, asTalk: stream == Int32(CLUA_TALK.rawValue))
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

    /// Finds the host function of an id, and the state: it outlives the call, so that it need not be retained for it.
    ///
    /// Only `LuaState.register(_:)` gives ids, and what it was given lives as long as the state.
    @inline(__always)
    private static func call(
        _ context: UnsafeMutableRawPointer?,
        _ id: Int64,
        _ body: (LuaState, LuaHostFunction) -> clua_answer,
    ) -> clua_answer {
        guard let context, let address = UnsafeRawPointer(bitPattern: Int(id)) else {
            return clua_answer(CLUA_RETURN_NOTHING)
        }
        return Unmanaged<Bridge>.fromOpaque(context)._withUnsafeGuaranteedRef { bridge in
            guard let state = bridge.unretained else { return clua_answer(CLUA_RETURN_NOTHING) }
            return state._withUnsafeGuaranteedRef { state in
                Unmanaged<LuaHostFunction>.fromOpaque(address)._withUnsafeGuaranteedRef { body(state, $0) }
            }
        }
    }

    private static func state(_ context: UnsafeMutableRawPointer?) -> LuaState {
        guard let context, let state = Unmanaged<Bridge>.fromOpaque(context).takeUnretainedValue().state else {
            preconditionFailure("a callback came after its state was closed")
        }
        return state
    }
}

extension clua_answer {
    /// An answer with this status, and for a number with its bits.
    @inline(__always)
    init(_ status: clua_status, word: Int64 = 0) {
        self.init(word: word, status: Int64(status.rawValue))
    }
}
