internal import CivilTime
internal import Model
internal import Spelling

extension RowRule {
    /// Stays that are made although one of the same name is on the same door at the same time; of a stay that a command makes as
    /// a new one also on any other door.
    static let duplicate = RowRule(
        check: .duplicate,
        code: .duplicate,
        warningCode: .duplicate,
        find: { context in
            guard context.maker != .undo, context.maker != .resume, let calendar = context.calendar else { return [] }
            return context.rows.indices.compactMap { place in
                let row = context.rows[place]
                guard row.change == .create else { return nil }
                if let twin = twin(of: row, calendar, context) { return RowFinding(row: place, sentence: twin) }
                guard let other = elsewhere(row, context) else { return nil }
                return RowFinding(row: place, sentence: other, isElsewhere: true)
            }
        },
        headline: { _, findings in
            let what =
                findings.allSatisfy(\.isElsewhere)
                ? "the same name and time, on other doors" : "the same name, door and time"
            return "\(findings.count.counted("stay is", "stays are")) there already: \(what)."
        },
        setting: { context, findings in
            guard let first = findings.first(where: \.isElsewhere), let name = context.rows[first.row].name else {
                return nil
            }
            return "Who that is: keyshift \(ShellWords.line(["find", name.shown]))"
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
                return there(on: [member.door], until: other.after.upperBound, row, context)
            }
        }
        return nil
    }

    /// The same of other doors, in any house.
    private static func elsewhere(_ row: Row, _ context: CheckContext) -> String? {
        guard let facts = context.facts, facts.isOfNewStay, let name = row.name.map(FoldedName.init),
            let hours = row.members.first?.after.hours
        else { return nil }
        for target in facts.index.targets where target != row.target {
            guard let its = facts.index.name(of: target), FoldedName(its) == name else { continue }
            let codes = facts.index.members(of: target).filter { $0.state.hours?.overlaps(hours) == true }
            guard let end = codes.compactMap(\.state.endsAt).max(), end > context.now else { continue }
            return there(on: codes.map { facts.index.doorName($0.deviceID) }, until: end, row, context)
        }
        return nil
    }

    private static func there(on doors: [String], until end: Instant, _ row: Row, _ context: CheckContext) -> String {
        let names = doors.prefix(3).map(\.shown).joined(separator: ", ")
        return "there on \(names) until \(LocalTime.zoned(end, row.zone, near: context.now))"
    }
}
