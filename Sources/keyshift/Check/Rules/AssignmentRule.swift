internal import LuaSyntax
internal import Scripting

/// Assignments to what is read-only, and names that a table gives twice.
enum AssignmentRule: CheckRule {
    static func findings(in script: CheckedScript) -> [Finding] {
        script.statements.flatMap { findings($0, script) } + script.expressions.flatMap(doubled)
    }

    private static func findings(_ statement: Statement, _ script: CheckedScript) -> [Finding] {
        guard case .assignment(let targets, _) = statement.kind else { return [] }
        return targets.compactMap { target in
            guard let step = script.steps(of: target).last, case .field(let name) = step.suffix.kind,
                let message = message(about: name.text, step.receiver)
            else { return nil }
            return Finding(.assignment, message, at: name.range)
        }
    }

    private static func message(about name: String, _ receiver: Shape) -> String? {
        switch receiver {
        case .object(.group):
            "a group's \(name) cannot be assigned to; a verb records a change, such as g:set{ \(name) = … }"
        case .object(let kind): "\(kind.article) cannot be changed"
        case .module("run") where name == "memory":
            "run.memory cannot be assigned to; set what is in it: run.memory.name = …"
        case .module(let module) where Vocabulary.modules[module] != nil: "the module \(module) cannot be changed"
        case .namespace: "seam cannot be changed"
        default: nil
        }
    }

    /// Of two equal names in a table the last one counts, in silence.
    private static func doubled(_ expression: Expression) -> [Finding] {
        guard case .table(let table) = expression.kind else { return [] }
        var seen: [String: Int] = [:]
        return table.fields.compactMap { field in
            guard case .name(let name) = field.key else { return nil }
            guard let line = seen.updateValue(name.range.start.line, forKey: name.text) else { return nil }
            return Finding(
                .assignment,
                "\(name.text) is given already, on line \(line); only this one would count",
                at: name.range
            )
        }
    }
}
