internal import LuaSyntax
internal import Scripting

/// Lists and results that are used as those of other languages: position 0, a comparison with a text, a value dropped.
enum ListRule: CheckRule {
    static func findings(in script: CheckedScript) -> [Finding] {
        script.steps.compactMap { zero($0, script) } + script.statements.compactMap { dropped($0, script) }
            + script.expressions.flatMap { compared($0, script) } + script.steps.compactMap { silent($0) }
    }

    // MARK: - Position 0

    private static func zero(_ step: Step, _ script: CheckedScript) -> Finding? {
        guard case .index(let index) = step.suffix.kind, script.literal(of: index) == .integer(0),
            case .list = step.receiver, !isArguments(step.chain)
        else { return nil }
        return Finding(.value, "a list begins at 1: there is nothing at 0", at: index.range)
    }

    /// Lua's own `arg` has the script's name at 0.
    private static func isArguments(_ chain: Expression) -> Bool {
        guard case .suffixed(let suffixed) = chain.kind, case .name(let reference) = suffixed.base.kind else {
            return false
        }
        return reference.binding == .global && reference.name.text == "arg"
    }

    // MARK: - Results that are dropped

    /// Methods of values that never change give a new value, and do nothing else.
    private static let immutable: Set<String> = ["time", "date", "duration"]

    private static func dropped(_ statement: Statement, _ script: CheckedScript) -> Finding? {
        guard case .call(let call) = statement.kind, let step = script.steps(of: call).last,
            case .function(let entry) = step.callee, entry.kind == .method, immutable.contains(entry.owner)
        else { return nil }
        return Finding(
            .noResult,
            "a \(entry.owner) never changes: \(entry.shortName) gives a new value, which is dropped here; write "
                + "local t = …:\(entry.shortName)(…)",
            at: step.place,
        )
    }

    // MARK: - Comparisons of different kinds

    private static func compared(_ expression: Expression, _ script: CheckedScript) -> [Finding] {
        guard case .binary(let binary) = expression.kind, binary.steps.count == 1, let step = binary.steps.first,
            [.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual].contains(step.operator)
        else { return [] }
        let (left, right) = (script.shape(of: binary.first), script.shape(of: step.operand))
        guard let message = message(left, right) ?? message(right, left) else { return [] }
        return [Finding(.operator, message, at: step.operatorRange)]
    }

    private static func message(_ one: Shape, _ other: Shape) -> String? {
        guard other == .text || other == .number, let type = other.typeName else { return nil }
        let value = other == .text ? "a text" : type
        switch one {
        case .list: return "a list is never \(value); compare its elements, as in list[1], or its length with #"
        case .object(.query): return "a query is never \(value); its groups are counted with :count()"
        case .object(.group): return "a group is never \(value); compare its name, as in g.name"
        default: return nil
        }
    }

    // MARK: - Conditions that give nothing

    /// The function of `:where` without a `return`, which takes no group.
    private static func silent(_ step: Step) -> Finding? {
        guard case .function(let entry) = step.callee, entry.owner == "query", entry.shortName == "where",
            let value = step.arguments?.values.first, case .function(let body) = value.kind,
            !hasReturn(body.block)
        else { return nil }
        let message = "the condition gives nothing, so that no group meets it; write return"
        return Finding(.noResult, message, at: value.range)
    }

    private static func hasReturn(_ block: Block) -> Bool {
        block.statements.contains { statement in
            switch statement.kind {
            case .return: true
            case .do(let body), .while(_, let body), .repeat(let body, _): hasReturn(body)
            case .if(let branches):
                branches.branches.contains { hasReturn($0.block) } || branches.otherwise.map(hasReturn) ?? false
            case .numericFor(let loop): hasReturn(loop.body)
            case .genericFor(let loop): hasReturn(loop.body)
            default: false
            }
        }
    }
}
