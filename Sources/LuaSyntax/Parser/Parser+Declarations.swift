extension Parser {
    mutating func localStatement() throws(SyntaxError) -> Statement.Kind {
        try advance()
        return token.matches(.function) ? try localFunction() : try localVariables()
    }

    /// Reads `function a.b:c`, then parameters and block.
    mutating func functionStatement() throws(SyntaxError) -> Statement.Kind {
        let opening = try advance()
        let base = try resolve(try expectName("after `function`"))
        var fields: [Name] = []
        while try accept(.dot) {
            fields.append(try expectName("after `.`"))
        }
        let method = try accept(.colon) ? try expectName("after `:`") : nil
        let body = try functionBody(opening: opening, method: method)
        if fields.isEmpty, method == nil {
            try checkAssignable(base)
        }
        return .function(.init(base: base, fields: fields, method: method, body: body))
    }

    /// Reads parameters and block up to `end`.
    ///
    /// `method` is the name after a colon, which makes `self` the first parameter.
    mutating func functionBody(opening: Token, method: Name? = nil) throws(SyntaxError) -> FunctionBody {
        enterFunction(isVararg: false)
        let start = token.range.start
        try expect(.leftParenthesis, "before the parameters of a function")
        var parameters: [LocalDeclaration.ID] = []
        if let method {
            parameters.append(try declare(Name(text: "self", range: method.range), .parameter))
        }
        let varargs = try parameterList(into: &parameters)
        functions[functions.count - 1].isVararg = varargs != nil
        activateLocals()
        try expect(.rightParenthesis, "after the parameters of a function")
        let block = try statements()
        try close(.end, opening: opening)
        try leaveFunction()
        return FunctionBody(parameters: parameters, varargs: varargs, block: block, range: range(from: start))
    }

    /// Reads the parameters up to the closing parenthesis and returns where `...` stands.
    private mutating func parameterList(into parameters: inout [LocalDeclaration.ID]) throws(SyntaxError)
        -> SourceRange?
    {
        guard !token.matches(.rightParenthesis) else { return nil }
        repeat {
            if token.matches(.ellipsis) { return try advance().range }
            parameters.append(try declare(try expectName("as a parameter"), .parameter))
        } while try accept(.comma)
        return nil
    }

    private mutating func localFunction() throws(SyntaxError) -> Statement.Kind {
        let opening = try advance()
        let id = try declare(try expectName("after `local function`"), .function)
        activateLocals()
        return .localFunction(id, try functionBody(opening: opening))
    }

    private mutating func localVariables() throws(SyntaxError) -> Statement.Kind {
        var variables: [LocalDeclaration.ID] = []
        var hasClose = false
        repeat {
            let name = try expectName("after `local` or `,`")
            let attribute = try attribute()
            variables.append(try declare(name, .variable, attribute: attribute))
            if attribute == .close, hasClose {
                let message = "a local statement can have only one <close> variable; write a statement for each"
                throw SyntaxError(.multipleClose, message, at: name.range)
            }
            hasClose = hasClose || attribute == .close
        } while try accept(.comma)
        let values = try accept(.assign) ? try expressionList() : []
        if isFolded(variables, values) { foldLastLocal() }
        activateLocals()
        return .local(.init(variables: variables, values: values))
    }

    /// Reads `<const>` or `<close>` where there is one.
    private mutating func attribute() throws(SyntaxError) -> LocalDeclaration.Attribute? {
        guard try accept(.less) else { return nil }
        let name = try expectName("after `<`")
        try expect(.greater, "after the attribute of a variable")
        guard let attribute = LocalDeclaration.Attribute(rawValue: name.text) else {
            let message = "Lua knows no attribute <\(name.text)>; there are <const> and <close>"
            throw SyntaxError(.unknownAttribute, message, at: name.range)
        }
        return attribute
    }

    /// Whether the last variable is a constant that liblua replaces by its literal value.
    private func isFolded(_ variables: [LocalDeclaration.ID], _ values: [Expression]) -> Bool {
        guard let variable = variables.last, let value = values.last, variables.count == values.count else {
            return false
        }
        guard declarations[variable].attribute == .const else { return false }
        switch value.kind {
        case .nil, .boolean, .integer, .float, .string: return true
        default: return false
        }
    }
}
