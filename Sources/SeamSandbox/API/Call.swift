/// An authorized, validated call of one endpoint.
struct Call: Sendable {
    let endpoint: Endpoint
    /// The position of the caller's workspace.
    let workspace: Int
    let arguments: Arguments
    let now: Int64
    /// Under the fault `stale`: for how many milliseconds a change stays unseen by readers; else 0.
    let lag: Int64
    /// Scheme and authority the client used, for links.
    let origin: String
}
