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

    /// Why a token of this kind cannot be used as a credential of another kind, and what to do; nil if it can.
    func problem(as kind: SeamCredentials.Kind) -> String? {
        let place = kind.variable
        return switch (self, kind) {
        case (.apiKey, .apiKey), (.personalAccessToken, .personalAccessToken),
            (.clientSessionToken, .clientSessionToken):
            nil
        case (.apiKey, _): "\(place) holds an API key (seam_…); put it into SEAM_API_KEY"
        case (.personalAccessToken, _):
            "\(place) holds a personal access token (seam_at…); "
                + "put it into SEAM_PERSONAL_ACCESS_TOKEN, and the workspace's id into SEAM_WORKSPACE_ID"
        case (.clientSessionToken, _):
            "\(place) holds a client session token (seam_cst…); put it into SEAM_CLIENT_SESSION_TOKEN"
        case (.publishableKey, _):
            "\(place) holds a publishable key (seam_pk…), which only makes client sessions; "
                + "use an API key (seam_…) in SEAM_API_KEY"
        case (.consoleSession, _):
            "\(place) holds a console session (ey…), which a program cannot use; "
                + "use an API key (seam_…) in SEAM_API_KEY"
        case (.unknown, .apiKey):
            "\(place) holds no API key: keys begin with seam_; the Seam console shows those of your workspace"
        case (.unknown, .personalAccessToken): "\(place) holds no personal access token: those begin with seam_at"
        case (.unknown, .clientSessionToken): "\(place) holds no client session token: those begin with seam_cst"
        }
    }
}

extension SeamCredentials.Kind {
    /// The environment variable that holds the secret.
    var variable: String {
        switch self {
        case .apiKey: "SEAM_API_KEY"
        case .personalAccessToken: "SEAM_PERSONAL_ACCESS_TOKEN"
        case .clientSessionToken: "SEAM_CLIENT_SESSION_TOKEN"
        }
    }

    /// The environment variables that make up the credential, for a sentence.
    var variables: String {
        self == .personalAccessToken ? "\(variable) and SEAM_WORKSPACE_ID" : variable
    }
}
