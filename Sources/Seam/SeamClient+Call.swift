internal import Logging
internal import NIOCore
internal import NIOHTTP1
internal import Synchronization

extension SeamClient {
    /// Calls any function of the API by its path, with its parameters as an object.
    ///
    /// The parameters of a path in ``SeamCatalogue`` are checked first. A path that is not there is sent as it is,
    /// and repeated as something that must not happen twice.
    ///
    /// - Throws: ``SeamError`` for everything but an answer 2xx with the result that the endpoint promises.
    public func call(
        _ path: String,
        _ parameters: JSONValue,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> SeamResponse {
        let endpoint = SeamCatalogue.endpoint(path: path)
        let request = HTTPRequest(path: path, body: try body(path, endpoint, parameters))
        var rules = RetryRules(retries, effect: endpoint?.effect ?? .action, maxRetries: options.maxRetries)
        while true {
            do throws(SeamError) {
                let response = try await send(request, endpoint)
                budget.withLock { $0.earn() }
                return response
            } catch {
                let jitter = pause.jitter()
                let decision = budget.withLock { rules.next(after: error, jitter: jitter, budget: &$0) }
                guard case .wait(let time) = decision else { throw error }
                log("call is tried again", path, ["code": "\(error.code)", "wait": "\(time)"])
                try await wait(time, after: error)
            }
        }
    }

    private func body(
        _ path: String,
        _ endpoint: SeamEndpoint?,
        _ parameters: JSONValue,
    ) throws(SeamError) -> ByteBuffer {
        guard path.hasPrefix("/"), path.utf8.allSatisfy(Self.isPathCharacter) else {
            throw SeamError(.invalidInput, "\"\(path)\" is no path of the API, such as /access_codes/list")
        }
        if let endpoint {
            let problems = endpoint.problems(in: parameters)
            if !problems.isEmpty {
                throw SeamError(
                    .invalidInput,
                    "\(problems.sentence(about: endpoint.name)); nothing was sent",
                    validationErrors: problems.sentencesByParameter,
                    path: path,
                )
            }
        }
        do throws(JSONError) {
            return ByteBuffer(bytes: try parameters.serializedBytes())
        } catch {
            throw SeamError(.invalidInput, "the parameters cannot be sent: \(error)", path: path, underlying: error)
        }
    }

    private static func isPathCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"),
            UInt8(ascii: "/"):
            true
        default: false
        }
    }

    private func send(_ request: HTTPRequest, _ endpoint: SeamEndpoint?) async throws(SeamError) -> SeamResponse {
        let answer = try await exchange(request)
        guard (200..<300).contains(answer.status) else {
            throw SeamError(answer, path: request.path, credential: credentials.kind).masking(credentials.secret)
        }
        return try response(answer, request.path, endpoint)
    }

    private func exchange(_ request: HTTPRequest) async throws(SeamError) -> HTTPAnswer {
        let start = logger.logLevel <= .debug ? ContinuousClock.now : nil
        do throws(TransportFailure) {
            let answer = try await transport.send(request)
            if let start { logAnswer(answer, request.path, start.duration(to: .now)) }
            return answer
        } catch {
            log("call failed", request.path, ["reason": "\(error.reason)", "delivery": "\(error.delivery.rawValue)"])
            throw SeamError(error, path: request.path, address: address)
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

    private func logAnswer(_ answer: HTTPAnswer, _ path: String, _ time: Duration) {
        let milliseconds = time / .milliseconds(1)
        let requestID = answer.headers.first(name: "seam-request-id") ?? ""
        log(
            "call answered",
            path,
            ["status": "\(answer.status)", "ms": "\(Int(milliseconds))", "request_id": "\(requestID)"],
        )
    }

    private func log(_ message: Logger.Message, _ path: String, _ metadata: @autoclosure () -> Logger.Metadata) {
        logger.debug(
            message,
            metadata: ["method": "POST", "path": "\(path)"].merging(metadata()) { first, _ in first }
        )
    }
}
