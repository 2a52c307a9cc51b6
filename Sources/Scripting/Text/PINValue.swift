package import Lua
package import Seam

/// The PIN of a code, which a script can compare and hand back to a call, and cannot read.
package final class PINValue {
    /// The digits, for a request alone.
    let digits: String

    /// Holds a PIN.
    package init(_ digits: String) { self.digits = digits }

    /// What a script sees of it.
    package var shown: String { PINMask.mask(digits) }

    /// How a PIN looks to a script: as `••••12` wherever it becomes a text, and equal to the same one.
    package static var description: LuaClass {
        LuaClass(
            PINValue.self,
            name: "pin",
            operators: [
                text("__tostring"), text("__json"),
                LuaHostFunction("__eq") { _, arguments throws(LuaError) in
                    guard case .object(let left as PINValue) = arguments[0],
                        case .object(let right as PINValue) = arguments[1]
                    else { return .value(.boolean(false)) }
                    return .value(.boolean(left.digits == right.digits))
                },
                LuaHostFunction("__concat") { state, arguments throws(LuaError) in
                    .value(.string(try state.describe(arguments[0]) + state.describe(arguments[1])))
                },
            ],
        )
    }

    /// A function that makes a PIN of a text that is one, and nil of any other.
    package static func maker() -> LuaHostFunction {
        LuaHostFunction("pin") { _, arguments in
            guard let text = arguments[0].text, PINMask.isPIN(text) else { return .value(.nil) }
            return .value(.object(PINValue(text)))
        }
    }

    private static func text(_ name: String) -> LuaHostFunction {
        LuaHostFunction(name) { _, arguments throws(LuaError) in
            .value(.string(try arguments.object(0, as: PINValue.self).shown))
        }
    }
}

extension LuaValue {
    /// The value of a JSON value, in which each PIN is one that a script cannot read.
    package static func hidingPINs(of json: JSONValue) -> LuaValue {
        switch json {
        case .array(let values):
            var table = LuaTable(sequence: values.map(hidingPINs))
            table.isArray = true
            return .table(table)
        case .object(let fields):
            let names = PINMask.names(in: fields)
            var table: [String: LuaValue] = [:]
            for (name, value) in fields where !value.isNull {
                if let text = value.string, names.contains(name), PINMask.isPIN(text) {
                    table[name] = .object(PINValue(text))
                } else {
                    table[name] = hidingPINs(of: value)
                }
            }
            return .table(LuaTable(fields: table))
        default: return LuaValue(json)
        }
    }

    /// Puts PINs that a script cannot read in the places of those that it could, in a list that is in its state already.
    ///
    /// `maker` is the `PINValue.maker` of the script.
    /// - Throws: `script_error` when Lua has no memory for it.
    package static func hidePINs(
        in list: LuaValue,
        of state: LuaState,
        by maker: LuaHostFunction,
    ) throws(LuaError) {
        let names = LuaTable(fields: Dictionary(uniqueKeysWithValues: PINMask.fields.map { ($0, .boolean(true)) }))
        _ = try state.call(
            try state.load(hiding, name: "pins"),
            [list, .hostFunction(maker), .table(names)]
        )
    }

    private static let hiding = """
        local list, pin, names = ...
        local function hide(fields)
            for name, value in next, fields do
                if type(value) == "table" then
                    hide(value)
                elseif type(value) == "string" then
                    local isPIN = names[name] or (name == "from" or name == "to") and names[fields.property]
                    local made = isPIN and pin(value)
                    if made then fields[name] = made end
                end
            end
        end
        hide(list)
        """
}
