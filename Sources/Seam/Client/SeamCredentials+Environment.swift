extension SeamCredentials {
    /// The environment variables of which one has the credential.
    package static let variables = ["SEAM_API_KEY", "SEAM_PERSONAL_ACCESS_TOKEN", "SEAM_CLIENT_SESSION_TOKEN"]

    /// Finds the credentials in environment variables; an empty variable counts as none.
    ///
    /// Read are `SEAM_API_KEY`, `SEAM_PERSONAL_ACCESS_TOKEN` with `SEAM_WORKSPACE_ID`, and `SEAM_CLIENT_SESSION_TOKEN`.
    ///
    /// - Throws: ``SeamError`` with the code `invalid_options` when there is none, more than one, or one of the
    ///   wrong kind.
    public static func fromEnvironment(_ environment: [String: String]) throws(SeamError) -> SeamCredentials {
        func value(_ name: String) -> String? {
            environment[name].flatMap { $0.isEmpty ? nil : $0 }
        }
        let names = variables.filter { value($0) != nil }
        guard names.count < 2 else {
            throw SeamError(
                .invalidOptions,
                "\(names.joined(separator: " and ")) are \(names.count == 2 ? "both" : "all") set; "
                    + "unset what is not meant",
            )
        }
        if let key = value("SEAM_API_KEY") { return try apiKey(key) }
        if let token = value("SEAM_PERSONAL_ACCESS_TOKEN") {
            return try personalAccessToken(token, workspaceID: value("SEAM_WORKSPACE_ID"))
        }
        if let token = value("SEAM_CLIENT_SESSION_TOKEN") { return try clientSessionToken(token) }
        throw SeamError(
            .invalidOptions,
            "no credentials: set SEAM_API_KEY to an API key of your workspace",
        )
    }
}

extension SeamClient {
    /// The address of the API when nothing else is set.
    public static let defaultEndpoint = SeamAddress.ofSeam

    /// The address that the environment names in `SEAM_ENDPOINT`, else in the deprecated `SEAM_API_URL`; nil if in
    /// neither.
    public static func endpoint(fromEnvironment environment: [String: String]) -> String? {
        [environment["SEAM_ENDPOINT"], environment["SEAM_API_URL"]].compactMap { $0 }.first { !$0.isEmpty }
    }

    /// A sentence for the operator when `SEAM_API_URL` is set, which is deprecated; nil otherwise.
    public static func endpointWarning(fromEnvironment environment: [String: String]) -> String? {
        guard let old = environment["SEAM_API_URL"], !old.isEmpty else { return nil }
        guard let new = environment["SEAM_ENDPOINT"], !new.isEmpty else {
            return "SEAM_API_URL is deprecated; set SEAM_ENDPOINT instead"
        }
        return "SEAM_API_URL is deprecated and not used, because SEAM_ENDPOINT is set"
    }
}
