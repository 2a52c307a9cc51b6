package import Lua

/// A function or a method that a script can call: its entry, and the Swift types of its parameters.
///
/// A body is bound to it and gets the values of its parameters, in their order: what the entry does not name cannot be read,
/// and only what has an entry can be bound. A colon in the name makes it a method.
///
/// ```swift
/// static let at = SurfaceFunction(
///     "time.at",
///     "The instant of a clock on the wall of a zone.",
///     .wall("text", "a date and a clock time"), .zone("such as \"America/Vancouver\""), .optional(.choice),
///     gives: .object(.time),
///     example: "time.at(\"2030-11-27 11:00\", \"America/Vancouver\")",
/// )
///
/// Surface.Time.at.bound { _, wall, zone, choice throws(LuaError) in … }
/// ```
package struct SurfaceFunction<each Value>: Sendable {
    /// What it is.
    package private(set) var entry: SurfaceEntry
    private let parameters: (repeat Parameter<each Value>)

    /// Makes a function of its description.
    package init(
        _ name: String,
        _ summary: String,
        _ parameters: repeat Parameter<each Value>,
        gives type: ScriptType? = nil,
        notes: [String] = [],
        errors: [String] = [],
        example: String,
    ) {
        var entry = SurfaceEntry(name, name.contains(":") ? .method : .function, summary)
        for parameter in repeat each parameters { entry.parameters.append(parameter.described) }
        entry.type = type
        entry.notes = notes
        entry.errors = errors
        entry.example = example
        self.entry = entry
        self.parameters = (repeat each parameters)
    }

    /// The same function, whose second argument says how the first one is read.
    var readingFirstBySecond: Self {
        var function = self
        function.entry.secondReadsFirst = true
        return function
    }

    /// The function with a body.
    package func bound(
        _ body: @escaping (LuaState, repeat each Value) throws(LuaError) -> LuaAnswer
    ) -> BoundFunction {
        let function = self
        return BoundFunction(
            entry,
            LuaHostFunction(entry.calledName) { state, arguments throws(LuaError) in
                let values = arguments.values
                try function.entry.refuseModule(values.first)
                return try function.answer(values[...], state, body)
            }
        )
    }

    /// The method with a body, which also gets the value that it is called on.
    package func bound<Object: ScriptObject>(
        on type: Object.Type,
        _ body: @escaping (LuaState, Object, repeat each Value) throws(LuaError) -> LuaAnswer,
    ) -> BoundFunction {
        let function = self
        return BoundFunction(
            entry,
            LuaHostFunction(entry.calledName) { state, arguments throws(LuaError) in
                let object: Object = try arguments.object(0)
                return try function.answer(arguments.values.dropFirst(), state) {
                    (state: LuaState, values: repeat each Value) throws(LuaError) -> LuaAnswer in
                    try body(state, object, repeat each values)
                }
            }
        )
    }

    private func answer(
        _ values: ArraySlice<LuaValue>,
        _ state: LuaState,
        _ body: (LuaState, repeat each Value) throws(LuaError) -> LuaAnswer,
    ) throws(LuaError) -> LuaAnswer {
        try entry.check(values)
        var place = values.startIndex
        func next() -> LuaValue {
            defer { place += 1 }
            return place < values.endIndex ? values[place] : .nil
        }
        return try body(state, repeat try (each parameters).value(of: next(), in: entry.calledName))
    }
}

/// A function that something else than a body of ours answers, such as Lua's own and those of the module `json`.
package struct NativeFunction: Sendable {
    /// What it is.
    package let entry: SurfaceEntry

    /// Makes a function of its description; `takesMore` says that more arguments may follow.
    package init(
        _ name: String,
        _ summary: String,
        _ parameters: [SurfaceParameter] = [],
        takesMore: Bool = false,
        gives type: ScriptType? = nil,
        notes: [String] = [],
        errors: [String] = [],
        example: String,
    ) {
        var entry = SurfaceEntry(name, name.contains(":") ? .method : .function, summary)
        entry.parameters = parameters
        entry.takesMore = takesMore
        entry.type = type
        entry.notes = notes
        entry.errors = errors
        entry.example = example
        self.entry = entry
    }

    /// The same function, which looks at its arguments by the entry before it is called.
    package func checked(_ function: LuaHostFunction) -> LuaHostFunction {
        let entry = entry
        return LuaHostFunction(function.name) { state, arguments throws(LuaError) in
            try entry.refuseModule(arguments[0])
            try entry.check(arguments.values[...])
            return try function.body(state, arguments)
        }
    }
}

/// A function with its entry: what a module or a class is made of.
package struct BoundFunction {
    /// What it is.
    package let entry: SurfaceEntry
    /// The function as a script calls it.
    package let function: LuaHostFunction

    fileprivate init(_ entry: SurfaceEntry, _ function: LuaHostFunction) {
        self.entry = entry
        self.function = function
    }
}

extension SurfaceEntry {
    /// Looks at the arguments of a call.
    /// - Throws: `script_error` with the first thing that is wrong.
    package func check(_ values: ArraySlice<LuaValue>) throws(LuaError) {
        guard let refusal = refusals(of: values.map(Given.init)).first else { return }
        throw LuaError(refusal.message)
    }

    /// Refuses a module as the first argument, which is what a colon before a function gives.
    fileprivate func refuseModule(_ first: LuaValue?) throws(LuaError) {
        guard let module = first?.moduleName, module == owner else { return }
        throw LuaError("\(name) is called with a dot, not a colon: \(name)")
    }
}

extension LuaState {
    /// Makes a module of functions that have entries, and of values.
    ///
    /// `missing` answers for a name that is not there; without one it is refused with the nearest.
    /// - Throws: `script_error` when Lua has no memory for it.
    package func module(
        _ name: String,
        _ functions: [BoundFunction],
        values: [String: LuaValue] = [:],
        missing: LuaHostFunction? = nil,
    ) throws(LuaError) -> LuaValue {
        var members = values
        for bound in functions { members[bound.entry.shortName] = .hostFunction(bound.function) }
        let missing = missing ?? MissingName.function(in: name, kind: "function", among: Array(members.keys))
        return try module(name, members, missing: missing)
    }
}

extension LuaClass {
    /// Makes a class whose methods have entries; a name that is not there is refused with the nearest.
    package init<Object: ScriptObject>(
        _ type: Object.Type,
        methods: [BoundFunction] = [],
        operators: [LuaHostFunction],
        getter: LuaHostFunction? = nil,
    ) {
        let kind = Object.scriptClass
        let names = methods.map(\.entry.shortName)
        self.init(
            type,
            name: kind.rawValue,
            methods: methods.map(\.function),
            operators: operators,
            getter: getter ?? MissingName.function(in: kind.owner.name, kind: kind.owner.kind, among: names),
        )
    }
}
