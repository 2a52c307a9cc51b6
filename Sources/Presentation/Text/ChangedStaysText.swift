internal import CivilTime
internal import Model
internal import Spelling

/// The stays that have other hours than runs gave them, as `status` tells them.
struct ChangedStaysText {
    private static let shownRows = 10

    let stays: [StatusFacts.Changed]
    let now: Instant

    /// The lines: how many there are, each with what was changed, and how they count as looked at.
    var lines: [String] {
        guard let first = stays.first else { return [] }
        let newest = stays.map(\.foundAt).max() ?? first.foundAt
        let zone = stays.map(\.row).commonZone
        let count = stays.count.counted("stay has", "stays have")
        var lines = [
            "CHANGED BY OTHERS  \(count) other hours than this journal last gave, as the last look at Seam had it, "
                + LocalTime.zoned(newest.toTheMinute, zone, near: now)
        ]
        let names = stays.map(\.row.name)
        lines += stays.prefix(Self.shownRows).map { stay in
            let word = TypedStay.word(stay.row.target, stay.row.name, among: names)
            return
                "  \(stay.row.label)  \(what(stay)); run \(stay.run.id.shown) of \(stay.run.operatorName.shown) had set the "
                + "hours before   keyshift why \(ShellWords.quoted(word))"
        }
        if stays.count > Self.shownRows {
            lines.append("  … \(stays.count - Self.shownRows) more: keyshift verify --all")
        }
        var told: Set<String> = []
        for stay in stays where stay.needsPerson && told.insert(stay.run.id).inserted {
            lines.append("  when you have looked at it: keyshift seen \(stay.run.id.shown)")
        }
        return lines
    }

    private func what(_ stay: StatusFacts.Changed) -> String {
        guard let given = stay.given, let found = stay.found else {
            let doors = stay.row.members.map(\.door.shown).joined(separator: ", ")
            return "other hours on \(doors)"
        }
        let doors = stay.doors.isEmpty ? "" : " on \(stay.doors.map(\.shown).joined(separator: ", "))"
        let words = HoursWords(zone: stay.row.zone, now: now)
        let isOver = found.endsAt.map { $0 <= now } ?? false
        return words.change(OutsideChange.Bounds(given), OutsideChange.Bounds(found)) + doors
            + (isOver ? ", which is over: the guest is shut out there" : "")
    }
}
