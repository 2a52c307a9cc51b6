internal import CivilTime
package import Model

/// Progress as a line: a bar, what has moved, and the time that is left.
package struct ProgressText {
    private static let cells = 24

    private let progress: ApplyProgress

    /// Makes the text of a progress.
    package init(_ progress: ApplyProgress) {
        self.progress = progress
    }

    /// The settled part in percent, from 0 to 100.
    package var percent: Int {
        progress.total == 0 ? 100 : progress.settled * 100 / progress.total
    }

    /// The line, without colour and without its end.
    package var line: String {
        let filled = progress.total == 0 ? Self.cells : progress.settled * Self.cells / progress.total
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.cells - filled)
        var parts = ["\(bar) moved \(progress.counts[.applied] ?? 0)/\(progress.total)"]
        if let count = progress.counts[.onDevice] { parts.append("on the doors \(count)") }
        for (status, word) in [(RowStatus.conflict, "conflicts"), (.failed, "failed"), (.pending, "not shown yet")] {
            if let count = progress.counts[status] { parts.append("\(count) \(word)") }
        }
        if let quarantine = progress.quarantine {
            parts.append(
                "\(quarantine.rows) wait \(Self.rounded(quarantine.left)) for an unanswered send of another run"
            )
        }
        if let door = progress.pacingDoor { parts.append("\(door.shown) sets the pace (10/min)") }
        if progress.settled == progress.total {
            parts.append("took \(Self.rounded(progress.elapsed))")
        } else if let remaining = progress.remaining {
            parts.append("\(Self.rounded(remaining)) left, done \(time(progress.now + remaining))")
        }
        if let end = progress.nextEnd {
            let time = LocalTime.brief(end.at.toTheMinute, end.zone, near: progress.now)
            parts.append("next old end \(time), \(end.isInTime ? "in time" : "late")")
        }
        return parts.joined(separator: " · ")
    }

    /// `22:15`, with the weekday on another day, on the clock of the doors.
    private func time(_ instant: Instant) -> String {
        let (time, zone) = (instant.toTheMinute, progress.zone)
        guard zone != nil, LocalTime.isSameDay(time, progress.now, zone) else { return LocalTime.brief(time, zone) }
        return LocalTime.clock(time, zone)
    }

    private static func rounded(_ span: TimeSpan) -> String {
        span.milliseconds < 1000 ? "under 1s" : "\(TimeSpan(milliseconds: span.milliseconds / 1000 * 1000))"
    }
}
