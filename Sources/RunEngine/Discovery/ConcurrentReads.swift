internal import Seam

/// Requests of one kind that run at the same time, a bounded number of them.
enum ConcurrentReads {
    /// Asks for each item, at most `concurrency` at a time; `body` takes the answers as they come.
    ///
    /// After a failure nothing more is asked.
    /// - Throws: `SeamError` of the first request that failed.
    static func each<Item: Sendable, Answer: Sendable>(
        _ items: [Item],
        concurrency: Int,
        _ ask: @escaping @Sendable (Item) async throws(SeamError) -> Answer,
        _ body: (Item, Answer) -> Void,
    ) async throws(SeamError) {
        let failure = await withTaskGroup(of: (Item, Result<Answer, SeamError>).self) { group -> SeamError? in
            var waiting = items.makeIterator()
            func addNext() {
                guard let item = waiting.next() else { return }
                group.addTask { (item, await Result { () async throws(SeamError) in try await ask(item) }) }
            }
            for _ in 0..<max(1, concurrency) { addNext() }
            var failure: SeamError?
            while let (item, answer) = await group.next() {
                switch answer {
                case .success(let answer):
                    body(item, answer)
                    if failure == nil { addNext() }
                case .failure(let error): failure = failure ?? error
                }
            }
            return failure
        }
        if let failure { throw failure }
    }
}

extension Result where Failure == SeamError, Success: Sendable {
    /// Keeps what an asynchronous function gave or threw.
    fileprivate init(_ body: () async throws(SeamError) -> Success) async {
        do throws(SeamError) {
            self = .success(try await body())
        } catch {
            self = .failure(error)
        }
    }
}
