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
            functions[index].upvalues.insert(upvalue)
            guard functions[index].upvalues.count <= Self.upvalueLimit else {
                let message = "a function can use at most \(Self.upvalueLimit) variables of the functions around it"
                throw SyntaxError(.tooManyUpvalues, message, at: range)
            }
        }
    }
}
