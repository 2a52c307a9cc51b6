internal import Spelling

/// What a module answers for a name that it lacks.
package enum MissingName {
    /// A function that raises `<owner> has no <kind> "<name>"; did you mean …`, for the name that it is asked for.
    package static func function(in owner: String, kind: String = "function", among names: [String]) -> LuaHostFunction
    {
        LuaHostFunction(owner) { _, arguments throws(LuaError) in
            throw LuaError(NearestName.sentence(owner, kind, arguments[1].text ?? "?", among: names))
        }
    }
}
