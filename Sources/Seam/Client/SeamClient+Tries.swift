internal import Logging
internal import NIOCore
internal import NIOHTTP1
internal import Synchronization

/// What all tries of one call have in common.
struct SeamCall: Sendable {
    var path: String
    /// Nil for a path that is not in the catalogue.
    var endpoint: SeamEndpoint?
    var parameters: JSONValue
}

extension SeamClient {
    /// Sends a call as often as its rules allow; `first` is what the first try has come to, where it was made already.
    func send(
        _ body: ByteBuffer,
        _ call: SeamCall,
        _ retries: RetryPolicy,
        notAfter limit: ContinuousClock.Instant? = nil,
        after first: Result<SeamResponse, SeamError>? = nil,
    ) async throws(SeamError) -> SeamResponse {
        let request = HTTPRequest(path: call.path, body: body, notAfter: limit)
        var made = first
        var rules = RetryRules(
            retries,
            effect: call.endpoint?.effect ?? .action,
            maxRetries: options.maxRetries,
            patience: options.patience,
        )
        var attempt = 1
        while true {
            do throws(SeamError) {
                let response: SeamResponse
                if let made {
                    response = try made.get()
                } else {
                    response = try await send(request, call, attempt: attempt)
                }
                budget.withLock { $0.earn() }
                return response
            } catch {
                made = nil
                let jitter = pause.jitter()
                let decision = budget.withLock { rules.next(after: error, jitter: jitter, budget: &$0) }
                guard case .wait(let time) = decision else { throw error }
                if rules.isPatient(with: error) { options.onLimit?(time) }
                let facts: Logger.Metadata = ["code": "\(error.code)", "wait": "\(time)"]
                log("call is tried again", call.path, attempt, facts)
                try await wait(time, after: error)
                attempt += 1
            }
        }
    }

    private func send(
        _ request: HTTPRequest,
        _ call: SeamCall,
        attempt: Int,
    ) async throws(SeamError) -> SeamResponse {
        let start = startOfTry
        let outcome: Result<HTTPAnswer, TransportFailure>
        do throws(TransportFailure) {
            outcome = .success(try await transport.send(request))
        } catch {
            outcome = .failure(error)
        }
        return try response(outcome, call, attempt: attempt, start)
    }

    /// When a try begins, nil unless it is told.
    var startOfTry: ContinuousClock.Instant? { logger.logLevel <= .debug ? .now : nil }

    /// What one try has come to.
    func response(
        _ outcome: Result<HTTPAnswer, TransportFailure>,
        _ call: SeamCall,
        attempt: Int,
        _ start: ContinuousClock.Instant?,
    ) throws(SeamError) -> SeamResponse {
        let answer = try answer(outcome, call.path, attempt: attempt, start)
        guard (200..<300).contains(answer.status) else {
            let mask = SecretMask(credentials, options.proxy, call.parameters)
            throw SeamError(answer, path: call.path, credential: credentials.kind).masked(by: mask)
        }
        return try response(answer, call.path, call.endpoint)
    }

    private func answer(
        _ outcome: Result<HTTPAnswer, TransportFailure>,
        _ path: String,
        attempt: Int,
        _ start: ContinuousClock.Instant?,
    ) throws(SeamError) -> HTTPAnswer {
        tried.wrappingAdd(1, ordering: .relaxed)
        switch outcome {
        case .success(let answer):
            if answer.status == 429 { rateLimited.wrappingAdd(1, ordering: .relaxed) }
            if let start { logAnswer(answer, path, attempt, start.duration(to: .now)) }
            return answer
        case .failure(let failure):
            if let start { logFailure(failure, path, attempt, start.duration(to: .now)) }
            throw SeamError(failure, path: path, address: address)
        }
    }

    private func wait(_ time: Duration, after error: SeamError) async throws(SeamError) {
        do {
            try await pause.sleep(time)
        } catch let cause {
            throw SeamError(
                .cancelled,
                "the call was cancelled while it waited for another try; before that: \(error.message)",
                status: error.status,
                requestID: error.requestID,
                delivery: error.delivery,
                path: error.path,
                underlying: cause,
            )
        }
    }

    // MARK: Log lines

    private func logAnswer(_ answer: HTTPAnswer, _ path: String, _ attempt: Int, _ time: Duration) {
        var facts: Logger.Metadata = ["status": "\(answer.status)", "ms": "\(Int(time / .milliseconds(1)))"]
        if let id = answer.headers.first(name: "seam-request-id") {
            facts["request_id"] = "\(SecretMask(credentials, options.proxy).clean(id))"
        }
        log("call answered", path, attempt, facts)
    }

    private func logFailure(_ failure: TransportFailure, _ path: String, _ attempt: Int, _ time: Duration) {
        let facts: Logger.Metadata = [
            "reason": "\(failure.reason)", "delivery": "\(failure.delivery.rawValue)",
            "ms": "\(Int(time / .milliseconds(1)))",
        ]
        log("call failed", path, attempt, facts)
    }

    private func log(_ message: Logger.Message, _ path: String, _ attempt: Int, _ facts: Logger.Metadata) {
        let common: Logger.Metadata = ["method": "POST", "path": "\(path)", "attempt": "\(attempt)"]
        logger.debug(message, metadata: common.merging(facts) { first, _ in first })
    }
}
