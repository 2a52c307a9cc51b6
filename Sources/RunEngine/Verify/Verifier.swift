package import CivilTime
internal import Journal
package import Model
internal import Seam

/// Looks which doors have the new hours of a run.
package struct Verifier: Sendable {
    /// The statuses of rows that may be on their locks.
    private static let verifiable: Set<RowStatus> = [.applied, .onDevice, .already, .pending, .look]
    /// The time between two looks while something waits.
    private static let pause = TimeSpan(milliseconds: 5000)

    private let journal: @Sendable () throws(JournalError) -> any Journal
    private let reader: WorkspaceReader
    private let clock: EngineClock

    /// Makes a verifier of an engine's connection, journal and clock.
    package init(_ engine: Engine) {
        journal = engine.environment.journal
        reader = WorkspaceReader(engine)
        clock = engine.environment.clock
    }

    /// Looks which doors have the new hours of a run, and looks again until all have or `wait` is over.
    ///
    /// A row is `on_device` when each of its locks has them, `failed` with the reason when one cannot, else `applied` with
    /// what it waits for. What is on the doors is kept in the journal.
    /// - Throws: `JournalError` when the run is not there; `PlanError` with `stale_plan` for one of another workspace.
    package func verify(_ run: String, wait: TimeSpan, stop: StopSignal) async throws -> RunReport {
        let journal = try journal()
        let record = try await journal.run(run)
        let workspace = try await reader.workspace(
            for: "run \(run)",
            endpoint: record.endpoint,
            workspaceID: record.workspaceID,
        ).workspace
        var report = RunReport(
            runID: run,
            script: record.script,
            state: .planned,
            plan: Plan(rows: try await journal.rows(of: run), madeAt: record.startedAt),
        )
        report.workspaceName = workspace.name
        report.workspaceID = workspace.workspaceID
        let kept = report.plan.rows
        let end = clock.now() + wait
        try await look(at: &report.plan.rows)
        while report.plan.rows.contains(where: { $0.status == .applied && $0.error?.code == .waiting }),
            clock.now() + Self.pause <= end, !stop.isSet
        {
            try await clock.sleep(Self.pause)
            try await look(at: &report.plan.rows)
        }
        try await keep(report.plan.rows, instead: kept, of: run, in: journal)
        let done: Set<RowStatus> = [.onDevice]
        let asked = report.plan.rows.filter { $0.status != .planned && $0.status != .conflict && $0.status != .taken }
        report.state = asked.allSatisfy { done.contains($0.status) } ? .completed : .partial
        return report
    }

    private func look(at rows: inout [Row]) async throws(PlanError) {
        let places = rows.indices.filter { Self.verifiable.contains(rows[$0].status) }
        let codes = try await reader.codes(places.map { rows[$0].members.map(\.accessCodeID) })
        let now = clock.now()
        for place in places { rows[place].settle(by: codes, at: now) }
    }

    /// What is on the doors now and was not kept as such; a run that another process works on keeps its own record.
    private func keep(_ rows: [Row], instead kept: [Row], of run: String, in journal: any Journal) async throws {
        var outcomes: [RowOutcome] = []
        for (place, row) in rows.enumerated() where row.status == .onDevice {
            guard [.applied, .already].contains(kept[place].status) else { continue }
            outcomes.append(RowOutcome(row: place, status: .onDevice, members: row.members.map(\.status)))
        }
        guard !outcomes.isEmpty else { return }
        let unfinished = try await journal.unfinishedRuns()
        guard !unfinished.contains(where: { $0.id == run }) else { return }
        let isAtWork = try await journal.isHeld(run)
        guard !isAtWork else { return }
        try await journal.recordOutcomes(outcomes, run: run, at: clock.now())
    }
}

extension Row {
    /// Where the row stands by what its locks have.
    fileprivate mutating func settle(by codes: [String: AccessCode], at now: Instant) {
        var waits: RowError?
        var failures: [String] = []
        for place in members.indices {
            let member = members[place]
            let finding = CodeFinding(codes[member.accessCodeID], of: member, in: self, at: now)
            let words = "\(member.door.shown): \(finding.why ?? "")"
            switch finding.state {
            case .onDevice: members[place].status = .onDevice
            case .waiting, .scheduled:
                members[place].status = .applied
                let code = finding.state == .waiting ? RowError.Code.waiting : .scheduled
                waits = waits ?? RowError(code: code, message: words)
            case .failed:
                members[place].status = .failed
                failures.append(words)
            }
        }
        if !failures.isEmpty {
            status = .failed
            error = RowError(code: .notOnDevice, message: failures.joined(separator: "; "))
        } else if let waits {
            status = .applied
            error = waits
        } else {
            status = .onDevice
            error = nil
        }
    }
}
