extension SeamClient {
    /// Calls an endpoint that lists, and follows its pages to the last.
    ///
    /// - Throws: ``SeamError`` as ``call(_:_:retries:)`` does, also when the server's pages go round in a circle.
    public func list(
        _ path: String,
        _ parameters: JSONValue,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> [JSONValue] {
        guard let key = SeamCatalogue.endpoint(path: path)?.responseKey else {
            throw SeamError(.invalidInput, "\"\(path)\" is no list of the API, such as /access_codes/list", path: path)
        }
        var elements: [JSONValue] = []
        var parameters = parameters
        var cursors: Set<String> = []
        while true {
            let response = try await call(path, parameters, retries: retries)
            elements += response.body[key]?.array ?? []
            let pagination = response.body["pagination"]
            guard pagination?["has_next_page"]?.bool ?? false, let cursor = pagination?["next_page_cursor"]?.string
            else {
                return elements
            }
            guard cursors.insert(cursor).inserted, case .object(var members) = parameters else {
                throw Self.circle(response, path)
            }
            members["page_cursor"] = .string(cursor)
            parameters = .object(members)
        }
    }

    private static func circle(_ response: SeamResponse, _ path: String) -> SeamError {
        SeamError(
            .invalidResponse,
            "the server sent the same page cursor twice, so the list would never end",
            status: response.status,
            requestID: response.requestID,
            delivery: .answered,
            path: path,
        )
    }
}
