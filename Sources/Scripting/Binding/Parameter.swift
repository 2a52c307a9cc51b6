package import Lua

/// A parameter with the Swift type that a body gets for it.
package struct Parameter<Value>: Sendable {
    /// What it is.
    let described: SurfaceParameter
    /// The value of an argument that has nothing wrong with it; nil for any other.
    let read: @Sendable (LuaValue) -> Value?

    /// Makes a parameter; `read` is only given what the kind accepts.
    package init(_ described: SurfaceParameter, read: @escaping @Sendable (LuaValue) -> Value?) {
        self.described = described
        self.read = read
    }

    /// The value of an argument of a function.
    /// - Throws: `script_error` for what the kind takes and no value can hold, such as a length of a million years.
    func value(of given: LuaValue, in function: String) throws(LuaError) -> Value {
        guard let value = read(given) else { throw LuaError("\(function): \(described.name) is out of bounds") }
        return value
    }

    /// The same under a description that says more.
    func described(_ change: (inout SurfaceParameter) -> Void) -> Self {
        var described = described
        change(&described)
        return Self(described, read: read)
    }
}

extension Parameter {
    /// The same when it may be missing.
    static func optional<Wrapped>(_ parameter: Parameter<Wrapped>) -> Self where Value == Wrapped? {
        var described = SurfaceParameter.optional(
            parameter.described.name,
            parameter.described.kind,
            parameter.described.summary
        )
        described.names = parameter.described.names
        described.isNamed = parameter.described.isNamed
        return Self(described) { given in
            if given.isNil { return .some(nil) }
            return parameter.read(given).map { .some($0) }
        }
    }

    /// A table of named values, of which a body gets all, in their order.
    static func fields<each Field>(
        _ name: String,
        _ summary: String = "",
        mayBeEmpty: Bool = false,
        _ fields: repeat Parameter<each Field>,
    ) -> Self where Value == (repeat each Field) {
        var described: [SurfaceParameter] = []
        for field in repeat each fields { described.append(field.described) }
        let names = described.map(\.name)
        let all = (repeat each fields)
        return Self(.required(name, .fields(described, mayBeEmpty: mayBeEmpty), summary)) { given in
            let table = if case .table(let table) = given { table } else { LuaTable() }
            var place = 0
            func next() -> LuaValue {
                defer { place += 1 }
                return table.fields[names[place]] ?? .nil
            }
            do throws(LuaError) {
                return (repeat try (each all).value(of: next(), in: name))
            } catch {
                return nil
            }
        }
    }

    /// The table of a function that is called as `f{ name = value }`.
    static func named<each Field>(
        mayBeEmpty: Bool = false,
        _ fields: repeat Parameter<each Field>,
    ) -> Self where Value == (repeat each Field) {
        Parameter.fields("parameters", "", mayBeEmpty: mayBeEmpty, repeat each fields).described { $0.isNamed = true }
    }
}
