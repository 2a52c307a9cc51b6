package import CivilTime
internal import Seam

/// What needs an eye: runs at work and unfinished, conflicts, what is not on the doors, the next firings.
package struct StatusReport: Sendable {
    /// How far back finished runs are looked at.
    private static let window = TimeSpan(milliseconds: 48 * 3_600_000)
    private static let shownRows = 10

    private struct Trouble: Sendable {
        let run: RunRecord
        let row: Row
    }

    private struct Next: Sendable {
        let schedule: Schedule
        let at: Instant?
    }

    private var running: [RunRecord] = []
    private var unfinished: [RunRecord] = []
    private var troubles: [Trouble] = []
    private var notOnDoors: [(run: RunRecord, count: Int)] = []
    private var next: [Next] = []
    private var firings: [Firing] = []
    private let now: Instant

    /// Reads the journal; no server is asked.
    /// - Throws: `JournalError` when it cannot be read.
    package init(of journal: any Journal, now: Instant) async throws(JournalError) {
        self.now = now
        unfinished = try await journal.unfinishedRuns()
        let counts = try await journal.rowCounts(since: now - Self.window)
        for (run, counts) in counts {
            if run.state == .running { running.append(run) }
            let troubled: Set<RowStatus> = [.conflict, .failed, .look]
            if troubles.count < Self.shownRows, counts.keys.contains(where: troubled.contains) {
                let rows = try await journal.rows(of: run.id).filter { troubled.contains($0.status) }
                troubles += rows.map { Trouble(run: run, row: $0) }
            }
            let isOpen = run.state == .running || unfinished.contains { $0.id == run.id }
            if let count = counts[.applied], !isOpen { notOnDoors.append((run, count)) }
        }
        for schedule in try await journal.schedules() {
            let newest = try await journal.firings(of: schedule.name, limit: 1)
            firings += newest.filter { $0.state.isTrouble || $0.state == .interrupted || $0.state == .retrying }
        }
        next = try await journal.schedules().map { Next(schedule: $0, at: $0.next(after: now)) }
            .sorted { ($0.at?.milliseconds ?? .max) < ($1.at?.milliseconds ?? .max) }
    }

    /// The lines.
    package var lines: [String] {
        var lines: [String] = []
        for run in running {
            lines.append("RUNNING  \(title(run))   process \(run.processID)")
        }
        for run in unfinished {
            lines.append("UNFINISHED  \(title(run))   keyshift resume \(run.id)")
        }
        for trouble in troubles.prefix(Self.shownRows) {
            let why = trouble.row.error?.message ?? Story.word(trouble.row.status)
            lines.append(
                "\(trouble.row.status.rawValue.uppercased())  \(trouble.row.label): \(why)   run \(trouble.run.id)"
            )
        }
        if troubles.count > Self.shownRows {
            lines.append("  … \(troubles.count - Self.shownRows) more: keyshift runs show RUN")
        }
        for (run, count) in notOnDoors.prefix(Self.shownRows) {
            let groups = count == 1 ? "1 group" : "\(count) groups"
            lines.append("NOT SEEN ON THE DOORS  \(groups) of \(title(run))   keyshift verify \(run.id)")
        }
        if notOnDoors.count > Self.shownRows {
            lines.append("  … and of \(notOnDoors.count - Self.shownRows) earlier runs of the last two days")
        }
        lines += firings.map { "\($0.state.rawValue.uppercased())  \($0.line)" }
        for item in next {
            if let pausedAt = item.schedule.pausedAt {
                let note = item.schedule.pauseNote.map { ": \($0)" } ?? ""
                lines.append(
                    "PAUSED  \(item.schedule.name)  since \(LocalTime.full(pausedAt, item.schedule.zone))\(note)"
                )
                continue
            }
            let at = item.at.map { "\(LocalTime.full($0, item.schedule.zone)) \(item.schedule.zone)" } ?? "never"
            lines.append("NEXT  \(item.schedule.name)  \(at)")
        }
        return lines.isEmpty ? ["All quiet: nothing runs, nothing is unfinished, nothing is scheduled."] : lines
    }

    private func title(_ run: RunRecord) -> String {
        "run \(run.id)  \(run.originText)  by \(run.operatorName), \(LocalTime.full(run.startedAt, nil))"
    }

    /// The report as one JSON document.
    package var json: String {
        let document: JSONValue = [
            "running": .array(running.map { .object($0.json) }),
            "unfinished": .array(unfinished.map { .object($0.json) }),
            "troubles": .array(
                troubles.map { trouble in
                    var fields = trouble.row.jsonFields
                    fields["run_id"] = .string(trouble.run.id)
                    return .object(fields)
                }
            ),
            "not_on_doors": .array(
                notOnDoors.map { ["run_id": .string($0.run.id), "groups": .int(Int64($0.count))] }
            ),
            "firings": .array(firings.map { .object($0.jsonFields) }),
            "next": .array(
                next.map { ["schedule": .string($0.schedule.name), "at": .optional($0.at?.iso8601)] }
            ),
        ]
        // No value here is a float, which is all that the writer refuses.
        return (try? document.serialized()) ?? "{}"
    }
}
