import CLuaSupport

/// A function of a script, kept by Swift; it is released when the last copy of this reference goes.
///
/// It belongs to the thread of its state and must not outlive it there.
public final class LuaFunction {
    let reference: Int64
    // Not a weak reference to the state: those make every retain of it slow, at every host call.
    private let bridge: Bridge

    init(reference: Int64, state: LuaState) {
        self.reference = reference
        self.bridge = state.bridge
    }

    /// The function of the host that this is, nil for one that the script wrote.
    public var hostFunction: LuaHostFunction? {
        guard let state = bridge.state,
            let address = UnsafeRawPointer(bitPattern: Int(clua_host_function(state.host, reference)))
        else { return nil }
        // Only `LuaState.register(_:)` gives ids, and what it was given lives as long as the state.
        return Unmanaged<LuaHostFunction>.fromOpaque(address).takeUnretainedValue()
    }

    deinit {
        bridge.state?.forget(reference)
    }
}

/// A function of the host, as a script calls it.
public final class LuaHostFunction {
    /// What is called: the state and the arguments come in, the answer goes out, on the thread of the state.
    public typealias Body = (LuaState, LuaArguments) throws(LuaError) -> LuaAnswer

    /// The name that its errors mention.
    public var name: String { FunctionNames.text(number) }
    /// The number of its name, which crosses to the arguments of a call at no cost.
    let number: Int64
    /// What is called.
    package let body: Body

    /// Makes a function of a name, which errors mention, and a body.
    ///
    /// The process keeps the name for ever: let it be one of a fixed set.
    public init(_ name: String, _ body: @escaping Body) {
        number = FunctionNames.number(name)
        self.body = body
    }
}
