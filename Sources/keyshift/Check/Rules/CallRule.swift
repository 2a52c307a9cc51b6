internal import LuaSyntax
internal import Scripting

/// Dots where a colon belongs, colons where a dot belongs, and calls of what is no function.
enum CallRule: CheckRule {
    static func findings(in script: CheckedScript) -> [Finding] {
        script.steps.compactMap { step in
            guard step.suffix.isCall, let message = message(about: step, script) else { return nil }
            return Finding(.call, message, at: step.place)
        }
    }

    private static func message(about step: Step, _ script: CheckedScript) -> String? {
        let name = step.name?.text ?? "it"
        if step.isMethodCall, let owner = ownerOfFunctions(step.receiver) {
            guard Vocabulary.member(name, of: step.receiver) != nil else { return nil }
            return "\(owner).\(name) is called with a dot, not a colon: \(owner).\(name)"
        }
        switch step.callee {
        case .function(let signature) where signature.kind == .method && !step.isMethodCall:
            return isGivenItsObject(step, signature, script)
                ? nil : "\(name) is a method: call it with a colon, as in x:\(name)(…), not a dot"
        case .boolean, .number, .text, .list, .record, .row:
            let type = step.callee.typeName ?? "a value"
            return "\(name) is \(type), not a function; leave out the parentheses"
        case .object(let kind): return "\(name) is \(kind.article), not a function"
        case .module(let module) where module != "args": return "\(module) is a module; call one of its functions"
        case .namespace(let namespace):
            return "seam\(namespace.isEmpty ? "" : ".\(namespace)") is a namespace; call one of its functions"
        default: return nil
        }
    }

    private static func ownerOfFunctions(_ receiver: Shape) -> String? {
        switch receiver {
        case .module(let name): name
        case .namespace(let name): name.isEmpty ? "seam" : "seam.\(name)"
        default: nil
        }
    }

    /// Whether a method that is called with a dot gets its object as the first argument.
    private static func isGivenItsObject(_ step: Step, _ signature: SurfaceEntry, _ script: CheckedScript) -> Bool {
        guard let first = step.arguments?.values.first else { return false }
        return mayBe(ScriptClass(rawValue: signature.owner), script.shape(of: first))
    }

    /// Whether a value may be the object that a method works on.
    static func mayBe(_ owner: ScriptClass?, _ shape: Shape) -> Bool {
        shape == .unknown || owner.map { shape == .object($0) } ?? false
    }
}
