/// Who the client is to the API.
///
/// Printing it, also with `dump`, never shows the secret.
public struct SeamCredentials: Sendable {
    /// The kinds of credential that the API accepts from a program.
    public enum Kind: String, Sendable {
        /// A key of one workspace.
        case apiKey = "API key"
        /// A token of a person, which needs a workspace beside it.
        case personalAccessToken = "personal access token"
        /// A token restricted to one user's accounts.
        case clientSessionToken = "client session token"
    }

    /// What kind of credential this is.
    public let kind: Kind
    /// The workspace that goes with a personal access token.
    public let workspaceID: String?
    let secret: String

    private init(_ kind: Kind, _ secret: String, workspaceID: String? = nil) {
        self.kind = kind
        self.secret = secret
        self.workspaceID = workspaceID
    }

    /// The key of a workspace; it begins with `seam_`.
    ///
    /// - Throws: ``SeamError`` with the code `invalid_options` for another kind of token, or a character that no
    ///   header can carry.
    public static func apiKey(_ key: String) throws(SeamError) -> SeamCredentials {
        try check(key, .apiKey)
        return SeamCredentials(.apiKey, key)
    }

    /// The token of a person, who chooses the workspace; it begins with `seam_at`.
    ///
    /// Without a workspace it can list the person's workspaces and create one, and nothing else.
    ///
    /// - Throws: ``SeamError`` with the code `invalid_options` for another kind of token, or a workspace id that no
    ///   header can carry.
    public static func personalAccessToken(
        _ token: String,
        workspaceID: String?,
    ) throws(SeamError) -> SeamCredentials {
        try check(token, .personalAccessToken)
        if let workspaceID { try checkCharacters(of: workspaceID, in: "SEAM_WORKSPACE_ID") }
        return SeamCredentials(.personalAccessToken, token, workspaceID: workspaceID)
    }

    /// The token of a client session; it begins with `seam_cst`.
    ///
    /// - Throws: ``SeamError`` with the code `invalid_options` for another kind of token.
    public static func clientSessionToken(_ token: String) throws(SeamError) -> SeamCredentials {
        try check(token, .clientSessionToken)
        return SeamCredentials(.clientSessionToken, token)
    }

    /// The headers that carry the credential.
    var headers: [(String, String)] {
        let authorization = ("authorization", "Bearer \(secret)")
        return switch kind {
        case .apiKey: [authorization]
        case .personalAccessToken: [authorization] + (workspaceID.map { [("seam-workspace", $0)] } ?? [])
        case .clientSessionToken: [authorization, ("client-session-token", secret)]
        }
    }

    private static func check(_ secret: String, _ kind: Kind) throws(SeamError) {
        try checkCharacters(of: secret, in: kind.variable)
        if let problem = CredentialPrefix(of: secret).problem(as: kind) {
            throw SeamError(.invalidOptions, problem)
        }
    }

    private static func checkCharacters(of text: String, in place: String) throws(SeamError) {
        guard !text.isEmpty else { throw SeamError(.invalidOptions, "\(place) is empty") }
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw SeamError(
                .invalidOptions,
                "\(place) holds a space, a line break or another character that cannot be sent; copy it again",
            )
        }
    }
}

extension SeamCredentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The kind, with no part of the secret.
    public var description: String { "\(kind.rawValue) ••••" }

    /// The kind, with no part of the secret.
    public var debugDescription: String { description }

    /// A mirror without the secret.
    public var customMirror: Mirror {
        Mirror(self, children: ["kind": kind.rawValue, "workspaceID": workspaceID as Any])
    }
}
