extension SeamClient {
    /// Calls an endpoint that lists, and follows its pages to the last; with `limit` or `page_cursor` it reads one page.
    ///
    /// - Throws: ``SeamError`` as ``call(_:_:retries:)`` does, also when the server's pages go round in a circle.
    public func list(
        _ path: String,
        _ parameters: JSONValue,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> [JSONValue] {
        switch try await listing(path, parameters, retries: retries) {
        case .values(let values): values
        case .text(let text): text.values
        }
    }

    /// Lists as ``list(_:_:retries:)`` does, and leaves a long list that is all on one page as its text.
    ///
    /// - Throws: ``SeamError`` as ``list(_:_:retries:)`` does.
    public func listing(
        _ path: String,
        _ parameters: JSONValue,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> SeamListing {
        var walk = PageWalk(client: self, path: path, parameters: parameters, retries: retries)
        guard let response = try await walk.nextResponse() else { return .values([]) }
        let isOnePage = Self.asksForOnePage(parameters)
        if walk.isAtEnd || isOnePage, case .list(let list) = response.content { return .text(list.text) }
        var elements = walk.values(of: response)
        if isOnePage { return .values(elements) }
        while let page = try await walk.next() { elements += page }
        return .values(elements)
    }

    /// A list of any endpoint a page at a time; each page is read when it is asked for.
    ///
    /// `limit` is the size of a page.
    public func pages(
        _ path: String,
        _ parameters: JSONValue = [:],
        retries: RetryPolicy = .automatic,
    ) -> SeamPages<JSONValue> {
        SeamPages(self, path, parameters, retries) { value in value }
    }

    /// A list over all its pages whose elements are read into a model, each as soon as it is met: of a long page one
    /// element at a time is a value.
    ///
    /// - Throws: ``SeamError`` as ``list(_:_:retries:)`` does, and what `read` throws.
    package func list<Model>(
        _ path: String,
        _ parameters: JSONValue,
        _ retries: RetryPolicy = .automatic,
        _ read: (JSONValue) throws(SeamError) -> Model,
    ) async throws(SeamError) -> [Model] {
        var walk = PageWalk(client: self, path: path, parameters: parameters, retries: retries)
        var models: [Model] = []
        while let response = try await walk.nextResponse() {
            try walk.forEachValue(of: response) { value throws(SeamError) in models.append(try read(value)) }
            if Self.asksForOnePage(parameters) { break }
        }
        return models
    }

    private static func asksForOnePage(_ parameters: JSONValue) -> Bool {
        [parameters["limit"], parameters["page_cursor"]].contains { $0 != nil && $0 != .null }
    }
}
