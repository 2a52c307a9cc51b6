internal import CivilTime
internal import Model
internal import Spelling

extension RowRule {
    /// Stays that are made although one of the same name is on the same door at the same time.
    static let duplicate = RowRule(
        check: .duplicate,
        code: .duplicate,
        warningCode: .duplicate,
        find: { context in
            guard context.maker != .undo, context.maker != .resume, let calendar = context.calendar else { return [] }
            return context.rows.indices.compactMap { place in
                let row = context.rows[place]
                guard row.change == .create, let twin = twin(of: row, calendar, context) else { return nil }
                return RowFinding(row: place, sentence: twin)
            }
        },
        headline: { _, findings in
            "\(findings.count.counted("stay is", "stays are")) there already: the same name, door and time."
        },
    )

    /// `there on Room 12 until Tue 24 Nov 11:00`.
    private static func twin(of row: Row, _ calendar: DoorCalendar, _ context: CheckContext) -> String? {
        guard let name = row.name.map(FoldedName.init), let index = context.facts?.index else { return nil }
        for member in row.members {
            let here = calendar.stays[member.deviceID] ?? []
            guard let mine = here.first(where: { $0.accessCodeID == member.accessCodeID }) else { continue }
            for other in here where other.unit != mine.unit && other.after.overlaps(mine.after) {
                guard let its = index.name(of: other.unit), FoldedName(its) == name else { continue }
                let end = LocalTime.zoned(other.after.upperBound, row.zone, near: context.now)
                return "there on \(member.door.shown) until \(end)"
            }
        }
        return nil
    }
}
