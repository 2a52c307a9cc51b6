package import CivilTime
package import Journal
package import Model

/// Runs and rows as tests of journals need them.
package enum JournalSample {
    /// 2026-11-23T22:08:00.000Z.
    package static let evening = Instant(milliseconds: 1_795_471_680_000)

    /// A running record.
    package static func run(_ id: String, workspace: String = "w1", startedAt: Instant = evening) -> RunRecord {
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
    package static func row(_ key: String, name: String? = nil) -> Row {
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

    /// A planned row of a stay that an access grant holds: a code on one door, and none on the other.
    package static func grantRow(_ id: String, name: String? = nil) -> Row {
        var row = row(id, name: name)
        row.target = .grant(accessGrantID: id)
        row.members[1].accessCodeID = CodelessID.make(grant: id, device: row.members[1].deviceID)
        return row
    }

    /// The same row, worked out from the present hours of its group.
    package static func relativeRow(_ key: String) -> Row {
        var row = row(key)
        row.isRelative = true
        return row
    }

    /// A planned row that happens once under a label.
    package static func labelledRow(_ key: String, _ label: String = "late") -> Row {
        var row = row(key, name: "Booking \(key)")
        row.once = label
        return row
    }

    /// A row in which everything is filled that a journal keeps.
    package static var fullRow: Row {
        var row = Row(
            target: .code(accessCodeID: "7c9e"),
            name: "Søren 'O\"Neil; 部屋",
            zone: "Europe/Paris",
            changes: Set(ChangedField.allCases),
            members: [fullMember],
            isInHouse: false,
            deadline: Instant(milliseconds: 0),
            because: "late flight\nof the guest",
            position: "late.lua:6",
        )
        row.status = .failed
        row.once = "late, and \"quoted\""
        row.allowed = [.recent, .lockout]
        row.error = RowError(code: .init(rawValue: "not_found"), message: "Gone.", requestID: "r-9")
        return row
    }

    private static var fullMember: Row.Member {
        Row.Member(
            accessCodeID: "7c9e",
            deviceID: "d9",
            door: "Büro",
            before: CodeState(startsAt: nil, endsAt: nil, name: nil, kind: .ongoing),
            after: CodeState(
                startsAt: Instant(milliseconds: -1),
                endsAt: Instant(milliseconds: 253_402_300_799_999),
                name: "",
                kind: .timeBound,
            ),
            status: .look,
        )
    }

    /// A row in which everything is missing that can be.
    package static var bareRow: Row {
        Row(
            target: .group(commonCodeKey: "k9"),
            name: nil,
            zone: nil,
            changes: [],
            members: [],
            isInHouse: false,
            deadline: nil,
        )
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

    /// An instant as ISO 8601 writes it.
    package static func instant(_ text: String) -> Instant {
        do {
            return try Instant(iso8601: text)
        } catch {
            preconditionFailure("\(text): \(error)")
        }
    }

    /// A cron expression.
    package static func cron(_ text: String) -> CronExpression {
        do {
            return try CronExpression(parsing: text)
        } catch {
            preconditionFailure("\(error)")
        }
    }

    /// A zone by its name.
    package static func zone(_ name: String) -> Zone {
        do {
            return try Zone.named(name)
        } catch {
            preconditionFailure("\(error)")
        }
    }

    /// A schedule of every night at two in New York, added on 20 November 2026.
    package static func nightly(_ change: (inout Schedule) -> Void = { _ in }) -> Schedule {
        var schedule = Schedule(
            name: "nightly",
            script: "/srv/late.lua",
            arguments: ["2h"],
            cron: cron("0 2 * * *"),
            zone: zone("America/New_York"),
            addedAt: instant("2026-11-20T00:00:00Z"),
        )
        change(&schedule)
        return schedule
    }

    /// A schedule in which everything is other than usual.
    package static var fullSchedule: Schedule {
        var schedule = nightly { $0.arguments = ["a b", "--x=\"1\""] }
        schedule.dst = .twice
        schedule.missed = .all
        schedule.grace = TimeSpan(milliseconds: 90_000)
        schedule.overlap = .queue
        schedule.holdAbove = 20
        schedule.retries = 7
        schedule.options.maxGroups = 40
        schedule.options.direct = .all
        schedule.onFailure = "https://hooks.example/a"
        schedule.onRecovery = "env:HOOK"
        schedule.addedBy = "ana"
        schedule.pausedAt = later(30)
        schedule.pauseNote = "locks are changed"
        schedule.resumedAt = later(20)
        schedule.lastFiredAt = later(60)
        return schedule
    }

    /// A node with the version of its zone data, whose lease ends in 15 s.
    package static func node(
        _ name: String,
        _ zoneData: String,
        serves: Bool = true,
        isLiving: Bool = true,
    ) -> NodeRecord {
        NodeRecord(
            id: name,
            label: name,
            version: "0.2.0",
            zoneData: zoneData,
            startedAt: evening,
            leaseUntil: later(15),
            isLiving: isLiving,
            serves: serves,
            subjects: [],
        )
    }

    /// So many seconds after the evening.
    package static func later(_ seconds: Int64) -> Instant {
        Instant(milliseconds: evening.milliseconds + seconds * 1000)
    }
}

extension RowOutcome {
    /// An outcome in which both members stand where the row stands.
    package init(_ row: Int, _ status: RowStatus, error: RowError? = nil, requestID: String? = nil) {
        self.init(row: row, status: status, members: [status, status], error: error, requestID: requestID)
    }
}

/// The error that `body` throws, nil when it throws none.
package func journalError(_ body: () async throws -> Void) async -> JournalError? {
    do {
        try await body()
        return nil
    } catch {
        return error as? JournalError
    }
}

extension ApplyJournal {
    /// Keeps that rows are about to be sent, where no send has ended since.
    @discardableResult
    package func recordIntents(
        _ intents: [RowIntent],
        run: String,
        at instant: Instant,
    ) async throws(JournalError) -> IntentVerdict {
        try await recordIntents(intents, after: [], run: run, at: instant)
    }
}

extension ScheduleStore where Self: RunStore {
    /// Waits for the lock of a firing's process, and of its run, to be free.
    ///
    /// Other tests start programs: between fork and exec those hold every lock of this process, too.
    package func waitUntilGone(_ run: String) async {
        for _ in 0..<100_000 {
            let isFiring = (try? await isFiringAlive(runID: run)) == true
            let isHeld = (try? await isHeld(run)) == true
            guard isFiring || isHeld else { return }
            await Task.yield()
        }
    }

    /// Claims a firing of a schedule for a run.
    @discardableResult
    package func claim(
        _ name: String,
        _ nominal: String,
        run: String,
        _ change: (inout FiringClaim) -> Void = { _ in },
    ) async throws -> FiringClaim.Verdict {
        let instant = JournalSample.instant(nominal)
        let known = try await schedules().first { $0.name == name }
        var claim = FiringClaim(known ?? JournalSample.nightly(), nominal: instant, runID: run, at: instant)
        change(&claim)
        return try await claimFiring(claim)
    }
}
