package import CivilTime
package import Model

/// Where groups were last seen, so that one booking can be moved without reading the whole workspace.
package protocol GroupStore: Sendable {
    /// Keeps where the groups of a workspace are, in place of all that was known of it.
    /// - Throws: `storage` when it cannot be written.
    func keepKnownGroups(_ groups: [KnownGroup], scope: WorkspaceScope) async throws(JournalError)

    /// The groups that a text names, as `StayText` has it, that were seen in the last 24 hours; by name and then by key.
    ///
    /// A key or the id of a code goes before names.
    /// - Throws: `storage` when it cannot be read.
    func knownGroups(
        matching text: String,
        scope: WorkspaceScope,
        at instant: Instant,
    ) async throws(JournalError) -> [KnownGroup]

    /// Those groups of some keys and ids that were seen in the last 24 hours, in any order.
    /// - Throws: `storage` when it cannot be read.
    func knownGroups(
        of identifiers: [String],
        scope: WorkspaceScope,
        at instant: Instant,
    ) async throws(JournalError) -> [KnownGroup]

    /// The access grants that hold one of some codes and were seen in the last 24 hours, each once, in any order.
    /// - Throws: `storage` when it cannot be read.
    func knownGrants(
        ofCodes accessCodeIDs: [String],
        scope: WorkspaceScope,
        at instant: Instant,
    ) async throws(JournalError) -> [KnownGroup]
}
