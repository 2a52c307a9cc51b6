/// A value of a script, kept by Swift without a copy; it is released when the last copy of this reference goes.
///
/// It belongs to the thread of its state and must not outlive it there.
public final class LuaReference {
    let reference: Int64
    private weak var state: LuaState?

    init(reference: Int64, state: LuaState) {
        self.reference = reference
        self.state = state
    }

    deinit {
        state?.forget(reference)
    }
}
