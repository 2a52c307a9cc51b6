package import Lua

/// An argument as far as it is known: all of it in a call, and what the text of a script tells in `check`.
package indirect enum Given {
    /// Nothing is known of it.
    case unknown
    case `nil`
    /// A boolean, nil for one that is not known.
    case boolean(Bool?)
    case integer(Int64)
    /// A number, nil for one that is not known.
    case number(Double?)
    /// A text, nil for one that is not known.
    case text(String?)
    /// A string that is no UTF-8.
    case bytes
    /// A table, nil for one that is not known.
    case table(GivenTable?)
    case function
    case object(ScriptClass)
    /// Anything else, by the words for it.
    case other(String)

    /// Whether nothing was given.
    var isNil: Bool {
        if case .nil = self { true } else { false }
    }

    /// The words for it in a sentence.
    package var words: String {
        switch self {
        case .unknown: "this"
        case .nil: "nil"
        case .boolean: "a boolean"
        case .integer, .number: "a number"
        case .text: "a string"
        case .bytes: "a string that is not valid UTF-8"
        case .table: "a table"
        case .function: "a function"
        case .object(let kind): kind.article
        case .other(let words): words
        }
    }
}

/// A table as far as it is known.
package struct GivenTable {
    /// The names of its fields, in their order.
    package let names: [String]
    /// The number of its values at 1, 2, 3 ….
    package let count: Int
    /// Whether it has keys that are neither.
    package let hasOthers: Bool
    /// Whether there may be more in it than is known.
    package let isOpen: Bool
    private let field: (String) -> Given
    private let element: (Int) -> Given

    /// Makes a table of a call; its values are looked at when they are asked for.
    package init(_ table: LuaTable) {
        let values = table.others.isEmpty ? table.sequence : Self.sequence(of: table.others)
        names = table.fields.keys.sorted()
        count = values.count
        hasOthers = count < table.others.count
        isOpen = false
        field = { Given(table.fields[$0] ?? .nil) }
        element = { Given(values[$0]) }
    }

    /// Makes a table of what a text tells; a field whose value is nil is not there.
    package init(fields: [(name: String, value: Given)], sequence: [Given], isOpen: Bool) {
        let fields = fields.filter { if case .nil = $0.value { false } else { true } }
        names = fields.map(\.name)
        count = sequence.count
        hasOthers = false
        self.isOpen = isOpen
        field = { name in fields.last { $0.name == name }?.value ?? .nil }
        element = { sequence[$0] }
    }

    /// The values at 1, 2, 3 … of a table that has names, too; empty when it has other keys.
    private static func sequence(of others: [(key: LuaValue, value: LuaValue)]) -> [LuaValue] {
        var numbered: [Int64: LuaValue] = [:]
        for case (key: .integer(let index), value: let value) in others { numbered[index] = value }
        let values = (0..<others.count).compactMap { numbered[Int64($0 + 1)] }
        return values.count == others.count ? values : []
    }

    /// Whether it is known that nothing is in it.
    package var isEmpty: Bool { names.isEmpty && count == 0 && !hasOthers && !isOpen }

    /// The value of a field, nil where there is none.
    package subscript(name: String) -> Given { field(name) }

    /// The values at 1, 2, 3 ….
    package var sequence: [Given] { (0..<count).map(element) }
}

extension Given {
    /// The words for a module, or for a namespace of `seam`.
    package static func module(_ name: String) -> String {
        "the \(name.contains(".") ? "namespace" : "module") \(name)"
    }

    /// The argument of a call.
    package init(_ value: LuaValue) {
        self =
            switch value {
            case .nil: .nil
            case .null: .other("json.null")
            case .boolean(let value): .boolean(value)
            case .integer(let value): .integer(value)
            case .number(let value): .number(value)
            case .string(let text): .text(text)
            case .bytes: .bytes
            case .table(let table): .table(GivenTable(table))
            case .function, .hostFunction: .function
            case .object(let object):
                if let object = object as? any ScriptObject {
                    .object(type(of: object).scriptClass)
                } else {
                    .other(value.moduleName.map(Self.module) ?? "an object")
                }
            case .kept: .other("a value")
            case .other(let name): .other("a \(name)")
            }
    }
}
