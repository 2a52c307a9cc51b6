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

extension Parser {
    /// Outer variables that one function may use in liblua.
    private static let upvalueLimit = 255

    /// Finds out what a name used as a variable refers to.
    mutating func resolve(_ name: Name) throws(SyntaxError) -> NameReference {
        if let binding = try binding(of: name.text, at: name.range) {
            return NameReference(name: name, binding: binding)
        }
        switch try binding(of: "_ENV", at: name.range) {
        case .local(let id), .upvalue(let id):
            return NameReference(name: name, binding: .field(environment: id))
        default:
            try capture(.environment, fromFunction: 0, at: name.range)
            return NameReference(name: name, binding: .global)
        }
    }

    /// Refuses to assign to a read-only local variable.
    func checkAssignable(_ reference: NameReference) throws(SyntaxError) {
        switch reference.binding {
        case .global, .field:
            return
        case .local(let id), .upvalue(let id):
            guard let attribute = declarations[id].attribute else { return }
            let line = declarations[id].name.range.start.line
            let message =
                "`\(reference.name.text)` is declared <\(attribute.rawValue)> on line \(line) and cannot be assigned to"
            throw SyntaxError(.constantAssignment, message, at: reference.name.range)
        }
    }

    private mutating func binding(of name: String, at range: SourceRange) throws(SyntaxError) -> NameReference.Binding?
    {
        for index in functions.indices.reversed() {
            guard let local = functions[index].activeLocal(named: name), let id = local.declaration else { continue }
            if index == functions.indices.last { return .local(id) }
            if !local.isFolded {
                try capture(.local(id), fromFunction: index, at: range)
            }
            return .upvalue(id)
        }
        return nil
    }

    /// Counts an outer variable in every function between its own and the innermost.
    private mutating func capture(
        _ upvalue: FunctionScope.Upvalue,
        fromFunction owner: Int,
        at range: SourceRange,
    ) throws(SyntaxError) {
        for index in functions.indices.dropFirst(owner + 1) {
            functions[index].note(upvalue)
            guard functions[index].upvalues.count <= Self.upvalueLimit else {
                let message = "a function can use at most \(Self.upvalueLimit) variables of the functions around it"
                throw SyntaxError(.tooManyUpvalues, message, at: range)
            }
        }
    }
}
