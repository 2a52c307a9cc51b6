/// What a value of a script is, as the reference says it.
package indirect enum ScriptType: Hashable, Sendable {
    case any
    case text
    case number
    case integer
    case boolean
    case table
    /// A function of any form.
    case function
    /// A function that a call takes, with the name and the type of what it is called with, and what it gives.
    case callback([Argument], gives: ScriptType?)
    /// A value with methods.
    case object(ScriptClass)
    /// A table with known fields: a resource of the API such as `device`, or `member` and `options`.
    case record(String)
    /// A row of a table file: its fields are texts.
    case row
    /// A table from texts to values of a type.
    case map(ScriptType)
    /// Lists of a type, each under a value.
    case lists(ScriptType)
    case list(ScriptType)
    /// What a loop goes through.
    case iterator(ScriptType)
    /// One of several types.
    case either([ScriptType])
    /// Perhaps nil.
    case optional(ScriptType)

    /// What a function is called with.
    package struct Argument: Hashable, Sendable {
        /// The name in the reference.
        package let name: String
        /// The type.
        package let type: ScriptType

        /// Makes an argument of both.
        package init(_ name: String, _ type: ScriptType) {
            self.name = name
            self.type = type
        }
    }

    /// The type in the notation of lua-language-server: `string`, `time|string`, `group[]`.
    package var notation: String {
        switch self {
        case .any: "any"
        case .text: "string"
        case .number: "number"
        case .integer: "integer"
        case .boolean: "boolean"
        case .table: "table"
        case .function: "function"
        case .callback(let arguments, let result):
            "fun(\(arguments.map { "\($0.name): \($0.type.notation)" }.joined(separator: ", ")))"
                + (result.map { ": \($0.notation)" } ?? "")
        case .object(let kind): kind.rawValue
        case .record(let name): name
        case .row: "table<string, string>"
        case .map(let value): "table<string, \(value.notation)>"
        case .lists(let element): "table<any, \(element.notation)[]>"
        case .list(.either(let types)): "(\(ScriptType.either(types).notation))[]"
        case .list(let element): "\(element.notation)[]"
        case .iterator(let element): "fun(): \(element.notation)?"
        case .either(let types): types.map(\.notation).joined(separator: "|")
        case .optional(.either(let types)): "\(ScriptType.either(types).notation)|nil"
        case .optional(let type): "\(type.notation)?"
        }
    }

    /// The type of what may be there, for one that may be nil.
    package var unwrapped: ScriptType {
        if case .optional(let type) = self { type } else { self }
    }
}
