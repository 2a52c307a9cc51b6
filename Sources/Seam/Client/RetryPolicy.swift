/// Whether a call may be tried again when it fails.
public enum RetryPolicy: Sendable, Hashable {
    /// As far as that is safe for the endpoint.
    ///
    /// Reads and updates to absolute values are repeated after transport errors, timeouts, 429 and 5xx answers;
    /// everything else only when no byte of the request has left, or after 429.
    case automatic
    /// One try: the caller repeats.
    case none
}

/// The rules by which one call is tried again.
struct RetryRules {
    enum Decision: Equatable {
        case giveUp
        case wait(Duration)
    }

    /// The most that one call waits in all; a server that asks for more gets no second try.
    static let longestWait = Duration.seconds(90)
    private static let firstBackoff = Duration.milliseconds(200)
    private static let firstLimitBackoff = Duration.milliseconds(500)
    private static let longestLimitBackoff = Duration.seconds(15)

    let isRepeatable: Bool
    private var retriesLeft: Int
    private var backoff = Self.firstBackoff
    private var waited = Duration.zero
    /// How long it still waits while the server asks for fewer requests.
    private var patience: Duration
    private var limitBackoff = Self.firstLimitBackoff

    init(_ policy: RetryPolicy, effect: SeamEndpoint.Effect, maxRetries: Int, patience: Duration = .zero) {
        isRepeatable = effect.isRepeatable
        retriesLeft = policy == .none ? 0 : maxRetries
        self.patience = policy != .none && effect == .read ? patience : .zero
    }

    /// Whether an error is the server's wish for fewer requests, for which this call waits longer than for others.
    func isPatient(with error: SeamError) -> Bool {
        patience > .zero && error.status == 429 && error.delivery == .answered
    }

    /// Decides about the next try; `jitter` from 0 up to 1 lengthens the wait by up to a fifth, so that clients do
    /// not come back in step.
    mutating func next(after error: SeamError, jitter: Double, budget: inout RetryBudget) -> Decision {
        if isPatient(with: error) { return nextUnderLimit(error, jitter) }
        guard retriesLeft > 0, allows(error) else { return .giveUp }
        var wait = backoff * (1 + jitter / 5)
        if let seconds = error.retryAfter { wait = max(wait, .seconds(seconds)) }
        guard waited + wait <= Self.longestWait else { return .giveUp }
        // A server that names a time has asked for the repetition itself.
        guard error.retryAfter != nil || budget.spend() else { return .giveUp }
        retriesLeft -= 1
        backoff *= 2
        waited += wait
        return .wait(wait)
    }

    /// Such an answer is no failure: it takes no retry and none of the budget.
    private mutating func nextUnderLimit(_ error: SeamError, _ jitter: Double) -> Decision {
        let asked = error.retryAfter.map { Duration.seconds($0) } ?? .zero
        let wait = max(limitBackoff * (1 + jitter / 5), asked)
        guard wait <= patience else { return .giveUp }
        patience -= wait
        limitBackoff = min(limitBackoff * 2, Self.longestLimitBackoff)
        return .wait(wait)
    }

    private func allows(_ error: SeamError) -> Bool {
        if error.status == 429, error.delivery == .answered { return true }
        let isTransport = error.code == .connection || error.code == .timeout
        if error.delivery == .notSent { return isTransport }
        guard isRepeatable else { return false }
        if error.delivery == .unanswered { return isTransport }
        // 408: the server had waited for the request; 425: it wants it at another time.
        return error.status.map { $0 >= 500 || $0 == 408 || $0 == 425 } ?? false
    }
}

/// The repetitions that a client may still make; it keeps a failing server from being asked three times as much.
struct RetryBudget {
    private static let limit = 640
    private static let price = 10
    private var left = Self.limit

    /// A success pays for a tenth of a repetition.
    mutating func earn() {
        if left < Self.limit { left += 1 }
    }

    mutating func spend() -> Bool {
        guard left >= Self.price else { return false }
        left -= Self.price
        return true
    }
}
