internal import LuaSyntax
internal import Scripting

/// Conditions that are always true or always false, and so ask nothing.
enum ConditionRule: CheckRule {
    static func findings(in script: CheckedScript) -> [Finding] {
        let asked = script.statements.flatMap(conditions)
        return asked.flatMap { findings(of: $0, script) }
            + script.expressions.flatMap { expression -> [Finding] in
                guard case .binary(let binary) = expression.kind else { return [] }
                return [negated(binary, script), alternative(binary)].compactMap(\.self) + contradictions(binary)
            }
    }

    /// What a statement asks.
    private static func conditions(of statement: Statement) -> [Expression] {
        switch statement.kind {
        case .if(let branches): branches.branches.map(\.condition)
        case .while(let condition, _): [condition]
        case .repeat(_, let condition): [condition]
        default: []
        }
    }

    // MARK: - Values that are always true

    private static func findings(of condition: Expression, _ script: CheckedScript) -> [Finding] {
        switch condition.kind {
        case .parenthesized(let inner): return findings(of: inner, script)
        case .binary(let binary): return parts(of: binary).compactMap(\.value).flatMap { findings(of: $0, script) }
        default: break
        }
        guard let what = alwaysTrue(condition, script) else { return [] }
        return [Finding(.condition, "\(what) is always true in a condition", at: condition.range)]
    }

    private static func alwaysTrue(_ value: Expression, _ script: CheckedScript) -> String? {
        if case .unary(let unary) = value.kind, unary.operator == .length {
            return "a length, also 0,"
        }
        guard let step = script.steps(of: value).last, step.isMethodCall, case .function(let entry) = step.callee,
            entry.owner == "query"
        else { return nil }
        switch step.result {
        case .number: return "a count, also 0,"
        case .list: return "a list, also an empty one,"
        case .object(.query): return "a query, also one of no groups,"
        default: return nil
        }
    }

    // MARK: - Operators that bind otherwise than they read

    private static let comparisons: Set<BinaryExpression.Operator> = [
        .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual,
    ]

    /// `not a == b`, which asks whether `not a` is `b`.
    private static func negated(_ binary: BinaryExpression, _ script: CheckedScript) -> Finding? {
        guard let step = binary.steps.first, comparisons.contains(step.operator), isNegation(binary.first),
            script.shape(of: step.operand) != .boolean
        else { return nil }
        let sign = step.operator.rawValue
        return Finding(
            .condition,
            "not binds tighter than \(sign): this compares true or false with what stands on the right; write "
                + "not (… \(sign) …)" + (step.operator == .equal ? ", or ~=" : ""),
            at: binary.first.range,
        )
    }

    private static func isNegation(_ value: Expression) -> Bool {
        if case .unary(let unary) = value.kind { unary.operator == .not } else { false }
    }

    /// `a == "x" or "y"`, where the second text is compared with nothing; `a == "x" and "b" or "c"` chooses one of two.
    private static func alternative(_ binary: BinaryExpression) -> Finding? {
        let parts = parts(of: binary)
        guard parts.first?.comparison != nil else { return nil }
        let lone = zip(parts, parts.dropFirst()).first { previous, part in
            guard part.joint == .or, previous.joint != .and else { return false }
            switch part.value.flatMap(Literal.init) {
            case .text, .integer, .float: return true
            default: return false
            }
        }
        return lone.map {
            Finding(
                .condition,
                "what stands behind or is not compared and is always true; write the comparison again, as in "
                    + "a == \"x\" or a == \"y\"",
                at: $0.1.range,
            )
        }
    }

    // MARK: - Comparisons that exclude each other, or leave nothing out

    /// `a ~= "x" or a ~= "y"` is always true, `a == "x" and a == "y"` never.
    private static func contradictions(_ binary: BinaryExpression) -> [Finding] {
        let parts = parts(of: binary)
        guard let joint = parts.last?.joint, parts.dropFirst().allSatisfy({ $0.joint == joint }) else { return [] }
        let sign: BinaryExpression.Operator = joint == .or ? .notEqual : .equal
        var seen: [String: Literal] = [:]
        for part in parts {
            guard let comparison = part.comparison, comparison.sign == sign else { continue }
            if let other = seen[comparison.path], other != comparison.value {
                let message =
                    joint == .or
                    ? "this is always true: one of the two differs; between the two belongs and"
                    : "this is never true; between the two belongs or"
                return [Finding(.condition, message, at: part.range)]
            }
            seen[comparison.path] = comparison.value
        }
        return []
    }

    /// A comparison of a variable or its field with a literal.
    private struct Comparison {
        let path: String
        let sign: BinaryExpression.Operator
        let value: Literal
    }

    /// One of the parts that `and` and `or` join.
    private struct Part {
        /// What stands before it, nil for the first.
        var joint: BinaryExpression.Operator?
        /// The part where it is an expression of its own; the first one can be the beginning of the chain.
        var value: Expression?
        var comparison: Comparison?
        let range: SourceRange
    }

    /// The parts of a chain: `a == 1 or b` is `a`, `== 1`, `or b`, as operators of one chain group to the left.
    private static func parts(of binary: BinaryExpression) -> [Part] {
        let isJoint = { (step: BinaryExpression.Step) in step.operator == .and || step.operator == .or }
        guard let start = binary.steps.firstIndex(where: isJoint), binary.steps[start...].allSatisfy(isJoint) else {
            return []
        }
        var first = Part(value: start == 0 ? binary.first : nil, range: binary.first.range)
        switch start {
        case 0: first.comparison = comparison(binary.first)
        case 1: first.comparison = comparison(binary.first, binary.steps[0])
        default: break
        }
        return [first]
            + binary.steps[start...].map { step in
                Part(
                    joint: step.operator,
                    value: step.operand,
                    comparison: comparison(step.operand),
                    range: step.operand.range,
                )
            }
    }

    private static func comparison(_ value: Expression) -> Comparison? {
        if case .parenthesized(let inner) = value.kind { return comparison(inner) }
        guard case .binary(let binary) = value.kind, binary.steps.count == 1 else { return nil }
        return comparison(binary.first, binary.steps[0])
    }

    private static func comparison(_ first: Expression, _ step: BinaryExpression.Step) -> Comparison? {
        guard step.operator == .equal || step.operator == .notEqual, let path = path(of: first),
            let literal = Literal(step.operand)
        else { return nil }
        return Comparison(path: path, sign: step.operator, value: literal)
    }

    /// `g.name` of a variable and its fields, nil for what may differ from one look to the next.
    private static func path(of value: Expression) -> String? {
        switch value.kind {
        case .name(let reference): return reference.name.text
        case .suffixed(let suffixed):
            guard var path = path(of: suffixed.base) else { return nil }
            for suffix in suffixed.suffixes {
                guard case .field(let name) = suffix.kind else { return nil }
                path += ".\(name.text)"
            }
            return path
        default: return nil
        }
    }
}
