/// What a client session opens, for somebody who may see some accounts of a workspace and no others.
struct ClientSession: Sendable {
    /// The position of its workspace.
    let workspace: Int
    /// The positions of the accounts it may see.
    let accounts: Set<Int>
}
