internal import CivilTime
internal import Journal
internal import Model

extension Clearing {
    /// What is told of stays that the same command has moved in the last hours, and that somebody has taken back wholly since:
    /// nothing stands in its way, and whoever repeats it may not know of that.
    ///
    /// A command that names one stay is told of any change that was taken back.
    func takenBack(_ checked: CheckedPlan, in journal: any Journal) async throws(JournalError) -> [Warning] {
        let rows = checked.plan.rows
        guard checked.maker != .undo, rows.contains(where: \.isRelative) else { return [] }
        let scope = WorkspaceScope(
            endpoint: engine.environment.connection.endpoint,
            workspaceID: checked.workspaceID,
        )
        let now = engine.environment.clock.now()
        let isRepeated = script.repeats()
        let found = try await journal.takenBack(from: rows, scope: scope, at: now)
            .filter { namesOneBooking || isRepeated($0.run) }
        var told: Set<Int> = []
        var groups: [[TakenBack]] = []
        for taken in found where told.insert(taken.row).inserted {
            let place = groups.firstIndex { $0[0].undo.id == taken.undo.id && $0[0].run.id == taken.run.id }
            if let place { groups[place].append(taken) } else { groups.append([taken]) }
        }
        return groups.map { Self.warning(of: $0, rows, near: now) }
    }

    private static func warning(of taken: [TakenBack], _ rows: [Row], near now: Instant) -> Warning {
        let first = taken[0]
        let meant = taken.map { rows[$0.row] }
        let (run, undo) = (first.run, first.undo)
        let it = taken.count == 1 ? "it" : "them"
        let when = ago(now - first.at, first.at, meant[0].zone, near: now)
        return Warning(
            .takenBack,
            "\(JournalError.names(meant.map(\.label))): run \(run.id.shown) (\(run.command)) moved \(it), and "
                + "\(undo.operatorName.shown) took that back \(when) (run \(undo.id.shown)); this moves \(it) again",
            rows: meant.map(\.target.identifier),
        )
    }

    /// `12 seconds ago`, `5 min ago`, and the time of what is longer ago.
    private static func ago(_ span: TimeSpan, _ at: Instant, _ zone: String?, near now: Instant) -> String {
        let seconds = max(0, span.milliseconds / 1000)
        switch seconds {
        case ..<60: return "\(seconds == 1 ? "1 second" : "\(seconds) seconds") ago"
        case ..<3600: return "\(seconds / 60) min ago"
        default: return LocalTime.zoned(at.toTheMinute, zone, near: now)
        }
    }
}
