/// A list of the API a page at a time: each page is read when it is asked for, and not before.
///
/// ```swift
/// for try await page in client.devices.pages() {
///     print(page.count)
/// }
/// ```
///
/// `limit` among the parameters is the size of a page.
public struct SeamPages<Value: Sendable>: AsyncSequence, Sendable {
    private let walk: PageWalk
    private let read: @Sendable (JSONValue) throws(SeamError) -> Value

    init(
        _ client: SeamClient,
        _ path: String,
        _ parameters: JSONValue,
        _ retries: RetryPolicy,
        _ read: @escaping @Sendable (JSONValue) throws(SeamError) -> Value,
    ) {
        walk = PageWalk(client: client, path: path, parameters: parameters, retries: retries)
        self.read = read
    }

    /// Begins at the first page.
    public func makeAsyncIterator() -> Iterator {
        Iterator(walk: walk, read: read)
    }

    /// Gives the pages in their order.
    public struct Iterator: AsyncIteratorProtocol, Sendable {
        private var walk: PageWalk
        private let read: @Sendable (JSONValue) throws(SeamError) -> Value

        fileprivate init(walk: PageWalk, read: @escaping @Sendable (JSONValue) throws(SeamError) -> Value) {
            self.walk = walk
            self.read = read
        }

        /// The next page; nil behind the last one.
        ///
        /// - Throws: ``SeamError`` of the call, also when the server's pages go round in a circle.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(SeamError) -> [Value]? {
            guard let page = try await walk.next(isolation: actor) else { return nil }
            var values: [Value] = []
            values.reserveCapacity(page.count)
            for json in page { values.append(try read(json)) }
            return values
        }
    }
}

/// Follows the pages of one list.
struct PageWalk: Sendable {
    let client: SeamClient
    let path: String
    let retries: RetryPolicy
    private var parameters: JSONValue
    private var cursors: Set<String> = []
    /// True when the last page has been read.
    private(set) var isAtEnd = false

    init(client: SeamClient, path: String, parameters: JSONValue, retries: RetryPolicy) {
        self.client = client
        self.path = path
        self.parameters = parameters
        self.retries = retries
    }

    /// The values of the next page; nil behind the last one.
    ///
    /// Every page is asked for with the same parameters but the cursor, as the API demands.
    mutating func next(
        isolation actor: isolated (any Actor)? = #isolation
    ) async throws(SeamError) -> [JSONValue]? {
        try await nextResponse().map(values)
    }

    /// The values of the page that an answer is.
    func values(of response: SeamResponse) -> [JSONValue] {
        SeamCatalogue.endpoint(path: path)?.responseKey.flatMap { response.body[$0]?.array } ?? []
    }

    /// Goes through the values of the page that an answer is.
    func forEachValue(
        of response: SeamResponse,
        _ body: (JSONValue) throws(SeamError) -> Void,
    ) throws(SeamError) {
        if case .list(let list) = response.content { return try list.text.forEach(body) }
        for value in values(of: response) { try body(value) }
    }

    /// The answer with the next page; nil behind the last one.
    mutating func nextResponse(
        isolation actor: isolated (any Actor)? = #isolation
    ) async throws(SeamError) -> SeamResponse? {
        guard !isAtEnd else { return nil }
        guard SeamCatalogue.endpoint(path: path)?.responseKey != nil else {
            throw SeamError(.invalidInput, "\"\(path)\" is no list of the API, such as /access_codes/list", path: path)
        }
        let response = try await client.call(path, parameters, retries: retries)
        let pagination = response.pagination
        if pagination?["has_next_page"]?.bool ?? false, let cursor = pagination?["next_page_cursor"]?.string {
            guard cursors.insert(cursor).inserted, case .object(var members) = parameters else {
                throw circle(response)
            }
            members["page_cursor"] = .string(cursor)
            parameters = .object(members)
        } else {
            isAtEnd = true
        }
        return response
    }

    private func circle(_ response: SeamResponse) -> SeamError {
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
