/// An authorized, validated call of one endpoint.
struct Call: Sendable {
    let endpoint: Endpoint
    /// The position of the caller's workspace; 0 for a caller without one, who then gets at none.
    let workspace: Int
    /// The accounts a client session may see; nil for a caller who sees all.
    let accounts: Set<Int>?
    /// The access token of a caller without a workspace.
    let owner: String?
    let arguments: Arguments
    let now: Int64
    /// Under the fault `stale`: for how many milliseconds a change stays unseen by readers; else 0.
    let lag: Int64
    /// Scheme and authority the client used, for links.
    let origin: String

    init(
        endpoint: Endpoint,
        credential: Credential,
        arguments: Arguments,
        now: Int64,
        lag: Int64,
        origin: String
    ) {
        self.endpoint = endpoint
        self.arguments = arguments
        self.now = now
        self.lag = lag
        self.origin = origin
        switch credential {
        case .workspace(let position): (workspace, accounts, owner) = (position, nil, nil)
        case .session(let session): (workspace, accounts, owner) = (session.workspace, session.accounts, nil)
        case .owner(let token): (workspace, accounts, owner) = (0, nil, token)
        }
    }

    /// The same call with other arguments.
    func with(_ values: [String: JSON]) -> Call {
        Call(self, Arguments(values))
    }

    private init(_ call: Call, _ arguments: Arguments) {
        self.arguments = arguments
        endpoint = call.endpoint
        (workspace, accounts, owner) = (call.workspace, call.accounts, call.owner)
        (now, lag, origin) = (call.now, call.lag, call.origin)
    }

    /// Whether the caller may see what belongs to an account.
    func sees(account: Int) -> Bool {
        accounts?.contains(account) ?? true
    }

    /// Whether the answer is to wait until everything is done.
    var isSync: Bool { arguments.flag("sync") ?? false }
}
