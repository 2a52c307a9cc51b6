/// One function of the API: where it is, what it takes and gives, and what it does.
///
/// An object, because every call hands its endpoint on some times, and a copy of all that would cost more than the call.
///
/// `@unchecked Sendable`: only the reader of the catalogue sets the variables, before anybody else has the object.
public final class SeamEndpoint: @unchecked Sendable {
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
    /// The path: `/access_codes/update_multiple`.
    public let path: String
    /// The name as a script writes it: `seam.access_codes.update_multiple`.
    public let name: String
    /// The HTTP methods that the server accepts; `POST` is always among them.
    public let verbs: [String]
    /// What a call does.
    public let effect: Effect
    /// The key of the result in the answer; nil when there is no result.
    public let responseKey: String?
    /// The resource that the result is, or that its elements are; nil when the catalogue has no name for it.
    public let resource: String?
    /// True when the result is a list.
    public let isList: Bool
    /// The parameters; the required ones come first.
    public internal(set) var parameters: [SeamField] = []
    /// True when the answer may hold one page of many.
    public internal(set) var isPaginated = false
    /// True when the API advises against it.
    public internal(set) var isDeprecated = false
    /// Sets of parameters of which one must be given whole; empty when there is no such rule.
    public internal(set) var alternatives: [[String]] = []
    /// True when no more than one of ``alternatives`` may be given.
    public internal(set) var isExclusive = false
    /// The type of the action attempt that a call begins, such as `UNLOCK_DOOR`.
    public internal(set) var actionType: String?
    /// What it does, in a sentence; nil where the catalogue has none.
    public internal(set) var summary: String?

    init(
        _ namespace: String,
        _ method: String,
        verbs: [String],
        effect: Effect,
        responseKey: String?,
        resource: String?,
        isList: Bool,
    ) {
        self.namespace = namespace
        self.method = method
        path = "/\(namespace.split(separator: ".").joined(separator: "/"))/\(method)"
        name = "seam.\(namespace).\(method)"
        self.verbs = verbs
        self.effect = effect
        self.responseKey = responseKey
        self.resource = resource
        self.isList = isList
    }

    /// Makes an endpoint that the catalogue does not have; nil for a text that is no plain path of the API.
    ///
    /// A path with an empty part or a slash at its end is none: a server may take it for one that the catalogue has.
    package convenience init?(unlisted path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let isPlain = parts.dropFirst().allSatisfy { part in
            !part.isEmpty
                && part.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
        }
        guard parts.count >= 3, parts[0].isEmpty, isPlain else { return nil }
        self.init(
            parts[1..<(parts.count - 1)].joined(separator: "."),
            String(parts[parts.count - 1]),
            verbs: ["POST"],
            effect: .action,
            responseKey: nil,
            resource: nil,
            isList: false,
        )
    }

    /// True when the result is an action attempt, which the official clients wait for.
    public var givesActionAttempt: Bool { responseKey == "action_attempt" }

    /// The parameter of a name, if there is one.
    public func parameter(_ name: String) -> SeamField? {
        parameters.first { $0.name == name }
    }
}
