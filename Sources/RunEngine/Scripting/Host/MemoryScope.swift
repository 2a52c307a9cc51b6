internal import CivilTime
internal import Journal
internal import Model

/// Whose memory a script reads and keeps, in which journal.
struct MemoryScope: Sendable {
    private let name: String?
    private let journal: @Sendable () throws(JournalError) -> any Journal

    init(
        of script: Engine.Script,
        schedule: String?,
        journal: @escaping @Sendable () throws(JournalError) -> any Journal,
    ) {
        name = schedule.map { "schedule \($0)" } ?? script.folder.map { "script \($0)/\(script.name)" }
        self.journal = journal
    }

    /// Whether there is anything to keep a memory for.
    var isKept: Bool { name != nil }

    /// What reads the memory; the journal is opened when the script looks at it, and not before.
    var reading: @Sendable () async throws(JournalError) -> String? {
        guard let name else { return { () throws(JournalError) in nil } }
        return { [journal] () async throws(JournalError) in try await journal().memory(of: name) }
    }

    /// Notes what the script keeps for its next firing if its run ends completed.
    func propose(_ memory: String?, run: String, at instant: Instant) async throws(JournalError) {
        guard let memory, let name else { return }
        try await journal().proposeMemory(memory, scope: name, run: run, at: instant)
    }
}
