internal import Lua
internal import Scripting
internal import Seam

/// `seam.call(path, parameters)`: a function of the API that the catalogue does not have, sent as a direct effect.
///
/// What the catalogue has is refused: its own function checks the parameters, and makes rows of the plan where it changes
/// hours. Nothing is known of the others, so none is repeated but where it surely had no effect.
struct UnlistedCall {
    let session: ScriptSession

    /// The function as a script calls it.
    var function: BoundFunction {
        Surface.API.call.bound { [session] _, path, parameters throws(LuaError) in
            let endpoint = try Self.endpoint(path)
            let call = try SeamParameters(unchecked: parameters ?? LuaTable(), of: Surface.API.call.entry.name)
            session.pins.learn(call.json)
            session.context.log("\(path) is not in the catalogue: its parameters are sent unchecked, at once")
            return try SeamCall(session: session, endpoint: endpoint, givesWholeAnswer: true).sendDirectly(call)
        }
    }

    /// What is known of a path that the catalogue does not have.
    private static func endpoint(_ path: String) throws(LuaError) -> SeamEndpoint {
        guard let endpoint = SeamEndpoint(unlisted: path) else {
            throw LuaError("seam.call: \"\(path)\" is no path of the API, such as /doorbells/ring")
        }
        guard let known = SeamCatalogue.endpoint(path: endpoint.path) else { return endpoint }
        throw LuaError(
            "seam.call is for what Keyshift does not know; call \(known.name){ … }, which checks what it is given"
        )
    }
}
