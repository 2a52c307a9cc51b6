extension SurfaceEntry {
    /// What is wrong with the arguments of a call; empty for a call that is taken.
    ///
    /// `isOpen` says that more arguments may follow than are given, as behind `f(…)`.
    package func refusals(of given: [Given], isOpen: Bool = false) -> [Refusal] {
        var refusals: [Refusal] = []
        for (index, parameter) in parameters.enumerated() {
            guard index < given.count else {
                if !parameter.isOptional, !isOpen { refusals.append(count("\(calledName) needs \(parameter.name)")) }
                break
            }
            let place = GivenPlace(function: calledName, name: parameter.name, path: [.argument(index)])
            let isText = index == 0 && secondReadsFirst && given.count > 1 && !given[1].isNil
            refusals +=
                isText
                ? ParameterKind.sentence.refusals(of: given[0], at: place)
                : parameter.refusals(of: given[index], at: place)
        }
        if !takesMore, given.count > parameters.count {
            refusals.append(count(tooMany, [.argument(parameters.count)]))
        }
        return refusals
    }

    private func count(_ message: String, _ path: [Refusal.Step] = []) -> Refusal {
        Refusal(sort: .count, message: message, path: path)
    }

    private var tooMany: String {
        let names = parameters.map(\.name)
        return switch names.count {
        case 0: "\(calledName) takes no arguments"
        case 1 where takesTable: "\(calledName) takes one table of named parameters"
        case 1: "\(calledName) takes one argument: \(names[0])"
        default: "\(calledName) takes \(names.count) arguments: \(names.joined(separator: ", "))"
        }
    }
}

extension SurfaceParameter {
    /// What is wrong with its value as the argument at `index` of a function, which messages name.
    package func refusals(of given: Given, at index: Int, of function: String) -> [Refusal] {
        refusals(of: given, at: GivenPlace(function: function, name: name, path: [.argument(index)]))
    }

    /// What is wrong with its value.
    func refusals(of given: Given, at place: GivenPlace) -> [Refusal] {
        if isOptional, takesNil, case .nil = given { return [] }
        return kind.refusals(of: given, at: place)
    }
}
