internal import CivilTime
internal import LuaSyntax
internal import Scripting

/// The calls of a script that change hours by a length, as its text tells: each firing of a schedule makes them anew.
struct LengthCalls {
    /// Whether there is one that no label (`once`) keeps from being made twice.
    let areRepeated: Bool
    /// Whether each of them makes an end later.
    let areExtensions: Bool
    /// Whether they are of stays that begin or end on a day which the script is told.
    let areOfOneDay: Bool

    private static let verbs: Set = ["extend", "shift"]
    private static let days: Set = ["ending_on", "starting_on"]

    init(of source: String) {
        guard let tree = LuaParser.parse(source).tree else {
            (areRepeated, areExtensions, areOfOneDay) = (false, false, false)
            return
        }
        let script = CheckedScript(tree)
        let hasLabels = script.nodes.contains(where: Self.isLabelled)
        let calls = script.steps.filter { step in
            guard case .methodCall(let name, let given) = step.suffix.kind, Self.verbs.contains(name.text),
                Self.isGroup(step.receiver), !given.values.isEmpty
            else { return false }
            return !Self.hasLabel(given, elsewhere: hasLabels)
        }
        areRepeated = !calls.isEmpty
        areExtensions = calls.allSatisfy { $0.name?.text == "extend" }
        areOfOneDay = script.steps.contains { step in
            guard case .methodCall(let name, let given) = step.suffix.kind, Self.days.contains(name.text) else {
                return false
            }
            // A day that is written down is the same at each firing.
            return given.values.first.flatMap(script.literal) == nil
        }
    }

    /// Whether a method of this name is, or may be, that of a group.
    private static func isGroup(_ receiver: Shape) -> Bool {
        receiver == .unknown || receiver == .object(.group)
    }

    /// Whether the options of a call have a label; options that a variable has may have one that stands elsewhere.
    private static func hasLabel(_ given: CallArguments, elsewhere: Bool) -> Bool {
        guard given.values.count > 1 else { return false }
        guard case .table(let options) = given.values[1].kind else { return elsewhere }
        return options.fields.contains(where: isLabel)
    }

    private static func isLabel(_ field: TableConstructor.Field) -> Bool {
        if case .name(let name) = field.key { name.text == "once" } else { false }
    }

    /// Whether a table has a label, or gets one.
    private static func isLabelled(_ node: SyntaxNode) -> Bool {
        guard case .expression(let expression) = node else { return false }
        switch expression.kind {
        case .table(let table): return table.fields.contains(where: isLabel)
        case .suffixed(let suffixed):
            guard case .field(let name)? = suffixed.suffixes.last?.kind else { return false }
            return name.text == "once"
        default: return false
        }
    }
}
