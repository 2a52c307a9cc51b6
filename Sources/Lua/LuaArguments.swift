/// The arguments of one call of a host function, with readers that refuse a wrong one by name.
public struct LuaArguments {
    /// The name of the function that was called.
    public let function: String
    /// The number of arguments.
    public let count: Int
    // Most calls have few arguments, and then nothing is allocated for them.
    @usableFromInline let first: LuaValue
    @usableFromInline let second: LuaValue
    @usableFromInline let third: LuaValue
    private let rest: [LuaValue]?

    /// Makes arguments, for a function that calls another.
    public init(function: String, values: [LuaValue]) {
        self.function = function
        count = values.count
        first = values.isEmpty ? .nil : values[0]
        second = values.count > 1 ? values[1] : .nil
        third = values.count > 2 ? values[2] : .nil
        rest = values.count > 3 ? Array(values.dropFirst(3)) : nil
    }

    /// Reads the arguments that the C side wrote.
    @inline(__always)
    init(function: String, _ reader: inout ValueReader) {
        self.function = function
        var count = 0
        first = reader.readNext(&count)
        second = reader.readNext(&count)
        third = reader.readNext(&count)
        guard !reader.isAtEnd else {
            rest = nil
            self.count = count
            return
        }
        let rest = reader.readAll()
        self.rest = rest
        self.count = count + rest.count
    }

    /// The values, in their order.
    public var values: [LuaValue] {
        Array([first, second, third].prefix(count)) + (rest ?? [])
    }

    /// The argument at `index`, counted from 0, or nil where there is none.
    @inlinable
    public subscript(index: Int) -> LuaValue {
        switch index {
        case 0: first
        case 1: second
        case 2: third
        default: value(at: index)
        }
    }

    @usableFromInline
    func value(at index: Int) -> LuaValue {
        guard let rest, index < count else { return .nil }
        return rest[index - 3]
    }

    /// The text at `index`.
    /// - Throws: `script_error` that names the function, the parameter and what came instead.
    public func string(_ index: Int, _ parameter: String) throws(LuaError) -> String {
        guard case .string(let text) = self[index] else { throw mismatch(index, parameter, "a string") }
        return text
    }

    /// The integer at `index`.
    /// - Throws: `script_error` that names the function, the parameter and what came instead.
    @inlinable
    public func integer(_ index: Int, _ parameter: String) throws(LuaError) -> Int64 {
        if case .integer(let integer) = self[index] { return integer }
        return try wholeNumber(index, parameter)
    }

    /// The whole number that is not an integer in Lua.
    @usableFromInline
    func wholeNumber(_ index: Int, _ parameter: String) throws(LuaError) -> Int64 {
        switch self[index] {
        case .number(let number):
            if let integer = Int64(exactly: number) { return integer }
            throw LuaError("\(function): \(parameter) must be a whole number, not \(number)")
        default: throw mismatch(index, parameter, "a whole number")
        }
    }

    /// The table at `index`; a missing one is an empty one.
    /// - Throws: `script_error` that names the function, the parameter and what came instead.
    public func table(_ index: Int, _ parameter: String) throws(LuaError) -> LuaTable {
        switch self[index] {
        case .table(let table): return table
        case .nil where index >= count: return LuaTable()
        default: throw mismatch(index, parameter, "a table")
        }
    }

    /// The function at `index`.
    /// - Throws: `script_error` that names the function, the parameter and what came instead.
    public func callback(_ index: Int, _ parameter: String) throws(LuaError) -> LuaFunction {
        guard case .function(let callback) = self[index] else { throw mismatch(index, parameter, "a function") }
        return callback
    }

    /// The object at `index`, which a method finds at 0.
    /// - Throws: `script_error` that says how the method is called.
    public func object<Object: AnyObject>(_ index: Int, as type: Object.Type = Object.self) throws(LuaError) -> Object {
        if case .object(let object) = self[index], let object = object as? Object { return object }
        throw LuaError("\(function) is a method: call it with a colon, as in x:\(function)(…), not a dot")
    }

    /// An error for an argument of the wrong type.
    public func mismatch(_ index: Int, _ parameter: String, _ expected: String) -> LuaError {
        let hint = self[index].isNil ? " (nil is what Lua gives for a name that is not there: is one misspelled?)" : ""
        return LuaError("\(function): \(parameter) must be \(expected), not \(self[index].typeName)\(hint)")
    }
}
