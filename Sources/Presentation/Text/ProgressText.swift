internal import CivilTime
package import Model
internal import Spelling

/// Progress as a line: a bar, what has moved, and the time that is left.
package struct ProgressText {
    private static let mostCells = 24
    private static let leastCells = 6

    private let progress: ApplyProgress

    /// Makes the text of a progress.
    package init(_ progress: ApplyProgress) {
        self.progress = progress
    }

    /// The settled part in percent, from 0 to 100.
    package var percent: Int {
        progress.total == 0 ? 100 : progress.settled * 100 / progress.total
    }

    /// The line, without colour and without its end: of its parts, those that fit on one line of the page, each in the
    /// longest form that does.
    package func line(on page: Page = .endless) -> String {
        // The last column stays free: many terminals go to the next line when it is written.
        let room = page.room(behind: 1) ?? .max
        return parts(page.width).map { $0.map(page.plain) }.reduce(into: "") { line, forms in
            let longer = forms.map { line.isEmpty ? $0 : line + page.plain(" · ") + $0 }
            if let fitting = longer.first(where: { TextWidth.of($0) <= room }) {
                line = fitting
            } else if line.isEmpty, let first = longer.first {
                line = page.cut(first, to: room)
            }
        }
    }

    private func bar(_ width: Int?) -> String {
        let cells = width.map { min(Self.mostCells, max(Self.leastCells, $0 / 5)) } ?? Self.mostCells
        let filled = progress.total == 0 ? cells : progress.settled * cells / progress.total
        return String(repeating: "█", count: filled) + String(repeating: "░", count: cells - filled)
    }

    /// The parts of the line, each in its forms from the longest to the shortest.
    private func parts(_ width: Int?) -> [[String]] {
        let word = DeedWords.progress(progress.deed)
        var parts = ["\(bar(width)) \(word) \(progress.counts[.applied] ?? 0)/\(progress.total)"]
        if let count = progress.counts[.onDevice] { parts.append("on the doors \(count)") }
        for (status, word) in [
            (RowStatus.conflict, "changed by others"), (.failed, "failed"), (.pending, "not shown yet"),
        ] {
            if let count = progress.counts[status] { parts.append("\(count) \(word)") }
        }
        if let quarantine = progress.quarantine {
            parts.append(
                "\(quarantine.rows.counted("waits", "wait")) \(Self.rounded(quarantine.left)) for an unanswered send of another run"
            )
        }
        if let door = progress.pacingDoor { parts.append("\(door.shown) sets the pace (10/min)") }
        if progress.settled == progress.total { parts.append("took \(Self.rounded(progress.elapsed))") }
        return parts.map { [$0] } + (times.isEmpty ? [] : [times])
    }

    /// When it is done, and when the next guest would lose the door: a time has its zone, and two of one zone have it once.
    private var times: [String] {
        let isOver = progress.settled == progress.total
        let left = isOver ? nil : progress.remaining.map { "\(Self.rounded($0)) left" }
        let done = isOver ? nil : progress.remaining.map { "done \(time(progress.now + $0))" }
        let place = progress.zone.map { " \($0.shown)" } ?? ""
        let parts = [left, done].compactMap(\.self).joined(separator: ", ")
        guard let next = progress.nextEnd else { return parts.isEmpty ? [] : [parts + place, left ?? parts] }
        let brief = LocalTime.brief(next.at.toTheMinute, next.zone, near: progress.now)
        let word = next.isInTime ? "in time" : "late"
        let end = "next old end \(brief)\(next.zone.map { " \($0.shown)" } ?? ""), \(word)"
        guard !parts.isEmpty else { return [end] }
        let both =
            next.zone != nil && next.zone == progress.zone
            ? "\(parts) · next old end \(brief), \(word) (\(place.dropFirst()))" : "\(parts)\(place) · \(end)"
        return [both, "\(left ?? "") · \(end)", end, left ?? ""]
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

/// How far the reading of a workspace is, as a line.
package struct ReadingText {
    private let progress: ReadingProgress

    /// Makes the text of a progress.
    package init(_ progress: ReadingProgress) {
        self.progress = progress
    }

    /// The line, as far as it fits on one line of the page.
    package func line(on page: Page = .endless) -> String {
        let text =
            progress.total.map { "reading doors \(progress.done)/\($0) …" } ?? "reading the workspace …"
        return page.cut(page.plain(text), to: page.room(behind: 1) ?? .max)
    }
}
