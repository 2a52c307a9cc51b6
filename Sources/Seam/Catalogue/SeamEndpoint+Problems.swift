internal import Spelling

extension SeamEndpoint {
    /// Everything that is wrong with a call's parameters; empty if the call may be sent.
    ///
    /// The server drops unknown parameters in silence, so a mistyped name is found here or nowhere. A sentence counts the
    /// elements of an array from `firstIndex`, which is 1 for a reader of Lua.
    public func problems(in parameters: JSONValue, countingFrom firstIndex: Int = 0) -> [SeamProblem] {
        guard let given = parameters.object else {
            return [SeamProblem("", "takes named parameters, not \(parameters.typeName)")]
        }
        var problems = given.keys.filter { parameter($0) == nil }.sorted().map { name in
            SeamProblem(name, Self.unknown(name, among: self.parameters.map(\.name)))
        }
        for parameter in self.parameters where parameter.isRequired && given[parameter.name] == nil {
            problems.append(SeamProblem(parameter.name, "needs \(parameter.name)"))
        }
        for parameter in self.parameters {
            guard let value = given[parameter.name] else { continue }
            var check = FieldCheck(firstIndex: firstIndex)
            check.check(value, of: parameter, at: parameter.name)
            problems += check.faults.map { fault in
                SeamProblem(parameter.name, "\(fault.place) \(fault.words)", at: fault.place)
            }
        }
        return problems + missingAlternative(given)
    }

    private static func unknown(_ name: String, among names: [String]) -> String {
        NearestName.sentence("has no parameter", name, among: names, listed: 0)
    }

    private func missingAlternative(_ given: [String: JSONValue]) -> [SeamProblem] {
        guard !alternatives.isEmpty else { return [] }
        let whole = alternatives.filter { names in names.allSatisfy { given[$0].map { !$0.isNull } ?? false } }
        let words =
            alternatives.count > 6
            ? "one of its parameters" : alternatives.map { $0.joined(separator: " with ") }.joined(separator: ", or ")
        if whole.isEmpty { return [SeamProblem("", "needs \(words)")] }
        guard isExclusive, whole.count > 1 else { return [] }
        return [SeamProblem("", "takes \(words), not both")]
    }
}
