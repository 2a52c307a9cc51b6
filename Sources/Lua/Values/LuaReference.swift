/// A value of a script, kept by Swift without a copy; it is released when the last copy of this reference goes.
///
/// It belongs to the thread of its state and must not outlive it there.
public final class LuaReference {
    let reference: Int64
    // Not a weak reference to the state: those make every retain of it slow, at every host call.
    private let bridge: Bridge

    init(reference: Int64, state: LuaState) {
        self.reference = reference
        self.bridge = state.bridge
    }

    deinit {
        bridge.state?.forget(reference)
    }
}
