import LuaSyntax

/// Renders trees compactly, with parentheses wherever the grammar groups.
enum TreeText {
    static func render(_ outcome: ParseOutcome) -> String {
        switch outcome {
        case .tree(let tree): Renderer(tree: tree).block(tree.block)
        case .failure(let error): "\(error)"
        }
    }
}

private struct Renderer {
    let tree: SyntaxTree

    func block(_ block: Block) -> String {
        block.statements.map(statement).joined(separator: "; ")
    }

    func statement(_ statement: Statement) -> String {
        switch statement.kind {
        case .empty: "empty"
        case .local(let local): "local \(locals(local.variables)) = \(list(local.values))"
        case .localFunction(let id, let body): "local function \(locals([id]))\(function(body))"
        case .function(let function):
            "function \(([function.base.name] + function.fields).map(\.text).joined(separator: "."))"
                + (function.method.map { ":" + $0.text } ?? "") + self.function(function.body)
        case .assignment(let targets, let values): "\(list(targets)) = \(list(values))"
        case .call(let call): "call \(expression(call))"
        case .do(let body): "do {\(block(body))}"
        case .while(let condition, let body): "while \(expression(condition)) {\(block(body))}"
        case .repeat(let body, let condition): "repeat {\(block(body))} until \(expression(condition))"
        case .if(let statement): branches(statement)
        case .numericFor(let loop):
            "for \(locals([loop.variable])) = \(list([loop.start, loop.limit] + [loop.step].compactMap(\.self)))"
                + " {\(block(loop.body))}"
        case .genericFor(let loop): "for \(locals(loop.variables)) in \(list(loop.values)) {\(block(loop.body))}"
        case .return(let values): "return \(list(values))"
        case .break: "break"
        case .goto(let name): "goto \(name.text)"
        case .label(let name): "::\(name.text)::"
        }
    }

    private func branches(_ statement: IfStatement) -> String {
        let branches = statement.branches.map { "\(expression($0.condition)) {\(block($0.block))}" }
        let otherwise = statement.otherwise.map { " else {\(block($0))}" } ?? ""
        return "if " + branches.joined(separator: " elseif ") + otherwise
    }

    private func locals(_ ids: [LocalDeclaration.ID]) -> String {
        ids.map { id in
            let declaration = tree.declaration(id)
            return declaration.name.text + (declaration.attribute.map { "<\($0.rawValue)>" } ?? "")
        }
        .joined(separator: ", ")
    }

    private func list(_ values: [Expression]) -> String {
        values.map(expression).joined(separator: ", ")
    }

    private func expression(_ expression: Expression) -> String {
        switch expression.kind {
        case .nil: "nil"
        case .boolean(let value): "\(value)"
        case .integer(let value): "\(value)"
        case .float(let value): "\(value)"
        case .string: "'\(expression.stringValue ?? "?")'"
        case .varargs: "..."
        case .function(let body): "function\(function(body))"
        case .table(let table): "{\(table.fields.map(field).joined(separator: ", "))}"
        case .name(let reference): reference.name.text
        case .parenthesized(let inner): "paren(\(self.expression(inner)))"
        case .suffixed(let suffixed):
            self.expression(suffixed.base) + suffixed.suffixes.map(suffix).joined()
        case .unary(let unary): "(\(unary.operator.rawValue) \(self.expression(unary.operand)))"
        case .binary(let binary):
            binary.steps.reduce(self.expression(binary.first)) { left, step in
                "(\(left) \(step.operator.rawValue) \(self.expression(step.operand)))"
            }
        }
    }

    private func function(_ body: FunctionBody) -> String {
        let varargs = body.varargs == nil ? [] : ["..."]
        let parameters = body.parameters.map { tree.declaration($0).name.text } + varargs
        return "(\(parameters.joined(separator: ", "))) {\(block(body.block))}"
    }

    private func field(_ field: TableConstructor.Field) -> String {
        switch field.key {
        case .position: expression(field.value)
        case .name(let name): "\(name.text) = \(expression(field.value))"
        case .expression(let key): "[\(expression(key))] = \(expression(field.value))"
        }
    }

    private func suffix(_ suffix: SuffixedExpression.Suffix) -> String {
        switch suffix.kind {
        case .field(let name): ".\(name.text)"
        case .index(let index): "[\(expression(index))]"
        case .call(let arguments): call(arguments)
        case .methodCall(let name, let arguments): ":\(name.text)\(call(arguments))"
        }
    }

    private func call(_ arguments: CallArguments) -> String {
        switch arguments.form {
        case .parentheses: "(\(list(arguments.values)))"
        case .table, .string: " \(list(arguments.values))"
        }
    }
}
