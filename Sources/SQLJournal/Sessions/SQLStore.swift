internal import Model

/// A database whose transactions are sessions.
protocol SQLStore: Sendable {
    /// Runs `body` in one durable transaction, which a cancelled task does not interrupt.
    func write<T: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> T
    ) async throws(JournalError) -> T

    /// As `write(_:)`, in one transaction with other such writes that wait at the same time; an error undoes its own only.
    func writeTogether<T: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> T
    ) async throws(JournalError) -> T

    /// Runs `body` on one unchanging state of the database.
    func read<T: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> T
    ) async throws(JournalError) -> T

    /// Runs `body` in one transaction before anybody else uses the store.
    func prepare<T>(_ body: (any SQLSession) throws -> T) throws(JournalError) -> T

    /// Closes the connections; the store is of no use afterwards.
    func close()
}
