import CivilTime
import Glibc
import Model
import Synchronization

@testable import RunEngine

/// A folder for one test, with the journals that the test opens in it.
final class JournalFixture: Sendable {
    /// The folder, which no journal has seen yet.
    let directory: String
    private let journals = Mutex<[SQLiteJournal]>([])

    init() throws {
        directory = try JournalDirectory.temporary().path
    }

    deinit {
        let opened = journals.withLock { $0 }
        let ids = opened.isEmpty ? [] : Self.runs
        for journal in opened { journal.close() }
        JournalDirectory(path: directory).remove(runs: ids)
    }

    /// Opens the folder as another process would.
    func open(
        processID: Int32 = 4711,
        schema: Schema = .current,
        patience: Double = 10,
    ) throws -> SQLiteJournal {
        let journal = try SQLiteJournal(
            files: JournalDirectory(path: directory),
            processID: processID,
            isTemporary: false,
            schema: schema,
            patience: patience,
        )
        journals.withLock { $0.append(journal) }
        return journal
    }

    /// The ids that tests use.
    static let runs = ["80aa", "81bb", "82cc", "83dd", "84ee", "81cc", "5e30674c"]

    /// 2026-11-23T22:08:00.000Z.
    static let evening = Instant(milliseconds: 1_795_471_680_000)

    /// A running record.
    static func run(_ id: String, workspace: String = "w1", startedAt: Instant = evening) -> RunRecord {
        RunRecord(
            id: id,
            script: "late.lua",
            scriptHash: "c0ffee",
            arguments: ["tonight.csv", "", "2h \"quoted\", with ünïcode"],
            startedAt: startedAt,
            operatorName: "ana",
            processID: 4711,
            endpoint: "http://127.0.0.1:1",
            workspaceID: workspace,
            scheduleName: "late checkout",
        )
    }

    /// A planned row of a group with two doors.
    static func row(_ key: String, name: String? = nil) -> Row {
        Row(
            target: .group(commonCodeKey: key),
            name: name,
            zone: "America/Vancouver",
            changes: [.endsAt],
            members: [member("\(key)-1", device: "front door"), member("\(key)-2", device: "room 204")],
            isInHouse: true,
            deadline: evening,
        )
    }

    /// The same row, worked out from the present hours of its group.
    static func relativeRow(_ key: String) -> Row {
        var row = row(key)
        row.isRelative = true
        return row
    }

    private static func member(_ id: String, device: String) -> Row.Member {
        Row.Member(
            accessCodeID: id,
            deviceID: device,
            door: "The \(device)",
            before: CodeState(startsAt: evening, endsAt: later(3600), name: "BK-88213 Ito"),
            after: CodeState(startsAt: evening, endsAt: later(7200), name: "BK-88213 Ito"),
        )
    }

    /// So many seconds after the evening.
    static func later(_ seconds: Int64) -> Instant {
        Instant(milliseconds: evening.milliseconds + seconds * 1000)
    }
}

extension RowOutcome {
    /// An outcome in which both members stand where the row stands.
    init(_ row: Int, _ status: RowStatus, error: RowError? = nil, requestID: String? = nil) {
        self.init(row: row, status: status, members: [status, status], error: error, requestID: requestID)
    }
}

/// The error that `body` throws, nil when it throws none.
func journalError(_ body: () async throws -> Void) async -> JournalError? {
    do {
        try await body()
        return nil
    } catch {
        return error as? JournalError
    }
}
