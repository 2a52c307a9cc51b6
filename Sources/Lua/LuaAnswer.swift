/// What a host function answers: values at once, or work that the script waits for.
public enum LuaAnswer {
    /// No results.
    case nothing
    /// One result.
    case value(LuaValue)
    /// The results.
    case values([LuaValue])
    /// Work that runs elsewhere; the script's coroutine is suspended until it ends.
    case wait(LuaWait)

    /// Work that runs elsewhere, and what is made of its outcome back on the thread of the state.
    ///
    /// The work is cancelled when the state closes. `finish` may answer with another wait.
    public static func wait<Outcome: Sendable>(
        for work: @escaping @Sendable () async -> Outcome,
        then finish: @escaping (LuaState, Outcome) throws(LuaError) -> LuaAnswer,
    ) -> LuaAnswer {
        .wait(
            LuaWait(work: work) { state, outcome throws(LuaError) in
                guard let outcome = outcome as? Outcome else {
                    throw LuaError("a wait ended with \(type(of: outcome)) instead of \(Outcome.self)")
                }
                return try finish(state, outcome)
            }
        )
    }
}

/// Work that a script waits for; made by ``LuaAnswer/wait(for:then:)``.
public struct LuaWait {
    let work: @Sendable () async -> any Sendable
    let finish: (LuaState, any Sendable) throws(LuaError) -> LuaAnswer
}
