internal import Lua
internal import Scripting
internal import Seam

/// What a script sees of PINs: values that it can hand back to a call and cannot read, unless it may.
extension ScriptSession {
    /// Whether PINs are kept from the script; a person who shows them at a terminal reads them anyway.
    var hidesPINs: Bool { !context.limits.seesPINs && !context.showsPINs }

    /// What an answer gives the script.
    func value(of json: JSONValue) -> LuaValue {
        hidesPINs ? LuaValue.hidingPINs(of: json) : LuaValue(json)
    }

    /// An error as the script sees it: the API's sentence can have the PIN that was sent.
    func hidden(_ error: LuaError) -> LuaError {
        guard hidesPINs else { return error }
        var error = error
        error.message = pins.masked(error.message)
        error.fields = error.fields?.mapValues(masked)
        return error
    }

    private func masked(_ field: LuaError.Field) -> LuaError.Field {
        switch field {
        case .string(let text): .string(pins.masked(text))
        case .list(let fields): .list(fields.map(masked))
        case .fields(let fields): .fields(fields.mapValues(masked))
        case .integer, .boolean: field
        }
    }
}
