extension SandboxState {
    /// Somebody new, made of what a request tells.
    /// - Throws: `user_identity_already_exists` for a key that somebody has.
    mutating func newIdentity(_ fields: [String: JSON], _ call: Call) throws(APIError) -> UserIdentity {
        let key = fields["user_identity_key"]?.text
        let known = world.workspaces[call.workspace].identities
        if let key, known.contains(where: { $0.key == key && !$0.isDeleted }) {
            throw APIError(
                409,
                "user_identity_already_exists",
                "A user identity with this user_identity_key exists already",
                data: ["user_identity_key": .string(key)]
            )
        }
        var identity = UserIdentity(id: random.uuid(), createdAt: call.now)
        identity.key = key
        identity.fullName = fields["full_name"]?.text
        identity.email = fields["email_address"]?.text
        identity.phone = fields["phone_number"]?.text
        return identity
    }
}
