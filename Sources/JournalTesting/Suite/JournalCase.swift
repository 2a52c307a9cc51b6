package import Journal
internal import Testing

/// A place that holds one journal, which any number of processes open.
///
/// Each case of the suite gets one that is new and empty. Whoever makes a journal of another kind makes one of these, and
/// runs the suite on it.
package protocol JournalWorld: Sendable {
    /// Opens the journal as another process would.
    /// - Throws: What keeps the journal from being opened.
    func open(processID: Int32) throws -> any Journal

    /// Frees the lock of a run whose process lives and does not notice, as when the file of the lock is lost while the
    /// process is stopped.
    func loseLock(of run: String) throws

    /// Makes the journal one that has less in it than had been written, and has it noticed; nobody has it open.
    func loseCommits() async throws
}

extension JournalWorld {
    /// Opens the journal as process 4711.
    package func open() throws -> any Journal {
        try open(processID: 4711)
    }
}

/// One thing that every journal does, with the sentence that says it.
package struct JournalCase: Sendable, CustomTestStringConvertible {
    /// The sentence.
    package let name: String
    private let body: @Sendable (any JournalWorld) async throws -> Void

    init(_ name: String, _ body: @escaping @Sendable (any JournalWorld) async throws -> Void) {
        self.name = name
        self.body = body
    }

    /// One case for each value, with what it is called behind the sentence.
    static func each<Value: Sendable>(
        _ name: String,
        _ values: [Value],
        labels: (Value) -> String = { "\($0)" },
        _ body: @escaping @Sendable (any JournalWorld, Value) async throws -> Void,
    ) -> [JournalCase] {
        values.map { value in
            JournalCase("\(name): \(labels(value))") { world in try await body(world, value) }
        }
    }

    /// Tries it in a new world; what does not hold is an issue of the test that runs.
    package func run(in world: any JournalWorld) async throws {
        try await body(world)
    }

    package var testDescription: String { name }
}

/// What every journal does, whatever it is kept in.
package enum JournalSuite {
    /// All cases, by topic.
    package static let all: [JournalCase] = [
        records, rows, doorRows, holds, taking, adoption, claims, controls, losses, labels, changes, quarantine, doors,
        calls,
        effects,
        history, schedules, claimedFirings, firings, notices, memories, groups, desk, codes, people, alarms, approvals,
        audit,
    ].flatMap(\.self)
}
