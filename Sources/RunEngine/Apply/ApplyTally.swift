import CivilTime
internal import Journal
internal import Model

/// Counts settled rows and estimates what is left.
struct ApplyTally {
    private let startedAt: Instant
    private let toDo: Int
    private let stopAtPercent: Int?
    private var done = 0
    private var failed = 0
    private var progress: ApplyProgress
    private var statuses: [RowStatus]
    /// The rows of guests inside whose end is to move, the earliest old end last.
    private var ends: [(row: Int, at: Instant, zone: String?)] = []
    private var isSettled: [Bool]

    init(_ rows: [Row], startedAt: Instant, stopAtPercent: Int? = nil) {
        self.startedAt = startedAt
        self.stopAtPercent = stopAtPercent
        statuses = rows.map(\.status)
        isSettled = rows.map { $0.status != .planned && $0.status != .pending }
        toDo = rows.count { $0.status == .planned || $0.status == .pending }
        var counts: [RowStatus: Int] = [:]
        for row in rows { counts[row.status, default: 0] += 1 }
        progress = ApplyProgress(
            total: rows.count,
            settled: rows.count - toDo,
            counts: counts,
            now: startedAt,
            elapsed: .zero,
            remaining: nil,
        )
        let zones = Set(rows.map(\.zone))
        progress.zone = zones.count == 1 ? zones.first ?? nil : nil
        progress.deed = RowDeed.common(of: rows)
        ends = rows.indices.compactMap { row in
            guard !isSettled[row], rows[row].isInHouse, rows[row].changesHours else { return nil }
            return rows[row].deadline.map { (row, $0, rows[row].zone) }
        }
        ends.sort { ($1.at, $1.row) < ($0.at, $0.row) }
    }

    /// Whether so many rows have failed in this apply that nothing new shall be sent.
    var isBeyondFailures: Bool {
        guard let stopAtPercent, failed > 0 else { return false }
        return failed * 100 >= stopAtPercent * progress.total
    }

    /// Counts one row, and says how far the apply is.
    mutating func settle(_ outcome: RowOutcome, board: ApplyBoard, at now: Instant) -> ApplyProgress {
        let before = statuses[outcome.row]
        let left = (progress.counts[before] ?? 1) - 1
        progress.counts[before] = left == 0 ? nil : left
        progress.counts[outcome.status, default: 0] += 1
        statuses[outcome.row] = outcome.status
        isSettled[outcome.row] = true
        progress.settled += 1
        done += 1
        if outcome.status == .failed || outcome.status == .look { failed += 1 }
        return report(board: board, at: now)
    }

    /// Says how far the apply is.
    mutating func report(board: ApplyBoard, at now: Instant) -> ApplyProgress {
        progress.now = now
        progress.elapsed = now - startedAt
        progress.nextEnd = nextEnd(board, at: now)
        let milliseconds = progress.elapsed.milliseconds
        progress.ratePerMinute = milliseconds < 1000 ? nil : Int(Int64(done) * 60_000 / milliseconds)
        progress.quarantine = board.quarantine(at: now)
        let bottleneck = board.bottleneck(at: now)
        progress.pacingDoor = bottleneck.map { board.doors[$0.device] }
        let remaining = max(bottleneck?.wait ?? .zero, byRate(isPaced: board.pacer != nil))
        // Before the first answer, and while the last ones are waited for, there is nothing to estimate from.
        progress.remaining = remaining == .zero && done < toDo ? nil : remaining
        return progress
    }

    private mutating func nextEnd(_ board: ApplyBoard, at now: Instant) -> ApplyProgress.NextEnd? {
        while let end = ends.last, isSettled[end.row] { ends.removeLast() }
        return ends.last.map { end in
            let isInTime = board.earliestEnd(of: end.row, at: now) <= end.at
            return ApplyProgress.NextEnd(at: end.at, zone: end.zone, isInTime: isInTime)
        }
    }

    /// Sends within a pace come in bursts, from which no rate can be told.
    private func byRate(isPaced: Bool) -> TimeSpan {
        let left = toDo - done
        guard !isPaced, done > 0, left > 0 else { return .zero }
        return TimeSpan(milliseconds: progress.elapsed.milliseconds / Int64(done) * Int64(left))
    }
}

extension ApplyBoard {
    /// The device whose waiting rows take longest, with that time; nil when none has to wait.
    func bottleneck(at now: Instant) -> (device: Int, wait: TimeSpan)? {
        guard let pacer else { return nil }
        var longest: (device: Int, wait: TimeSpan)?
        for (device, load) in loads.enumerated() where load > 0 {
            // So much is enough for any device, and most need not be looked at closer.
            let bound = TimeSpan(milliseconds: Int64((load - 1) / Pacer.limit + 1) * Pacer.window.milliseconds)
            if let longest, bound <= longest.wait { continue }
            let wait = pacer.wait(for: load, on: device, at: now)
            if wait > longest?.wait ?? .zero { longest = (device, wait) }
        }
        return longest
    }
}
