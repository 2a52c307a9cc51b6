/// A sort of object in the API's answers, such as an access code.
public struct SeamResource: Sendable {
    /// The name in snake case.
    public let name: String
    /// Its fields; an optional one may be missing.
    public let fields: [SeamField]
}
