/// The workspace that the credential belongs to.
public struct Workspace: Sendable, Hashable {
    /// The id of the workspace.
    public let workspaceID: String
    /// The name of the workspace, its id where the answer has none.
    public let name: String
    /// True for a workspace with virtual devices only.
    public let isSandbox: Bool
    /// True when the workspace is switched off.
    public let isSuspended: Bool

    /// Reads the API's object.
    ///
    /// - Throws: ``SeamError`` with the code `invalid_response` when the id is missing.
    public init(_ json: JSONValue) throws(SeamError) {
        var reader = JSONReader(value: json, resource: "a workspace")
        workspaceID = try reader.identity("workspace_id")
        name = reader.optional("name") ?? workspaceID
        isSandbox = reader.flag("is_sandbox") ?? false
        isSuspended = reader.flag("is_suspended") ?? false
    }
}
