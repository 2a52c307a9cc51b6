import CLuaSupport

/// The arguments of one call of a host function, with readers that refuse a wrong one by name.
public struct LuaArguments {
    /// A nil, a boolean or a number, as its tag and the bits of its value.
    private struct Scalar {
        let tag: UInt8
        let word: Int64

        var value: LuaValue {
            switch clua_tag(UInt32(tag)) {
            case CLUA_INTEGER: .integer(word)
            case CLUA_NUMBER: .number(Double(bitPattern: UInt64(bitPattern: word)))
            case CLUA_TRUE: .boolean(true)
            case CLUA_FALSE: .boolean(false)
            default: .nil
            }
        }
    }

    /// The name of the function that was called.
    public let function: String
    /// The number of arguments.
    public let count: Int
    // A call with three scalars at most, which is what a script makes in its loops, allocates nothing for them.
    private let first: Scalar
    private let second: Scalar
    private let third: Scalar
    private let others: [LuaValue]?

    /// Makes arguments, for a function that calls another.
    public init(function: String, values: [LuaValue]) {
        self.function = function
        count = values.count
        others = values
        first = Scalar(tag: 0, word: 0)
        second = first
        third = first
    }

    /// Makes the arguments of a call that needs no buffer.
    @inline(__always)
    init(function: String, scalars: clua_scalars) {
        self.function = function
        count = Int(scalars.count)
        others = nil
        first = Scalar(tag: scalars.tags.0, word: scalars.words.0)
        second = Scalar(tag: scalars.tags.1, word: scalars.words.1)
        third = Scalar(tag: scalars.tags.2, word: scalars.words.2)
    }

    /// The values, in their order.
    public var values: [LuaValue] {
        others ?? [first, second, third].prefix(count).map(\.value)
    }

    /// The argument at `index`, counted from 0, or nil where there is none.
    public subscript(index: Int) -> LuaValue {
        guard index < count else { return .nil }
        if let others { return others[index] }
        return scalar(index).value
    }

    private func scalar(_ index: Int) -> Scalar {
        switch index {
        case 0: first
        case 1: second
        default: third
        }
    }

    /// The text at `index`.
    /// - Throws: `script_error` that names the function, the parameter and what came instead.
    public func string(_ index: Int, _ parameter: String) throws(LuaError) -> String {
        guard case .string(let text) = self[index] else { throw mismatch(index, parameter, "a string") }
        return text
    }

    /// The integer at `index`.
    /// - Throws: `script_error` that names the function, the parameter and what came instead.
    public func integer(_ index: Int, _ parameter: String) throws(LuaError) -> Int64 {
        if others == nil, index < count {
            let scalar = scalar(index)
            if scalar.tag == CLUA_INTEGER.rawValue { return scalar.word }
        }
        return try wholeNumber(index, parameter)
    }

    @inline(never)
    private func wholeNumber(_ index: Int, _ parameter: String) throws(LuaError) -> Int64 {
        switch self[index] {
        case .integer(let integer): return integer
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
