extension SeamClient {
    /// Calls an endpoint that lists, and follows its pages to the last; with `limit` or `page_cursor` it reads one page.
    ///
    /// - Throws: ``SeamError`` as ``call(_:_:retries:)`` does, also when the server's pages go round in a circle.
    public func list(
        _ path: String,
        _ parameters: JSONValue,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> [JSONValue] {
        var walk = PageWalk(client: self, path: path, parameters: parameters, retries: retries)
        let isOnePage = [parameters["limit"], parameters["page_cursor"]].contains { $0 != nil && $0 != .null }
        var elements = try await walk.next() ?? []
        if isOnePage { return elements }
        while let page = try await walk.next() { elements += page }
        return elements
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

    /// A list whose elements are read into a model.
    func list<Model>(
        _ path: String,
        _ parameters: JSONValue,
        _ retries: RetryPolicy,
        _ read: (JSONValue) throws(SeamError) -> Model,
    ) async throws(SeamError) -> [Model] {
        let values = try await list(path, parameters, retries: retries)
        var models: [Model] = []
        models.reserveCapacity(values.count)
        for value in values { models.append(try read(value)) }
        return models
    }
}
