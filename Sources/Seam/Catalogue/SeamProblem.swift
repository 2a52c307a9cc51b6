/// One thing that is wrong with the parameters of a call.
public struct SeamProblem: Sendable, Hashable {
    /// The name of the parameter, also when the fault is deep inside its value; empty when the call as a whole is wrong.
    public let parameter: String
    /// Where in the call the fault is, such as `filters[2].name`; empty when it is not in a value.
    public let place: String
    /// What is wrong, without the name of the endpoint in front: `starts_at must be a string, not a number`.
    public let sentence: String

    /// Makes a problem of a parameter and a sentence that begins with a verb or with the name of the parameter.
    public init(_ parameter: String, _ sentence: String, at place: String = "") {
        self.parameter = parameter
        self.place = place
        self.sentence = sentence
    }
}

extension Sequence<SeamProblem> {
    /// All problems in one sentence about the endpoint of a name.
    public func sentence(about name: String) -> String {
        "\(name) " + map(\.sentence).joined(separator: "; it ")
    }

    /// The sentences by parameter.
    public var sentencesByParameter: [String: [String]] {
        Dictionary(grouping: self, by: \.parameter).mapValues { $0.map(\.sentence) }
    }
}
