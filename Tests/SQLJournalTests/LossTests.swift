import CivilTime
import Glibc
import Journal
import JournalFixture
import JournalTesting
import Model
import SQLJournal
import Testing

/// A journal that no longer knows what it knew.
struct LossTests {
    private let fixture: JournalFixture
    private var folder: String { fixture.directory }

    init() throws {
        fixture = try JournalFixture()
    }

    /// Writes a run that is over.
    private func apply(_ id: String, _ key: String) async throws {
        let journal = try fixture.open()
        try await journal.beginRun(JournalSample.run(id), rows: [JournalSample.row(key)])
        try await journal.recordOutcomes([RowOutcome(0, .applied)], run: id, at: JournalSample.later(1))
        _ = try await journal.finishRun(id, state: .completed, at: JournalSample.later(2))
        journal.close()
    }

    private func copy(_ name: String, to target: String) throws {
        let from = unsafe open("\(folder)/\(name)", O_RDONLY)
        try #require(from >= 0)
        defer { close(from) }
        unsafe unlink("\(folder)/\(target)")
        let to = unsafe open("\(folder)/\(target)", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        defer { close(to) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = unsafe read(from, &bytes, bytes.count)
        try #require(count > 0 && count < bytes.count)
        #expect(unsafe write(to, bytes, count) == count)
    }

    private func delete(_ names: String...) {
        for name in names { unsafe unlink("\(folder)/\(name)") }
    }

    private func loss() async throws -> JournalLoss? {
        let journal = try fixture.open()
        defer { journal.close() }
        return try await journal.loss()
    }

    @Test func `a journal that is used and closed has lost nothing`() async throws {
        #expect(try await loss() == nil)
        try await apply("80aa", "k1")
        try await apply("81bb", "k2")
        #expect(try await loss() == nil)
    }

    @Test func `a closed journal is whole in its database file`() async throws {
        try await apply("80aa", "k1")
        delete("keyshift.db-wal", "keyshift.db-shm")
        let journal = try fixture.open()
        #expect(try await journal.loss() == nil)
        #expect(try await journal.runs(limit: 9).map(\.id) == ["80aa"])
    }

    @Test func `a deleted, an emptied and an older database are noticed, and refuse what adds to what is there`()
        async throws
    {
        for harm in ["deleted", "emptied", "older"] {
            delete("keyshift.db", "keyshift.db-wal", "keyshift.db-shm", "keyshift.mark")
            try await apply("80aa", "k1")
            try copy("keyshift.db", to: "older.db")
            try await apply("81bb", "k2")
            switch harm {
            case "deleted": delete("keyshift.db")
            case "emptied": #expect(unsafe truncate("\(folder)/keyshift.db", 0) == 0)
            default: try copy("older.db", to: "keyshift.db")
            }
            delete("older.db")
            let journal = try fixture.open()
            #expect(try await journal.loss() != nil, "\(harm)")
            let relative = JournalSample.relativeRow("k3")
            let error = await journalError { try await journal.beginRun(JournalSample.run("82cc"), rows: [relative]) }
            #expect(error?.code == .lostCommits, "\(harm)")
            // An absolute change cannot add up.
            try await journal.beginRun(JournalSample.run("83dd"), rows: [JournalSample.row("k3")])
            // It is not forgotten by opening it once more.
            journal.close()
            let again = try fixture.open()
            #expect(try await again.loss() != nil, "\(harm)")
            try await again.acceptLoss(by: "ana", reason: "looked at all", at: JournalSample.later(9))
            again.close()
            #expect(try await loss() == nil, "\(harm)")
        }
    }

    @Test func `another journal in the same place is noticed`() async throws {
        try await apply("80aa", "k1")
        try copy("keyshift.db", to: "kept.db")
        delete("keyshift.db", "keyshift.mark")
        try await apply("81bb", "k2")
        try copy("kept.db", to: "keyshift.db")
        delete("kept.db")
        #expect(try await loss()?.what.contains("another journal") == true)
    }

    @Test func `a copy is whole, is made once, and is noticed where it is put back`() async throws {
        try await apply("80aa", "k1")
        let journal = try fixture.open()
        try await journal.backup(to: "\(folder)/copy.db")
        let error = await journalError { try await journal.backup(to: "\(folder)/copy.db") }
        #expect(error?.message.contains("is there already") == true)
        #expect(try await journal.problems().isEmpty)
        journal.close()
        try await apply("81bb", "k2")
        try copy("copy.db", to: "keyshift.db")
        delete("copy.db", "keyshift.db-wal", "keyshift.db-shm")
        let restored = try fixture.open()
        #expect(try await restored.runs(limit: 9).map(\.id) == ["80aa"])
        #expect(try await restored.loss() != nil)
    }
}
