internal import LuaSyntax
internal import Scripting

/// A script, with what its text tells of its variables.
struct CheckedScript {
    let tree: SyntaxTree
    /// Files of the user that `require` finds before modules of Keyshift with the same bare names.
    let own: OwnModules?
    /// Every suffix of every expression, in the order of the text.
    private(set) var steps: [Step] = []
    /// Every expression, statement and block, in the order of the text.
    private(set) var nodes: [SyntaxNode] = []
    /// The global variables that the script sets.
    private(set) var assignedGlobals: Set<String> = []
    private var reassigned: Set<LocalDeclaration.ID> = []
    private var shapes: [LocalDeclaration.ID: Shape] = [:]
    private var literals: [LocalDeclaration.ID: Literal] = [:]

    init(_ tree: SyntaxTree, own: OwnModules? = nil) {
        self.tree = tree
        self.own = own
        tree.walk { node in nodes.append(node) }
        for node in nodes { noteAssignments(node) }
        for node in nodes { noteValues(node) }
    }

    /// The expressions, in the order of the text.
    var expressions: [Expression] {
        nodes.compactMap { if case .expression(let expression) = $0 { expression } else { nil } }
    }

    /// The statements, in the order of the text.
    var statements: [Statement] {
        nodes.compactMap { if case .statement(let statement) = $0 { statement } else { nil } }
    }

    // MARK: - Variables

    private mutating func noteAssignments(_ node: SyntaxNode) {
        guard case .statement(let statement) = node else { return }
        switch statement.kind {
        case .assignment(let targets, _):
            for case .name(let reference) in targets.map(\.kind) { note(reference) }
        case .function(let function) where function.fields.isEmpty && function.method == nil:
            note(function.base)
        default: break
        }
    }

    private mutating func note(_ reference: NameReference) {
        switch reference.binding {
        case .global: assignedGlobals.insert(reference.name.text)
        case .local(let id), .upvalue(let id): reassigned.insert(id)
        case .field: break
        }
    }

    /// Every variable is declared before it is used, so that one way through the text is enough.
    private mutating func noteValues(_ node: SyntaxNode) {
        switch node {
        case .block: break
        case .expression(let expression):
            guard case .suffixed = expression.kind else { return }
            let steps = self.steps(of: expression)
            self.steps += steps
            for step in steps { noteCallbacks(of: step) }
        case .statement(let statement):
            switch statement.kind {
            case .local(let local): noteValues(of: local)
            case .localFunction(let id, _): set(id, .anyFunction)
            case .numericFor(let loop): set(loop.variable, .number)
            case .genericFor(let loop):
                for (id, shape) in zip(loop.variables, turns(of: loop.values)) { set(id, shape) }
            default: break
            }
        }
    }

    private mutating func noteValues(of local: LocalStatement) {
        for (index, id) in local.variables.enumerated() {
            guard index < local.values.count else { continue }
            let value = local.values[index]
            set(id, shape(of: value))
            if !reassigned.contains(id), let literal = literal(of: value) { literals[id] = literal }
        }
    }

    /// What a call gives to the functions that are written into its arguments.
    private mutating func noteCallbacks(of step: Step) {
        guard case .function(let signature) = step.callee, let arguments = step.arguments else { return }
        for (value, parameter) in zip(arguments.values, signature.parameters) {
            guard case .callback(let known, _) = parameter.kind, case .function(let body) = value.kind else { continue }
            let given = signature.name == "task.map" ? mapped(arguments) : known.map { Shape($0.type) }
            for (id, shape) in zip(body.parameters, given) { set(id, shape) }
        }
    }

    private func mapped(_ arguments: CallArguments) -> [Shape] {
        guard let list = arguments.values.first else { return [] }
        return [Vocabulary.element(of: shape(of: list)), .number]
    }

    private mutating func set(_ id: LocalDeclaration.ID, _ shape: Shape) {
        shapes[id] = reassigned.contains(id) ? .unknown : shape
    }

    /// What the variables of a loop are in each turn.
    private func turns(of values: [Expression]) -> [Shape] {
        guard let first = values.first, case .iterator(let turn) = shape(of: first) else { return [] }
        return turn
    }

    // MARK: - Values

    /// What an expression is.
    func shape(of expression: Expression) -> Shape {
        switch expression.kind {
        case .nil, .boolean, .integer, .float, .string: Literal(expression)?.shape ?? .unknown
        case .varargs: .unknown
        case .function: .anyFunction
        case .table: .table
        case .name(let reference): shape(of: reference)
        case .parenthesized(let inner): shape(of: inner)
        case .suffixed: steps(of: expression).last?.result ?? .unknown
        case .unary(let unary): shape(of: unary)
        case .binary(let binary): shape(of: binary)
        }
    }

    /// The value of an expression, also of a variable that is set once.
    func literal(of expression: Expression) -> Literal? {
        if case .name(let reference) = expression.kind {
            switch reference.binding {
            case .local(let id), .upvalue(let id): return literals[id]
            case .global, .field: return nil
            }
        }
        return Literal(expression)
    }

