internal import CivilTime
internal import Model
internal import Spelling

extension RowRule {
    /// Two stays that meet on a door of their own by the plan, and did not before, or not for so long; also two of the plan's own.
    static let overlap = RowRule(
        check: .overlap,
        code: .overlap,
        warningCode: .overlap,
        find: { context in
            guard let calendar = context.calendar else { return [] }
            return calendar.newOverlaps(of: context.rows, at: context.now).map { overlap in
                let isLikeStaff = context.facts?.index.hasRooms(overlap.other) == true
                return RowFinding(
                    row: overlap.row,
                    sentence: sentence(overlap, at: context.now),
                    sharedDoor: overlap.mayBeShared && !isLikeStaff ? overlap.deviceID : nil,
                    staffLike: isLikeStaff ? overlap.other : nil,
                    meetsEarlier: !overlap.isFirst,
                    meetsAt: overlap.isFirst ? overlap.nextStart : overlap.end,
                    meetsLonger: overlap.isLonger,
                )
            }
        },
        headline: { _, findings in
            let earlier = findings.count(where: \.meetsEarlier)
            let guest =
                earlier == 0 ? "the next guest" : earlier == findings.count ? "the guest before" : "another guest"
            let longer = findings.allSatisfy(\.meetsLonger) ? " for longer than now" : ""
            return
                "\(findings.count.counted("stay would meet", "stays would meet")) \(guest) on a door of their own\(longer)."
        },
        setting: { context, findings in
            let ways = [
                nearest(context, findings), context.facts?.insteadOfRoom, sharing(context, findings),
                staff(context, findings),
            ].compactMap(\.self)
            return ways.isEmpty ? nil : ways.joined(separator: "\n  ")
        },
    )

    /// The line by which one stay gets as much as it can without meeting anybody; nil where that is nothing, and for several stays.
    @Sendable private static func nearest(_ context: CheckContext, _ findings: [RowFinding]) -> String? {
        let rows = Set(findings.map(\.row)).map { context.rows[$0] }
        guard context.beginning == .booking, context.stayCount == 1, let row = rows.first,
            let index = context.facts?.index, row.change == .hours
        else { return nil }
        let name = TypedStay.word(row.target, row.name, among: index.targets.map { index.name(of: $0) })
        let words = HoursWords(zone: row.zone, now: context.now)
        if findings.allSatisfy(\.meetsEarlier), rows.allSatisfy({ $0.changes == [.startsAt] }),
            let out = findings.compactMap(\.meetsAt).max(),
            let begins = rows.flatMap(\.members).compactMap(\.before.startsAt).min(), out < begins
        {
            let line = ShellWords.line(["move", name, "--starts", words.typed(out)])
            return "To begin when the guest before is out: keyshift \(line)"
        }
        if !findings.contains(where: \.meetsEarlier), rows.allSatisfy({ $0.changes == [.endsAt] }),
            let next = findings.compactMap(\.meetsAt).min(),
            let ends = rows.flatMap(\.members).compactMap(\.before.endsAt).max(), next > ends
        {
            let line = ShellWords.line(["extend", name, "--to", words.typed(next)])
            return "To stay until the next guest comes: keyshift \(line)"
        }
        return nil
    }

    /// How a door is named as one that guests share, where each of two stays that would meet on it has another door.
    @Sendable private static func sharing(_ context: CheckContext, _ findings: [RowFinding]) -> String? {
        let devices = Set(findings.compactMap(\.sharedDoor))
        guard let index = context.facts?.index, let first = devices.min(by: { index.doorName($0) < index.doorName($1) })
        else { return nil }
        let same = devices.filter { index.doors[$0]?.house == index.doors[first]?.house }
        let names = same.map { index.doorName($0) }.sorted()
        let setting = HouseSetting(settings: context.settings, index: index, house: index.doors[first]?.house)
        let shown = Array(names.prefix(3))
        return
            "Each of them has another door. If guests share \(shown.map(\.shown).joined(separator: ", ")), "
            + setting.line("shared_doors", shown)
    }

    /// How those whom stays would meet are named as staff, where they have the rooms of several guests.
    @Sendable private static func staff(_ context: CheckContext, _ findings: [RowFinding]) -> String? {
        // Where a guest is in the way as well, nothing is to be gained by it.
        let rows = Dictionary(grouping: findings, by: \.row).values.filter { $0.allSatisfy { $0.staffLike != nil } }
        let targets = Set(rows.joined().compactMap(\.staffLike))
        guard let index = context.facts?.index, !targets.isEmpty else { return nil }
        let names = Set(targets.compactMap { index.name(of: $0) }).sorted()
        let houses = targets.flatMap { index.devices(of: $0) }.compactMap { index.doors[$0]?.house }
        guard !names.isEmpty else { return nil }
        let setting = HouseSetting(settings: context.settings, index: index, house: houses.min())
        let shown = Array(names.prefix(3))
        return
            "\(shown.map(\.shown).joined(separator: ", ")) \(names.count == 1 ? "has" : "have") three rooms and more. "
            + "For who is staff and no guest, \(setting.line("staff", shown))"
    }

    private static func sentence(_ overlap: DoorCalendar.Overlap, at now: Instant) -> String {
        let until = LocalTime.brief(overlap.end, overlap.zone, near: now)
        let start = LocalTime.brief(overlap.nextStart, overlap.zone, near: now)
        let door = "(\(overlap.door.shown), \(overlap.zone?.shown ?? "UTC"))"
        let hasBegun = overlap.nextStart <= now
        guard overlap.isFirst else {
            let begins = hasBegun ? "would be in from now on" : "would get in at \(start)"
            return "\(begins), and \(overlap.label.shown) stays until \(until) \(door)"
        }
        let next = "\(overlap.nextLabel.shown) \(hasBegun ? "is in since" : "gets in at") \(start)"
        return "would stay until \(until), and \(next) \(door)"
    }
}
