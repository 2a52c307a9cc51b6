package import CivilTime
package import Model
package import Seam

/// What an apply needs of the API; tests put their own in place.
package protocol CodeGateway: Sendable {
    /// Reads codes and access grants as Seam's record has them, with a change that is still on its way counted as done.
    /// - Returns: Those that exist, by id; the others are missing.
    /// - Throws: What the client throws after its own repetitions.
    func read(accessCodeIDs: [String], accessGrantIDs: [String]) async throws(SeamError) -> [String: CodeState]

    /// Reads every code of some doors.
    /// - Returns: The codes of each, by device id.
    /// - Throws: What the client throws after its own repetitions.
    func read(doors deviceIDs: [String]) async throws(SeamError) -> [String: [DoorCode]]

    /// Sends one call, exactly once: the caller repeats. Nothing of it leaves after `limit`, by the clock's `elapsed`.
    /// - Returns: The API's request id, if there was one.
    /// - Throws: What the client throws; its delivery says whether the change may still arrive.
    func send(_ call: CodeCall, notAfter limit: TimeSpan) async throws(SeamError) -> String?
}
