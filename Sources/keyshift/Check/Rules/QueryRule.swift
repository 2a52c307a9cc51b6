internal import LuaSyntax
internal import Scripting

/// Queries that are never answered, and loops over what is no loop.
enum QueryRule: CheckRule {
    static func findings(in script: CheckedScript) -> [Finding] {
        script.statements.compactMap { finding($0, script) } + script.expressions.compactMap { finding($0, script) }
            + script.steps.compactMap { finding($0, script) }
    }

    private static func finding(_ statement: Statement, _ script: CheckedScript) -> Finding? {
        switch statement.kind {
        case .call(let call) where script.shape(of: call) == .object(.query):
            return Finding(
                .query,
                "a query alone does nothing; go through its groups with for g in …:each() do, or end it with list(), "
                    + "count(), by(), one() or find()",
                at: call.range,
            )
        case .genericFor(let loop):
            guard let value = loop.values.first, loop.values.count == 1,
                let message = message(aboutLoopOver: script.shape(of: value))
            else { return nil }
            return Finding(.query, message, at: value.range)
        default: return nil
        }
    }

    private static func message(aboutLoopOver shape: Shape) -> String? {
        switch shape {
        case .object(.query): "a loop goes through the groups of a query with :each() behind it"
        case .list: "a loop goes through a list with ipairs: for _, value in ipairs(…) do"
        case .table, .row, .record: "a loop goes through a table with pairs, and through a list with ipairs"
        case .number: "a number is nothing to go through; a loop that counts is for i = 1, n do"
        case .text, .boolean, .nil, .nothing, .object, .namespace, .module:
            "\(shape.typeName ?? "this") is nothing to go through"
        case .endpoint:
            "a function of seam is called before a loop goes through its list: for _, x in ipairs(….list{}) do"
        default: nil
        }
    }

    private static func finding(_ expression: Expression, _ script: CheckedScript) -> Finding? {
        guard case .unary(let unary) = expression.kind, unary.operator == .length,
            case .object(let kind) = script.shape(of: unary.operand)
        else { return nil }
        let advice = kind == .query ? "; its groups are counted with :count()" : ""
        return Finding(.query, "\(kind.article) has no length\(advice)", at: unary.operatorRange)
    }

    /// Whether the first argument of a function is a list, or a table.
    static func takesLists(_ entry: SurfaceEntry) -> Bool {
        ["ipairs", "pairs", "task.map"].contains(entry.name)
    }

    /// A query in the place of a list.
    private static func finding(_ step: Step, _ script: CheckedScript) -> Finding? {
        guard case .function(let signature) = step.callee, takesLists(signature),
            let list = step.arguments?.values.first, script.shape(of: list) == .object(.query)
        else { return nil }
        return Finding(
            .query,
            "\(signature.name) takes a list, and a query is none; put :list() behind it",
            at: list.range
        )
    }
}
