/// A token for somebody who may see some accounts of a workspace and no others.
struct ClientSession: Sendable {
    let token: String
    /// The position of its workspace.
    let workspace: Int
    /// The positions of the accounts it may see.
    let accounts: Set<Int>
    var expiresAt: Int64?
    var isRevoked = false
}
