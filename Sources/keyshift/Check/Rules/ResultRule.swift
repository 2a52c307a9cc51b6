internal import LuaSyntax
internal import Scripting

/// Uses of the result of a call that gives none.
enum ResultRule: CheckRule {
    static func findings(in script: CheckedScript) -> [Finding] {
        let alone = Set(script.statements.flatMap(unused))
        return script.steps.compactMap { step in
            guard step.suffix.isCall, step.result == .nothing, !step.isLast || !alone.contains(step.chain.range) else {
                return nil
            }
            return Finding(.noResult, message(about: step), at: step.place)
        }
    }

    /// The calls of a statement whose values nobody looks at; a function may hand on what it does not look at itself.
    private static func unused(_ statement: Statement) -> [SourceRange] {
        switch statement.kind {
        case .call(let call): [call.range]
        case .return(let values): values.count == 1 ? [values[0].range] : []
        default: []
        }
    }

    private static func message(about step: Step) -> String {
        let name = step.name?.text ?? "the call"
        switch step.callee {
        case .endpoint: return "\(name) gives no result: the API answers only \"ok\"; call it on a line of its own"
        case .function(let signature) where signature.kind == .method && signature.owner == "group":
            return "\(name) records a change and gives no result; call it on a line of its own"
        default: return "\(name) gives no result; call it on a line of its own"
        }
    }
}
