internal import LuaSyntax
internal import Scripting
internal import Seam

/// Parameters of the functions of `seam`, checked against the catalogue as a call would be.
enum SeamParameterRule: CheckRule {
    static func findings(in script: CheckedScript) -> [Finding] {
        script.steps.flatMap { step -> [Finding] in
            if case .function(let signature) = step.callee, signature.name == "seam.pages" {
                return pages(step, script)
            }
            guard case .endpoint(let path) = step.callee, let arguments = step.arguments, !step.isMisdirected,
                let endpoint = SeamCatalogue.endpoint(path: path)
            else { return [] }
            return findings(endpoint, arguments.values, step.place, script)
        }
    }

    private static func pages(_ step: Step, _ script: CheckedScript) -> [Finding] {
        guard let values = step.arguments?.values, let first = values.first else { return [] }
        guard case .endpoint(let path) = script.shape(of: first), let endpoint = SeamCatalogue.endpoint(path: path)
        else { return [] }
        guard endpoint.isPaginated else {
            let message = "\(endpoint.name) has no pages; call it, or give seam.pages one that has"
            return [Finding(.value, message, at: first.range)]
        }
        return findings(endpoint, Array(values.dropFirst()), step.place, script)
    }

    private static func findings(
        _ endpoint: SeamEndpoint,
        _ values: [Expression],
        _ place: SourceRange,
        _ script: CheckedScript,
    ) -> [Finding] {
        if values.count > (endpoint.isRecorded ? 2 : 1) {
            let message = "\(endpoint.name) takes one table of named parameters, not \(values.count) arguments"
            return [Finding(.parameter, message, at: values[values.count - 1].range)]
        }
        guard let value = values.first else { return problems(endpoint, ParameterTable(script), place) }
        guard case .table(let table) = value.kind else {
            let shape = script.shape(of: value)
            guard [.text, .number, .boolean, .nil, .anyFunction].contains(shape), let type = shape.typeName else {
                return []
            }
            let message = "\(endpoint.name): the parameter list must be a table, not \(type)"
            return [Finding(.value, message, at: value.range)]
        }
        var parameters = ParameterTable(script)
        parameters.read(table, of: endpoint)
        return problems(endpoint, parameters, place)
    }

    private static func problems(_ endpoint: SeamEndpoint, _ given: ParameterTable, _ place: SourceRange) -> [Finding] {
        given.findings
            + endpoint.problems(in: .object(given.members), countingFrom: 1).compactMap { problem in
                guard !given.hides(problem) else { return nil }
                let key = given.ranges[problem.parameter]
                let isUnknown = key != nil && endpoint.parameter(problem.parameter) == nil
                let message = "\(endpoint.name) \(problem.sentence)"
                guard let key else { return Finding(.parameter, message, at: place) }
                return Finding(
                    isUnknown ? .parameter : kind(of: problem, endpoint),
                    message,
                    at: isUnknown ? key.name : key.value,
                )
            }
    }

    private static func kind(of problem: SeamProblem, _ endpoint: SeamEndpoint) -> Finding.Kind {
        endpoint.parameter(problem.parameter)?.format == .dateTime ? .time : .value
    }
}
