/// The kind of a token, as its first letters tell it.
enum CredentialPrefix {
    case apiKey
    case personalAccessToken
    case clientSessionToken
    case publishableKey
    case consoleSession
    case unknown

    init(of token: String) {
        self =
            if token.hasPrefix("seam_at") {
                .personalAccessToken
            } else if token.hasPrefix("seam_cst") {
                .clientSessionToken
            } else if token.hasPrefix("seam_pk") {
                .publishableKey
            } else if token.hasPrefix("seam_") {
                .apiKey
            } else if token.hasPrefix("ey") {
                .consoleSession
            } else {
                .unknown
            }
    }

    /// Why the token cannot be used as an API key, and what to do; nil if it can.
    var problemAsAPIKey: String? {
        switch self {
        case .apiKey: nil
        case .personalAccessToken:
            "SEAM_API_KEY holds a personal access token (seam_at…); "
                + "put it into SEAM_PERSONAL_ACCESS_TOKEN, and the workspace's id into SEAM_WORKSPACE_ID"
        case .clientSessionToken:
            "SEAM_API_KEY holds a client session token (seam_cst…); put it into SEAM_CLIENT_SESSION_TOKEN"
        case .publishableKey:
            "SEAM_API_KEY holds a publishable key (seam_pk…), which only makes client sessions; use an API key (seam_…)"
        case .consoleSession:
            "SEAM_API_KEY holds a console session (ey…), which a program cannot use; use an API key (seam_…)"
        case .unknown:
            "SEAM_API_KEY holds no API key: keys begin with seam_; the Seam console shows those of your workspace"
        }
    }
}
