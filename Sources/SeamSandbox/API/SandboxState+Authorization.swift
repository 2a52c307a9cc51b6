extension SandboxState {
    /// Who sends a request.
    /// - Throws: `unauthorized`, `invalid_client_session_token`, or `client_session_not_found`.
    func authorize(
        _ request: SandboxRequest,
        for kinds: Credential.Kinds
    ) throws(APIError) -> Credential {
        // Some clients send the header with every request, and empty where they have no session.
        let session = ["seam-client-session-token", "client-session-token"].compactMap { request.headers[$0] }
            .first { !$0.isEmpty }
        if let session {
            guard session.hasPrefix("seam_cst") else {
                throw APIError(400, "invalid_client_session_token", "Invalid client session token")
            }
            return try openSession(session, kinds)
        }
        guard let header = request.headers["authorization"], header.hasPrefix("Bearer "), header.utf8.count > 7 else {
            throw Self.noneSucceeded
        }
        let credential = String(header.dropFirst(7))
        if credential.hasPrefix("seam_cst") { return try openSession(credential, kinds) }
        if credential.hasPrefix("seam_at") {
            return try openToken(credential, workspaceID: request.headers["seam-workspace"], kinds)
        }
        guard let workspace = world.keys[credential] else { throw .unauthorized("API Key not found") }
        guard kinds.contains(.apiKey) else { throw Self.noneSucceeded }
        return .workspace(workspace)
    }

    private func openToken(
        _ token: String,
        workspaceID: String?,
        _ kinds: Credential.Kinds
    ) throws(APIError) -> Credential {
        guard let workspaceID else {
            guard kinds.contains(.owner) else { throw Self.noneSucceeded }
            guard world.tokens[token] != nil else { throw .unauthorized("Access token not found") }
            return .owner(token)
        }
        let owned = world.tokens[token] ?? []
        guard let id = Identifier(workspaceID), let workspace = owned.first(where: { world.workspaces[$0].id == id })
        else { throw .unauthorized("Access token not found") }
        if kinds.contains(.token) { return .workspace(workspace) }
        // Clients send the header with every call, also with those that are about no workspace.
        guard kinds.contains(.owner) else { throw Self.noneSucceeded }
        return .owner(token)
    }

    private func openSession(
        _ token: String,
        _ kinds: Credential.Kinds
    ) throws(APIError) -> Credential {
        guard kinds.contains(.session) else { throw Self.noneSucceeded }
        guard let session = world.sessions[token] else {
            throw APIError(401, "client_session_not_found", "Unauthorized (client session not found)")
        }
        return .session(session)
    }

    private static var noneSucceeded: APIError {
        .unauthorized("No authentication methods succeeded")
    }
}
