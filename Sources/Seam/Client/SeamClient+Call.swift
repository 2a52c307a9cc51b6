internal import NIOCore

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
        let prepared = try prepare(path, parameters)
        return try await send(prepared.body, prepared.call, retries)
    }

    /// Calls a function once, and writes nothing of it to the connection after `limit`.
    ///
    /// - Throws: ``SeamError`` as ``call(_:_:retries:)`` does; `late`, and not sent, where it could not leave in time.
    package func callOnce(
        _ path: String,
        _ parameters: JSONValue,
        notAfter limit: ContinuousClock.Instant,
    ) async throws(SeamError) -> SeamResponse {
        let prepared = try prepare(path, parameters)
        return try await send(prepared.body, prepared.call, .none, notAfter: limit)
    }

    /// The body of a call; without an endpoint its parameters are not checked.
    func body(
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
}
