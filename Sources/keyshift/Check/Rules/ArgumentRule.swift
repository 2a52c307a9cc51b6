internal import LuaSyntax
internal import Scripting
internal import Seam

/// Arguments of the functions and methods that are not of `seam`: what a call with them would refuse.
enum ArgumentRule: CheckRule {
    static func findings(in script: CheckedScript) -> [Finding] {
        script.steps.flatMap { step -> [Finding] in
            switch (step.callee, step.arguments) {
            case (.function(let entry), let arguments?) where !step.isMisdirected:
                return findings(entry, arguments.values, step, script)
            case (.endpoint(let path), let arguments?): return options(path, arguments.values, step, script)
            default: return []
            }
        }
    }

    private static func findings(
        _ entry: SurfaceEntry,
        _ given: [Expression],
        _ step: Step,
        _ script: CheckedScript,
    ) -> [Finding] {
        var values = given[...]
        if entry.kind == .method, !step.isMethodCall {
            // Called with a dot: the object is the first argument, or CallRule says so.
            guard let first = values.popFirst(),
                CallRule.mayBe(ScriptClass(rawValue: entry.owner), script.shape(of: first))
            else { return [] }
        }
        let check = ArgumentCheck(script: script, values: Array(values), place: step.place)
        var known = check.given
        // QueryRule tells what is to be done where a list belongs.
        if QueryRule.takesLists(entry), case .object(.query)? = known.first { known[0] = .unknown }
        return check.findings(entry.refusals(of: known, isOpen: mayGiveMore(values.last)))
    }

    /// The options behind the parameters of a call that is recorded.
    private static func options(
        _ path: String,
        _ values: [Expression],
        _ step: Step,
        _ script: CheckedScript,
    ) -> [Finding] {
        guard values.count > 1, let endpoint = SeamCatalogue.endpoint(path: path), endpoint.isRecorded else {
            return []
        }
        let check = ArgumentCheck(script: script, values: values, place: step.place)
        let options = Surface.ChangeOptions.described
        return check.findings(options.refusals(of: check.given[1], at: 1, of: endpoint.name))
    }

    /// Whether the last argument may stand for several.
    static func mayGiveMore(_ last: Expression?) -> Bool {
        switch last?.kind {
        case .varargs: true
        case .suffixed(let suffixed): suffixed.suffixes.last?.isCall ?? false
        default: false
        }
    }
}
