package import Lua
package import Seam

extension GivenOptions {
    /// Reads the options of a call of the API that is recorded, which stand behind its parameters; nil for none.
    /// - Throws: `script_error` for a name that is not known, and for a value of another kind.
    package init?(_ arguments: LuaArguments, at index: Int, of endpoint: SeamEndpoint) throws(LuaError) {
        guard index < arguments.count else { return nil }
        let parameter = Surface.ChangeOptions.parameter
        let refusals = parameter.described.refusals(of: Given(arguments[index]), at: index, of: endpoint.name)
        if let refusal = refusals.first { throw LuaError(refusal.message) }
        guard let options = try parameter.value(of: arguments[index], in: endpoint.name) else { return nil }
        self = options
    }
}
