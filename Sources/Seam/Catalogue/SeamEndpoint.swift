/// One function of the API: where it is, what it takes and gives, and what it does.
public struct SeamEndpoint: Sendable {
    /// What a call does to the workspace, which decides how it may be repeated.
    public enum Effect: String, Sendable {
        /// Nothing changes.
        case read
        /// Fields get the values that are given, so that the same call twice is the same as once.
        case update
        /// Something new is made at every call.
        case create
        /// Something is taken away.
        case delete
        /// Something else is set off, such as a door that opens.
        case action

        /// True when the same call twice does no more than once.
        public var isRepeatable: Bool { self == .read || self == .update }
    }

    /// The namespace in snake case, its parts joined with dots: `access_codes`, `acs.users`.
    public let namespace: String
    /// The name within the namespace in snake case.
    public let method: String
    /// The HTTP methods that the server accepts; `POST` is always among them.
    public let verbs: [String]
    /// The parameters by name, the required ones first.
    public let parameters: [SeamParameter]
    /// The key of the result in the answer; nil when there is no result.
    public let responseKey: String?
    /// True when the answer may hold one page of many.
    public let isPaginated: Bool
    /// What a call does.
    public let effect: Effect
    /// Sets of parameters of which at least one must be given whole; empty when there is no such rule.
    public let alternatives: [[String]]

    init(
        _ namespace: String,
        _ method: String,
        _ verbs: [String] = ["GET", "POST"],
        effect: Effect = .read,
        response: String?,
        isPaginated: Bool = false,
        alternatives: [[String]] = [],
        _ parameters: [SeamParameter],
    ) {
        self.namespace = namespace
        self.method = method
        self.verbs = verbs
        self.parameters = parameters
        self.responseKey = response
        self.isPaginated = isPaginated
        self.effect = effect
        self.alternatives = alternatives
    }

    /// The path: `/access_codes/update_multiple`.
    public var path: String {
        "/\(namespace.split(separator: ".").joined(separator: "/"))/\(method)"
    }

    /// The name as a script writes it: `seam.access_codes.update_multiple`.
    public var name: String { "seam.\(namespace).\(method)" }

    /// The parameter of a name, if there is one.
    public func parameter(_ name: String) -> SeamParameter? {
        parameters.first { $0.name == name }
    }
}
