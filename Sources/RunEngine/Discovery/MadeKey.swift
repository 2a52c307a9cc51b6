/// The keys of codes that we make: by them a code is found again whose answer was lost.
enum MadeKey {
    private static let length = 32

    /// The key of a stay that a script or a list knows by an id, the same each time.
    static func of(id: String, workspaceID: String) -> String { make(["id", workspaceID, id]) }

    /// A key that no other run has.
    static func of(run: String, place: Int, workspaceID: String) -> String {
        make(["run", workspaceID, run, "\(place)"])
    }

    /// Whether a key was made here.
    static func isOurs(_ key: String) -> Bool { key.hasPrefix(prefix) }

    private static let prefix = "keyshift_"

    private static func make(_ parts: [String]) -> String {
        let text = parts.map { "\($0.utf8.count):\($0)" }.joined()
        return prefix + ScriptHash.sha256(text).prefix(length)
    }
}
