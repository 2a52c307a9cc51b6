internal import Lua
internal import Model
internal import Seam

/// The refusal of a call that takes effect at once, where it may not be made.
enum UngrantedCall {
    /// The field of the error that has the name of the call, where a schedule would have to list it.
    static let field = "function"

    /// The refusal: nobody allowed such calls, or the schedule's list has others.
    static func refusal(of endpoint: SeamEndpoint, _ context: ScriptContext) -> LuaError {
        var sentence = "\(endpoint.name) takes effect at once and cannot be planned or undone."
        var fields: [String: LuaError.Field] = ["code": .string("direct_effect")]
        if let schedule = context.scheduleName {
            let names = context.directGrant.names
            let may = names.isEmpty ? "no such call" : "only \(names.joined(separator: ", "))"
            sentence = "\(endpoint.name) takes effect at once, and the schedule \(schedule.shown) may make \(may)."
            fields[field] = .string(DirectGrant.name(ofPath: endpoint.path))
        }
        fields["message"] = .string(sentence)
        return LuaError(sentence, fields: fields)
    }
}
