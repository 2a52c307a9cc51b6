internal import CivilTime
internal import LuaSyntax
internal import Scripting

/// Operators between values that they do not work on: a time and a text, a time and a number.
enum OperatorRule: CheckRule {
    static func findings(in script: CheckedScript) -> [Finding] {
        script.expressions.flatMap { expression -> [Finding] in
            guard case .binary(let binary) = expression.kind else { return [] }
            var left = script.shape(of: binary.first)
            var findings: [Finding] = []
            for step in binary.steps {
                let right = script.shape(of: step.operand)
                if let message = message(left, step.operator, right) {
                    findings.append(Finding(.operator, message, at: step.operatorRange))
                } else if let finding = unreadable(left, step, script) {
                    findings.append(finding)
                }
                left = Operation.result(left, step.operator, right)
            }
            return findings
        }
    }

    private static func message(_ left: Shape, _ sign: BinaryExpression.Operator, _ right: Shape) -> String? {
        switch sign {
        case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual:
            comparison(left, sign, right) ?? comparison(right, sign, left)
        case .concatenate: joined(left) ?? joined(right)
        case .add, .subtract: sum(left, right) ?? sum(right, left)
        default: nil
        }
    }

    private static let comparable: Set<ScriptClass> = [.time, .duration, .date]

    /// Two values of one class can be compared, and whatever is unknown or nil with anything by `==`.
    private static func comparison(_ one: Shape, _ sign: BinaryExpression.Operator, _ other: Shape) -> String? {
        guard case .object(let kind) = one, comparable.contains(kind), other != one, let type = other.typeName else {
            return nil
        }
        if other == .nil || other == .nothing, sign == .equal || sign == .notEqual { return nil }
        let advice = other == .text ? maker(kind) : ""
        return "a \(kind.rawValue) can only be compared with a \(kind.rawValue), not with \(type)\(advice)"
    }

    private static func maker(_ kind: ScriptClass) -> String {
        switch kind {
        case .time: "; time.parse makes a time of a text"
        case .duration: "; time.duration makes a duration of a text"
        default: "; time.date makes a date of a text"
        }
    }

    private static func joined(_ part: Shape) -> String? {
        switch part {
        case .object, .module, .namespace:
            ".. joins texts and numbers, not \(part.typeName ?? "this"); tostring makes a text of it"
        case .boolean, .nil, .table, .list, .record, .row, .nothing:
            ".. joins texts and numbers, not \(part.typeName ?? "this")"
        default: nil
        }
    }

    private static func sum(_ one: Shape, _ other: Shape) -> String? {
        switch (one, other) {
        case (.object(.time), .number), (.object(.duration), .number):
            "what is added to or taken from \(one.typeName ?? "a time") must be a duration such as \"2h\", not a number"
        case (.object(.date), .number), (.object(.date), .text), (.object(.date), .object(.duration)):
            "a date moves by days, as in date:add{ days = 1 }"
        case (.object(.group), _): "a group has no + and -; its verbs move it, as in g:extend(\"2h\")"
        default: nil
        }
    }

    /// A text beside a time that is no duration.
    private static func unreadable(_ left: Shape, _ step: BinaryExpression.Step, _ script: CheckedScript) -> Finding? {
        guard left == .object(.time) || left == .object(.duration), [.add, .subtract].contains(step.operator),
            case .text(let text)? = script.literal(of: step.operand)
        else { return nil }
        do throws(CivilTimeError) {
            _ = try TimeSpan(parsing: text)
            return nil
        } catch {
            return Finding(.time, error.message, at: step.operand.range)
        }
    }
}
