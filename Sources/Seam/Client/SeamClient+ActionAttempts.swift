extension SeamClient {
    /// Calls any function of the API as ``call(_:_:retries:)`` does, and waits for the action that it begins.
    ///
    /// Only the functions whose result is an action attempt wait; the attempt in the answer is the one that was read last.
    ///
    /// - Throws: ``SeamError`` with the code `action_attempt_failed` when the action was not done,
    ///   `action_attempt_timeout` when it did not end in time, and others for the calls.
    public func perform(
        _ path: String,
        _ parameters: JSONValue,
        waiting: ActionAttemptWait = .standard,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> SeamResponse {
        let response = try await call(path, parameters, retries: retries)
        guard SeamCatalogue.endpoint(path: path)?.givesActionAttempt ?? false,
            case .until(let timeout, let interval) = waiting
        else { return response }
        return try await ended(response, path, timeout: timeout, interval: interval)
    }

    private func ended(
        _ first: SeamResponse,
        _ path: String,
        timeout: Duration,
        interval: Duration,
    ) async throws(SeamError) -> SeamResponse {
        var response = first
        let start = pause.now()
        while true {
            let json = response.body["action_attempt"] ?? .null
            let attempt = try ActionAttempt(json)
            switch attempt.status {
            case .success: return response
            case .error: throw Self.failed(attempt, json, response, path)
            case .pending: break
            }
            guard start.duration(to: pause.now()) < timeout else {
                throw Self.timedOut(attempt, json, response, path, after: timeout)
            }
            try await pause(min(max(interval, .milliseconds(50)), timeout), path)
            response = try await call("/action_attempts/get", ["action_attempt_id": .string(attempt.actionAttemptID)])
        }
    }

    private func pause(_ time: Duration, _ path: String) async throws(SeamError) {
        do {
            try await pause.sleep(time)
        } catch {
            throw SeamError(
                .cancelled,
                "the wait for the action was cancelled; the action itself goes on",
                delivery: .answered,
                path: path,
                underlying: error,
            )
        }
    }

    private static func failed(
        _ attempt: ActionAttempt,
        _ json: JSONValue,
        _ response: SeamResponse,
        _ path: String,
    ) -> SeamError {
        let reason = attempt.failure.map { "\($0.message) (\($0.type))" } ?? "no reason was given"
        return SeamError(
            .actionAttemptFailed,
            "\(attempt.actionType ?? "the action") was not done: \(reason)",
            status: response.status,
            requestID: response.requestID,
            delivery: .answered,
            path: path,
            underlying: ActionAttemptProblem(attempt: attempt, json: json),
        )
    }

    private static func timedOut(
        _ attempt: ActionAttempt,
        _ json: JSONValue,
        _ response: SeamResponse,
        _ path: String,
        after timeout: Duration,
    ) -> SeamError {
        SeamError(
            .actionAttemptTimeout,
            "\(attempt.actionType ?? "the action") had not ended after \(timeout); it may still be done. "
                + "Read the attempt \(attempt.actionAttemptID) later, or wait longer",
            status: response.status,
            requestID: response.requestID,
            delivery: .answered,
            path: path,
            underlying: ActionAttemptProblem(attempt: attempt, json: json),
        )
    }
}
