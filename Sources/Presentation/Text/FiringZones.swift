internal import CivilTime
internal import Model
internal import Spelling

/// What the hour of a firing is on the clocks of doors in other zones: a schedule has one zone, and fires once for all of them.
struct FiringZones {
    private static let most = 5
    /// The shortest day, where the clocks change by two hours at most: of what fires more often no hour is meant.
    private static let day = TimeSpan(milliseconds: 22 * 3_600_000)

    let schedule: Schedule
    let way: ScheduleWay
    let script: TrialText.Script
    let now: Instant

    /// The lines: the hour in the other zones, and the line that is for one house, or for the zone of the only one.
    var lines: [String] {
        guard let firing = schedule.next(after: now), let later = schedule.next(after: firing),
            later - firing >= Self.day
        else { return [] }
        let own = schedule.zone.name
        let others = script.zones.filter { LocalTime.bare(firing, $0.zone) != LocalTime.bare(firing, own) }
        guard !others.isEmpty else { return [] }
        let clocks = others.prefix(Self.most).map { clock(firing, $0) }
        let more = others.count > Self.most ? " and in \((others.count - Self.most).counted("zone")) more" : ""
        let head = "NOTE  \(LocalTime.clock(firing, own)) \(own) is \(clocks.joined(separator: ", "))\(more)"
        let isForAll = script.zones.count > 1
        return [head + (isForAll ? ": it fires once, for the doors of all of them." : ".")] + advice(firing, others)
    }

    private func clock(_ firing: Instant, _ other: DoorZone) -> String {
        let own = schedule.zone.name
        let isSameDay = LocalTime.day(firing, own) == LocalTime.day(firing, other.zone)
        let time = isSameDay ? LocalTime.clock(firing, other.zone) : LocalTime.brief(firing, other.zone)
        let houses = other.houses.isEmpty ? "" : " (\(NameList(other.houses.map(\.shown), shown: 3).text))"
        return "\(time) in \(other.zone.shown)\(houses)"
    }

    private func advice(_ firing: Instant, _ others: [DoorZone]) -> [String] {
        if script.zones.count == 1, let zone = try? Zone.ofPlace(others[0].zone) {
            var other = schedule
            other.zone = zone
            let line = way.of(other).words
            return line.map {
                ["  To have it fire at \(LocalTime.clock(firing, schedule.zone.name)) there:", ScheduleWay.set($0)]
            }
                ?? []
        }
        guard script.takesHouse, script.house == nil else { return [] }
        let there = script.zones.filter { !others.contains($0) }.flatMap(\.houses)
        let head = "  With the argument house=… it is for one house"
        guard let house = there.first, let line = way.words(withArgument: "house=\(house)") else {
            return ["\(head), and the others get schedules of their own."]
        }
        return ["\(head), and the others get schedules of their own:", ScheduleWay.set(line)]
    }
}
