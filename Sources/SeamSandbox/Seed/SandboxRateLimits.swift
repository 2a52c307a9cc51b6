/// Which request limits the sandbox enforces.
package enum SandboxRateLimits: String, CaseIterable, Sendable {
    /// The documented limits, per device and minute: 10 codes created, 10 updated; a group counts once per member.
    case documented
    /// No limits.
    case off
}
