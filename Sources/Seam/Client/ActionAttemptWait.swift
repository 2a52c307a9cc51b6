/// Whether a call that begins an action returns when the action has ended, or at once.
public enum ActionAttemptWait: Sendable, Hashable {
    /// At once, with an attempt that is mostly pending.
    case none
    /// When it has ended, which is asked for again and again; a longer wait than `timeout` is an error.
    case until(timeout: Duration, pollingInterval: Duration)

    /// Ten seconds, asked for every half a second.
    public static let standard = Self.until(timeout: .seconds(10), pollingInterval: .milliseconds(500))
}

/// The attempt that an error with the code `action_attempt_failed` or `action_attempt_timeout` is about.
///
/// It is the ``SeamError/underlying`` error.
public struct ActionAttemptProblem: Error, Sendable {
    /// The attempt as it was read last.
    public let attempt: ActionAttempt
    /// The attempt as it came.
    public let json: JSONValue
}

extension SeamError.Code {
    /// The action was not done; the error's ``SeamError/underlying`` is an ``ActionAttemptProblem``.
    public static let actionAttemptFailed = Self(rawValue: "action_attempt_failed")
    /// The action had not ended when the time to wait for it was over; it may still be done.
    public static let actionAttemptTimeout = Self(rawValue: "action_attempt_timeout")
}
