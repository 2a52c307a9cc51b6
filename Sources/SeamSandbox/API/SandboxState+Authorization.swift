extension SandboxState {
    /// The position of the workspace that the request's credential opens.
    /// - Throws: `unauthorized`, or the errors of client sessions, which the sandbox has none of.
    func authorize(_ request: SandboxRequest) throws(APIError) -> Int {
        let session = request.headers["seam-client-session-token"] ?? request.headers["client-session-token"]
        if let session {
            guard session.hasPrefix("seam_cst") else {
                throw APIError(400, "invalid_client_session_token", "Invalid client session token")
            }
            throw Self.unknownClientSession
        }
        guard let header = request.headers["authorization"], header.hasPrefix("Bearer "), header.utf8.count > 7 else {
            throw .unauthorized("No authentication methods succeeded")
        }
        let credential = String(header.dropFirst(7))
        if credential.hasPrefix("seam_cst") { throw Self.unknownClientSession }
        guard credential.hasPrefix("seam_at") else {
            if let workspace = world.workspace(forKey: credential) { return workspace }
            throw .unauthorized("API Key not found")
        }
        guard let workspaceID = request.headers["seam-workspace"] else {
            throw .unauthorized("No authentication methods succeeded")
        }
        guard let workspace = world.workspace(forToken: credential, workspaceID: workspaceID) else {
            throw .unauthorized("Access token not found")
        }
        return workspace
    }

    private static var unknownClientSession: APIError {
        APIError(401, "client_session_not_found", "Unauthorized (client session not found)")
    }
}
