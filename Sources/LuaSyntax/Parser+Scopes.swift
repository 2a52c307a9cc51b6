extension Parser {
    /// Local variables that one function may hold at a time in liblua.
    private static let localLimit = 200

    /// Registers of a function in liblua.
    private static let registerLimit = 255

    /// Declares a local variable, which stays out of reach until `activateLocals`.
    mutating func declare(
        _ name: Name,
        _ kind: LocalDeclaration.Kind,
        attribute: LocalDeclaration.Attribute? = nil,
    ) throws(SyntaxError) -> LocalDeclaration.ID {
        let declaration = LocalDeclaration(id: declarations.count, name: name, kind: kind, attribute: attribute)
        declarations.append(declaration)
        try addLocal(.init(name: name.text, declaration: declaration.id), at: name.range)
        return declaration.id
    }

    /// Declares the hidden variables in which a `for` loop keeps its state.
    mutating func declareHidden(_ count: Int, at range: SourceRange) throws(SyntaxError) {
        for _ in 0..<count {
            try addLocal(.init(name: "", declaration: nil), at: range)
        }
    }

    /// Brings all declared local variables of the innermost function into reach.
    mutating func activateLocals() {
        functions[functions.count - 1].activateAll()
    }

    /// Marks the local variable declared last as one that liblua folds into its uses.
    mutating func foldLastLocal() {
        let function = functions.count - 1
        let local = functions[function].locals.count - 1
        functions[function].locals[local].isFolded = true
    }

    mutating func enterBlock(isLoop: Bool = false) {
        functions[functions.count - 1].enterBlock(isLoop: isLoop)
    }

    mutating func leaveBlock() {
        functions[functions.count - 1].leaveBlock()
    }

    mutating func enterFunction(isVararg: Bool) {
        functions.append(FunctionScope(isVararg: isVararg))
        enterBlock()
    }

    /// Ends the innermost function, whose jumps must all have found their labels.
    mutating func leaveFunction() throws(SyntaxError) {
        leaveBlock()
        guard let jump = functions.popLast()?.pendingGotos.first else { return }
        let label = jump.name.text
        let message = "`goto \(label)` finds no label ::\(label):: in its block or one around it"
        throw SyntaxError(.undefinedLabel, message, at: jump.name.range)
    }

    /// Refuses a list that needs more registers than a function has beside its local variables.
    func checkRegisters(_ count: Int) throws(SyntaxError) {
        let used = functions.last?.usedRegisters ?? 0
        guard used + count < Self.registerLimit else {
            let message = "this list is too long; Lua takes about 250 values at a time, a table takes more"
            throw SyntaxError(.tooManyRegisters, message, at: token.range)
        }
    }

    private mutating func addLocal(_ local: FunctionScope.Local, at range: SourceRange) throws(SyntaxError) {
        guard functions[functions.count - 1].locals.count < Self.localLimit else {
            let message =
                "a function can hold at most \(Self.localLimit) local variables; use a table or do … end blocks"
            throw SyntaxError(.tooManyLocals, message, at: range)
        }
        functions[functions.count - 1].locals.append(local)
    }
}
