internal import LuaSyntax

/// Arguments of the functions and methods that are not of `seam`: how many, and what each must be.
enum ArgumentRule: CheckRule {
    static func findings(in script: CheckedScript) -> [Finding] {
        script.steps.flatMap { step -> [Finding] in
            switch (step.callee, step.arguments) {
            case (.function(let signature), let arguments?) where !step.isMisdirected:
                return findings(signature, arguments.values, step, script)
            case (.endpoint(let path), let arguments?) where SeamParameterRule.isRecorded(path):
                guard arguments.values.count > 1 else { return [] }
                let check = ArgumentCheck(function: step.name?.text ?? "the call", script: script)
                return check.findings(arguments.values[1], .optional("the options", .options))
            default: return []
            }
        }
    }

    private static func findings(
        _ signature: Signature,
        _ given: [Expression],
        _ step: Step,
        _ script: CheckedScript,
    ) -> [Finding] {
        var values = given[...]
        if signature.owner != nil, !step.isMethodCall {
            // Called with a dot: the object is the first argument, or CallRule says so.
            guard let first = values.popFirst(), CallRule.mayBe(signature.owner, script.shape(of: first)) else {
                return []
            }
        }
        let check = ArgumentCheck(function: signature.name, script: script)
        var findings = zip(values, signature.parameters).flatMap { check.findings($0, $1) }
        if let missing = signature.parameters.dropFirst(values.count).first(where: \.isRequired),
            !mayGiveMore(values.last)
        {
            findings.append(Finding(.parameter, "\(signature.name) needs \(missing.name)", at: step.place))
        }
        if !signature.isVariadic, let extra = values.dropFirst(signature.parameters.count).first {
            findings.append(Finding(.parameter, tooMany(signature), at: extra.range))
        }
        return findings
    }

    private static func tooMany(_ signature: Signature) -> String {
        let count = signature.parameters.count
        return switch count {
        case 0: "\(signature.name) takes no arguments"
        case 1: "\(signature.name) takes one argument: \(signature.parameters[0].name)"
        default:
            "\(signature.name) takes \(count) arguments: \(signature.parameters.map(\.name).joined(separator: ", "))"
        }
    }

    /// Whether the last argument may stand for several.
    private static func mayGiveMore(_ last: Expression?) -> Bool {
        switch last?.kind {
        case .varargs: true
        case .suffixed(let suffixed): suffixed.suffixes.last?.isCall ?? false
        default: false
        }
    }
}
