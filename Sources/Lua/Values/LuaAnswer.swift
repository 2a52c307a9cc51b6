/// What a host function answers: values at once, or work that the script waits for.
public enum LuaAnswer {
    /// No results.
    case nothing
    /// One result.
    case value(LuaValue)
    /// The results.
    case values([LuaValue])
    /// Work that runs elsewhere; the script's coroutine is suspended until it ends.
    indirect case wait(LuaWait)

    /// Work that runs elsewhere, and what is made of its outcome back on the thread of the state.
    ///
    /// The work is cancelled when the state closes. `finish` may answer with another wait.
    public static func wait<Outcome: Sendable>(
        for work: @escaping @Sendable () async -> Outcome,
        then finish: @escaping (LuaState, Outcome) throws(LuaError) -> LuaAnswer,
    ) -> LuaAnswer {
        .wait(
            LuaWait(.task(work)) { state, outcome throws(LuaError) in
                guard let outcome = outcome as? Outcome else {
                    throw LuaError("a wait ended with \(type(of: outcome)) instead of \(Outcome.self)")
                }
                return try finish(state, outcome)
            }
        )
    }

    /// Work that something else than a Swift task does, and what is made of its outcome back on the thread of the state.
    ///
    /// `start` begins the work on the thread of the state, must not wait, and answers what cancels it. It calls what it is
    /// given once, from any thread, also after a cancellation.
    public static func wait<Outcome: Sendable>(
        starting start: @escaping (@escaping @Sendable (Outcome) -> Void) -> @Sendable () -> Void,
        then finish: @escaping (LuaState, Outcome) throws(LuaError) -> LuaAnswer,
    ) -> LuaAnswer {
        .wait(
            LuaWait(.started { end in start { end($0) } }) { state, outcome throws(LuaError) in
                guard let outcome = outcome as? Outcome else {
                    throw LuaError("a wait ended with \(type(of: outcome)) instead of \(Outcome.self)")
                }
                return try finish(state, outcome)
            }
        )
    }
}

/// Work that a script waits for; made by ``LuaAnswer/wait(for:then:)`` and ``LuaAnswer/wait(starting:then:)``.
public struct LuaWait {
    let work: TaskWork
    let finish: (LuaState, any Sendable) throws(LuaError) -> LuaAnswer

    init(_ work: TaskWork, finish: @escaping (LuaState, any Sendable) throws(LuaError) -> LuaAnswer) {
        self.work = work
        self.finish = finish
    }
}
