package import CivilTime
internal import Journal
package import Model

extension SQLJournal {
    /// How many runs are sealed in one transaction.
    private static let sealedAtOnce = 50

    @discardableResult
    package func sealRuns(at instant: Instant) async throws(JournalError) -> RunChain.Link? {
        while true {
            // Mostly all are sealed, and then nobody is kept from writing.
            let waiting = try await store.read { sql in try ChainTable(sql: sql).unsealed(limit: 1) }
            guard !waiting.isEmpty else { return try await chainHead() }
            try await store.write { sql in
                let chain = ChainTable(sql: sql)
                for run in try chain.unsealed(limit: Self.sealedAtOnce) { try chain.seal(run, at: instant) }
            }
        }
    }

    package func chainHead() async throws(JournalError) -> RunChain.Link? {
        try await store.read { sql in try ChainTable(sql: sql).head() }
    }

    package func verifyChain() async throws(JournalError) -> RunChain {
        try await store.read { sql in try ChainTable(sql: sql).verified() }
    }

    package func forget(_ text: ForgetText, at instant: Instant) async throws(JournalError) -> Forgotten {
        try await sealRuns(at: instant)
        try await (store as? SQLiteStore)?.eraseWhatIsDeleted()
        let count = try await store.write { sql in
            try ForgetTable(sql: sql, text: text, instant: instant).forget()
        }
        try await (store as? SQLiteStore)?.rewrite()
        return count
    }
}
