/// What the C side holds of a state, and what references to values of a script go through: it outlives the state.
final class Bridge {
    /// The state, nil when it is gone.
    unowned(unsafe) var state: LuaState? {
        didSet { unretained = state.map(Unmanaged.passUnretained) }
    }

    /// The state for the shortest way to it.
    @exclusivity(unchecked)
    private(set) var unretained: Unmanaged<LuaState>?

    /// Called on the watchdog's thread, which holds the bridge's state open meanwhile.
    let onUnresponsive: @Sendable () -> Void

    init(onUnresponsive: @escaping @Sendable () -> Void) {
        self.onUnresponsive = onUnresponsive
    }
}
