import CLuaSupport

/// The arguments of one call of a host function, with readers that refuse a wrong one by name.
///
/// A call with two scalars at most, which is what a script makes in its loops, allocates nothing for them.
public struct LuaArguments {
    /// What is in `shape`, from its lowest bit: the count, the tags of two scalars, and the number of the function's name.
    private enum Shape {
        static let mask: Int64 = 0xFF
        static let name: Int64 = 32
        /// The last of `others` is the name.
        static let isNamed: Int64 = 1 << 24
    }

    // The bits of two scalars, unless there are others. What reads them is inlined where a host function is written.
    @usableFromInline let first: Int64
    @usableFromInline let second: Int64
    @usableFromInline let shape: Int64
    @usableFromInline let others: [LuaValue]?

    /// Makes arguments, for a function that calls another.
    public init(function: String, values: [LuaValue]) {
        others = values + [.string(function)]
        shape = Shape.isNamed
        first = 0
        second = 0
    }

    /// Makes the arguments of a call that came in the buffer.
    init(_ values: [LuaValue], of function: LuaHostFunction) {
        others = values
        shape = function.number << Shape.name
        first = 0
        second = 0
    }

    /// Makes the arguments of a call that needs no buffer; the shape is that of `clua_scalars`.
    @inline(__always)
    init(_ first: Int64, _ second: Int64, shape: Int64, of function: LuaHostFunction) {
        self.first = first
        self.second = second
        self.shape = shape | function.number << Shape.name
        others = nil
    }

    /// The name of the function that was called.
    public var function: String {
        if shape & Shape.isNamed != 0 { return others?.last?.text ?? "" }
        return FunctionNames.text(shape >> Shape.name)
    }

    /// The number of arguments.
    public var count: Int {
        guard let others else { return Int(shape & Shape.mask) }
        return others.count - (shape & Shape.isNamed != 0 ? 1 : 0)
    }

    /// The values, in their order.
    public var values: [LuaValue] {
        guard let others else { return (0..<count).map(scalar) }
        return Array(others.prefix(count))
    }

    /// The argument at `index`, counted from 0, or nil where there is none.
    public subscript(index: Int) -> LuaValue {
        guard index < count else { return .nil }
        if let others { return others[index] }
        return scalar(index)
    }

    /// The tag of a scalar; that of nil for an argument that is not there.
    @inlinable @inline(__always)
    func tag(_ index: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: index == 0 ? shape >> 8 : shape >> 16)
    }

    private func scalar(_ index: Int) -> LuaValue {
        let word = index == 0 ? first : second
        return switch clua_tag(UInt32(tag(index))) {
        case CLUA_INTEGER: .integer(word)
        case CLUA_NUMBER: .number(Double(bitPattern: UInt64(bitPattern: word)))
        case CLUA_TRUE: .boolean(true)
        case CLUA_FALSE: .boolean(false)
        default: .nil
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
    @inlinable @inline(__always)
    public func integer(_ index: Int, _ parameter: String) throws(LuaError) -> Int64 {
        // The tag is that of an integer only where there are no others.
        if index < 2, tag(index) == Self.integerTag { return index == 0 ? first : second }
        return try wholeNumber(index, parameter)
    }

    /// `CLUA_INTEGER`, for what is inlined.
    @inlinable static var integerTag: UInt8 { 3 }

    @usableFromInline
    @inline(never)
    func wholeNumber(_ index: Int, _ parameter: String) throws(LuaError) -> Int64 {
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
