internal import CivilTime
internal import Model
internal import Spelling

extension RowRule {
    /// Two stays that meet on a door of their own by the plan, and did not before; also two of the plan's own.
    static let overlap = RowRule(
        check: .overlap,
        code: .overlap,
        warningCode: .overlap,
        find: { context in
            guard let calendar = context.calendar else { return [] }
            return calendar.newOverlaps(of: context.rows).map { overlap in
                RowFinding(row: overlap.row, sentence: sentence(overlap, at: context.now))
            }
        },
        headline: { _, findings in
            "\(findings.count.counted("stay would meet", "stays would meet")) the next guest on a door of their own."
        },
    )

    private static func sentence(_ overlap: DoorCalendar.Overlap, at now: Instant) -> String {
        let until = LocalTime.brief(overlap.end, overlap.zone, near: now)
        let start = LocalTime.brief(overlap.nextStart, overlap.zone, near: now)
        let door = "(\(overlap.door.shown), \(overlap.zone?.shown ?? "UTC"))"
        return overlap.isFirst
            ? "would stay until \(until), and \(overlap.nextLabel.shown) gets in at \(start) \(door)"
            : "would get in at \(start), and \(overlap.label.shown) stays until \(until) \(door)"
    }
}
