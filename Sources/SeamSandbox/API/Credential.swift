/// How a request proves who sends it, once checked.
enum Credential: Sendable {
    /// The kinds of credential an endpoint takes.
    struct Kinds: OptionSet, Sendable {
        let rawValue: Int

        static let apiKey = Kinds(rawValue: 1)
        /// An access token together with a workspace.
        static let token = Kinds(rawValue: 2)
        /// An access token alone.
        static let owner = Kinds(rawValue: 4)
        static let session = Kinds(rawValue: 8)
        static let owners: Kinds = [.apiKey, .token]
        static let anyone: Kinds = [.apiKey, .token, .session]
    }

    /// The position of the workspace of an API key, or of a token with a workspace.
    case workspace(Int)
    case session(ClientSession)
    /// A token without a workspace.
    case owner(String)
}
