import Seam

/// The example of ``SeamClient``'s documentation, compiled; a test compares the two.
func documentationExample(environment: [String: String]) async throws {
    // example-begin
    let credentials = try SeamCredentials.fromEnvironment(environment)
    let seam = try SeamClient(credentials: credentials)
    try await seam.accessCodes.updateMultiple(
        commonCodeKey: "auto_set_by_create_multiple_b8f2",
        startsAt: "2026-11-24T23:00:00Z",
        endsAt: "2026-11-27T19:00:00Z",
    )
    await seam.shutdown()
    // example-end
}
