internal import Lua
internal import Model
internal import Scripting
internal import Seam

/// The rule of codes that access grants hold: a call that takes effect at once changes and deletes none of them.
///
/// No source says what Seam makes of such a change; the next change of the grant would undo it, or leave two PINs.
enum HeldCode {
    private static let paths: Set = ["/access_codes/update", "/access_codes/delete"]

    /// The code that a call would change, nil for any other call.
    static func id(in parameters: JSONValue, to endpoint: SeamEndpoint) -> String? {
        paths.contains(endpoint.path) ? parameters["access_code_id"]?.string : nil
    }

    /// The refusal, with the grant and the line that changes it.
    static func refusal(of function: String, by grant: IndexedGrant) -> LuaError {
        let id = grant.accessGrantID.shown
        let name = grant.state.name.map { "\"\($0.shown)\" (\(id))" } ?? "\"\(id)\""
        let way =
            function.hasSuffix(".delete")
            ? "seam.access_grants.delete{ access_grant_id = \"\(id)\" } takes the whole grant away"
            : "change the grant itself: \(grant.line(for: Change()))"
        let sentence = "\(function) was not sent: the access grant \(name) holds the code. Instead, \(way)"
        let code = SeamError.Code.invalidInput.rawValue
        return LuaError(sentence, fields: ["code": .string(code), "message": .string(sentence)])
    }
}
