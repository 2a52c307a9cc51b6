package import CivilTime

/// Instants as an operator reads them: on the clock of the door, with the weekday.
package enum LocalTime {
    /// The zone of a name; UTC where the name is missing or unknown.
    package static func zone(_ name: String?) -> Zone {
        guard let name, let zone = try? Zone.named(name) else { return .utc }
        return zone
    }

    /// `Tue 11:00`, with `UTC` behind it where the zone is not known.
    package static func brief(_ instant: Instant, _ zoneName: String?) -> String {
        let civil = zone(zoneName).civil(at: instant)
        return "\(civil.date.weekday.shortName) \(clock(civil.time))\(suffix(zoneName))"
    }

    /// As `brief(_:_:)`, with the day of the month unless it is yesterday, today or one of the five days to come: a weekday alone
    /// is read as the next one.
    package static func brief(_ instant: Instant, _ zoneName: String?, near now: Instant) -> String {
        let zone = zone(zoneName)
        let days = zone.civil(at: now).date.days(until: zone.civil(at: instant).date)
        guard (-1...5).contains(days) else {
            return dayAndTime(instant, zoneName, near: now) + suffix(zoneName)
        }
        return brief(instant, zoneName)
    }

    /// As `brief(_:_:near:)`, with the zone's name behind it: `Tue 11:00 America/Vancouver`.
    package static func zoned(_ instant: Instant, _ zoneName: String?, near now: Instant) -> String {
        brief(instant, zoneName, near: now) + (zoneName.map { " \($0.shown)" } ?? "")
    }

    /// `Tue 24 Nov 11:00 America/Vancouver`, for a text that may be read on any later day.
    package static func dated(_ instant: Instant, _ zoneName: String?) -> String {
        "\(dayAndTime(instant, zoneName, near: instant)) \(zoneName?.shown ?? "UTC")"
    }

    /// `Tue 24 Nov 11:00`, with the year where it is not that of `now`.
    package static func dayAndTime(_ instant: Instant, _ zoneName: String?, near now: Instant) -> String {
        let civil = zone(zoneName).civil(at: instant)
        let isOtherYear = civil.date.year != zone(zoneName).civil(at: now).date.year
        let year = isOtherYear ? " \(civil.date.year)" : ""
        return "\(day(civil.date))\(year) \(clock(civil.time))"
    }

    /// Whether two instants are on one day of a zone.
    package static func isSameDay(_ left: Instant, _ right: Instant, _ zoneName: String?) -> Bool {
        let zone = zone(zoneName)
        return zone.civil(at: left).date == zone.civil(at: right).date
    }

    /// `Tue 24 Nov 2026 11:00 America/Vancouver`, in `UTC` where the zone is not known.
    ///
    /// A time about a door is on its clock, one about a schedule on that of the schedule. When a run began is told on the clock
    /// of its doors, else on that of the machine; all others are in UTC.
    package static func full(_ instant: Instant, _ zoneName: String?) -> String {
        "\(bare(instant, zoneName)) \(zoneName?.shown ?? "UTC")"
    }

    /// As `full(_:_:)` without the zone, for what stands under a heading that names it.
    package static func bare(_ instant: Instant, _ zoneName: String?) -> String {
        let civil = zone(zoneName).civil(at: instant)
        return "\(day(civil.date)) \(civil.date.year) \(clock(civil.time))"
    }

    /// `Tue 24 Nov`.
    package static func day(_ instant: Instant, _ zoneName: String?) -> String {
        day(zone(zoneName).civil(at: instant).date)
    }

    /// `11:00`.
    package static func clock(_ instant: Instant, _ zoneName: String?) -> String {
        clock(zone(zoneName).civil(at: instant).time)
    }

    private static func day(_ date: CivilDate) -> String {
        "\(date.weekday.shortName) \(date.day) \(date.monthName.shortName)"
    }

    private static func clock(_ time: ClockTime) -> String {
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let minutes = "\(padded(time.hour)):\(padded(time.minute))"
        return time.second == 0 ? minutes : "\(minutes):\(padded(time.second))"
    }

    private static func suffix(_ zoneName: String?) -> String {
        zoneName == nil ? " UTC" : ""
    }
}

extension Instant {
    /// The instant cut to the second.
    package var toTheSecond: Instant { Instant(milliseconds: milliseconds - (milliseconds % 1000 + 1000) % 1000) }

    /// The instant cut to the minute, for what nobody needs to know to the second.
    package var toTheMinute: Instant {
        Instant(milliseconds: milliseconds - (milliseconds % 60_000 + 60_000) % 60_000)
    }
}