    private func shape(of reference: NameReference) -> Shape {
        switch reference.binding {
        case .local(let id), .upvalue(let id): shapes[id] ?? .unknown
        case .global where assignedGlobals.contains(reference.name.text): .unknown
        case .global: Vocabulary.global(reference.name.text) ?? .unknown
        case .field: .unknown
        }
    }

    private func shape(of unary: UnaryExpression) -> Shape {
        switch unary.operator {
        case .not: .boolean
        case .length, .bitwiseNot: .number
        case .negate: shape(of: unary.operand) == .object(.duration) ? .object(.duration) : .unknown
        }
    }

    private func shape(of binary: BinaryExpression) -> Shape {
        var result = shape(of: binary.first)
        for step in binary.steps {
            result = Operation.result(result, step.operator, shape(of: step.operand))
        }
        return result
    }

    // MARK: - Suffixes

    /// The suffixes of one expression.
    func steps(of expression: Expression) -> [Step] {
        guard case .suffixed(let suffixed) = expression.kind else { return [] }
        var steps: [Step] = []
        var current = shape(of: suffixed.base)
        var name: Name?
        if case .name(let reference) = suffixed.base.kind { name = reference.name }
        for (index, suffix) in suffixed.suffixes.enumerated() {
            let callee = callee(suffix, current)
            let result = result(of: suffix, callee, current)
            if case .field(let field) = suffix.kind { name = field }
            if case .methodCall(let method, _) = suffix.kind { name = method }
            if case .index = suffix.kind { name = nil }
            steps.append(
                Step(
                    chain: expression,
                    suffix: suffix,
                    receiver: current,
                    callee: callee,
                    result: result,
                    isLast: index == suffixed.suffixes.count - 1,
                    name: name,
                    isFirst: index == 0,
                )
            )
            if suffix.isCall { name = nil }
            current = result
        }
        return steps
    }

    private func callee(_ suffix: SuffixedExpression.Suffix, _ receiver: Shape) -> Shape {
        switch suffix.kind {
        case .call: receiver
        case .methodCall(let name, _): Vocabulary.member(name.text, of: receiver) ?? .unknown
        case .field, .index: .unknown
        }
    }

    private func result(of suffix: SuffixedExpression.Suffix, _ callee: Shape, _ receiver: Shape) -> Shape {
        switch suffix.kind {
        case .field(let name): return Vocabulary.member(name.text, of: receiver) ?? .unknown
        case .index(let index):
            if case .text(let name)? = literal(of: index) { return Vocabulary.member(name, of: receiver) ?? .unknown }
            return Vocabulary.element(of: receiver)
        case .call(let arguments), .methodCall(_, let arguments): return result(of: callee, arguments)
        }
    }

    private func result(of callee: Shape, _ arguments: CallArguments) -> Shape {
        switch callee {
        case .function(let signature): result(of: signature, arguments.values)
        case .endpoint(let path): Vocabulary.result(of: path)
        case .module("args"): given(arguments.values.first)
        default: .unknown
        }
    }

    /// What `args{ … }` gives, when every argument is described in the call.
    private func given(_ table: Expression?) -> Shape {
        guard case .table(let table)? = table?.kind else { return .unknown }
        var shapes: [String: Shape] = [:]
        for field in table.fields {
            guard case .name(let name) = field.key, let call = steps(of: field.value).last else { return .unknown }
            shapes[name.text] = ScriptOutline.kind(of: call.callee).map { Shape($0.type) } ?? .unknown
        }
        return .arguments(shapes)
    }

    /// Whether a table is read with texts in all its cells: no option is there that reads them as something else.
    private func readsTexts(_ arguments: [Expression]) -> Bool {
        guard arguments.count > 1 else { return true }
        guard case .table(let options) = arguments[1].kind else { return false }
        return options.fields.allSatisfy { field in
            if case .name(let name) = field.key { name.text != "as" } else { false }
        }
    }

    /// What a function gives; of some the arguments tell it.
    private func result(of signature: SurfaceEntry, _ arguments: [Expression]) -> Shape {
        guard let first = arguments.first else { return Shape(signature.type) }
        switch signature.name {
        case "ipairs": return .iterator([.number, Vocabulary.element(of: shape(of: first))])
        case "pairs": return .iterator([.unknown, Vocabulary.element(of: shape(of: first))])
        case "seam.pages":
            guard case .endpoint(let path) = shape(of: first) else { return .unknown }
            return .iterator([Vocabulary.result(of: path)])
        case "csv.read" where !readsTexts(arguments), "csv.ask" where !readsTexts(arguments): return .list(.unknown)
        case "csv.rows" where !readsTexts(arguments): return .iterator([.unknown])
        case "require":
            guard case .text(let text)? = literal(of: first), own?.has(text) != true else { return .unknown }
            let name = text.hasPrefix("keyshift.") ? String(text.dropFirst("keyshift.".count)) : text
            return Vocabulary.requirable.contains(name) ? Vocabulary.global(name) ?? .unknown : .unknown
        default: return Shape(signature.type)
        }
    }
}
