internal import CivilTime
internal import Model

extension Warning.Code {
    /// The stay is over already.
    static let stayOver = Self("stay_over")
    /// The stay would be shorter than an hour.
    static let stayShort = Self("stay_short")
    /// The stay would be longer than 90 days.
    static let stayLong = Self("stay_long")
    /// A new start is over already.
    static let startPast = Self("start_past")
    /// A time was read on another clock than that of the door.
    static let otherZone = Self("other_zone")
    /// There is less than an hour between two guests.
    static let turnover = Self("turnover")
    /// The lock may have the old hours already.
    static let loading = Self("loading", .info)
}

extension PreflightRule {
    /// What is looked for at the hours.
    ///
    /// scripts/matrix takes each line out in turn.
    static let hourRules: [PreflightRule] = [
        .finishedStays,
        .shortStays,
        .longStays,
        .pastStarts,
        .otherClocks,
        .turnovers,
        .loading,
    ]

    /// Stays that are over already.
    static let finishedStays = window(.stayOver) { row, _, end, now in
        guard end <= now else { return nil }
        return "\(row.label) is over already: it ended \(LocalTime.zoned(end, row.zone, near: now))"
    }

    /// Stays that would be shorter than an hour.
    static let shortStays = window(.stayShort) { row, start, end, now in
        guard end > now, end - start < TimeSpan(milliseconds: 3_600_000) else { return nil }
        let zone = row.zone ?? "UTC"
        let hours = "\(LocalTime.brief(start, zone, near: now)) to \(LocalTime.clock(end, zone)) \(zone.shown)"
        return "\(row.label) would open for \((end - start).toTheSecond) only, \(hours)"
    }

    /// Stays that would be longer than 90 days.
    static let longStays = window(.stayLong) { row, start, end, now in
        let days = (end - start).milliseconds / 86_400_000
        return end > now && days > 90 ? "\(row.label) would open for \(days) days" : nil
    }

    /// New starts that are over already: they let somebody in at once, or change nothing for who is inside.
    static let pastStarts = perRow(.startPast, "group") { row, world in
        let now = world.now
        for member in row.members where member.startsBy != .zero {
            guard let old = member.before.startsAt, let new = member.after.startsAt, new <= now,
                member.after.endsAt.map({ $0 > now }) ?? true
            else { continue }
            let start = LocalTime.zoned(new, row.zone, near: now)
            guard old <= now else { return "\(row.label) could open at once: the new start, \(start), is over already" }
            return "\(row.label) can open since \(LocalTime.brief(old, row.zone, near: now)): the new start, \(start), "
                + "is over as well and changes nothing at the door"
        }
        return nil
    }

    /// Guests between whom there is less than an hour, in which nobody may get a room ready.
    static let turnovers = PreflightRule(.turnover) { preflight in
        let turnovers = preflight.calendar.newTurnovers(of: preflight.rows)
        return cut(
            turnovers.map { turnover in
                let row = preflight.rows[turnover.stays.row]
                return Warning(.turnover, sentence(turnover, of: row, at: preflight.now), rows: [row.target.identifier])
            },
            "stay"
        )
    }

    private static func sentence(_ turnover: DoorCalendar.Turnover, of row: Row, at now: Instant) -> String {
        let stays = turnover.stays
        let (out, into) = (stays.end, stays.nextStart)
        let zone = stays.zone
        let place = "(\(stays.door.shown), \(zone?.shown ?? "UTC"))"
        let minutes = turnover.gap.milliseconds / 60_000
        let left = minutes == 0 ? "no time" : "\(minutes)m"
        let other =
            stays.isFirst
            ? "\(stays.nextLabel.shown) gets in at \(LocalTime.brief(into, zone, near: now))"
            : "\(stays.label.shown) gets out at \(LocalTime.brief(out, zone, near: now))"
        let own =
            stays.isFirst
            ? "would stay until \(LocalTime.brief(out, zone, near: now))"
            : "would get in at \(LocalTime.brief(into, zone, near: now))"
        return "\(row.label) \(own), and \(other) \(place): \(left) to get the room ready"
    }

    private static func window(
        _ code: Warning.Code,
        _ sentence: @escaping @Sendable (Row, Instant, Instant, Instant) -> String?,
    ) -> PreflightRule {
        perRow(code, "group") { row, world in
            guard row.changesHours, let member = row.members.first, let start = member.after.startsAt,
                let end = member.after.endsAt
            else { return nil }
            return sentence(row, start, end, world.now)
        }
    }

    /// Times that were read on a clock which shows another hour than that of the door.
    static let otherClocks = perRow(.otherZone, "group") { row, world in
        guard !row.wallZones.isEmpty else { return nil }
        for member in row.members {
            guard let name = world.index.doors[member.deviceID]?.zone, let zone = try? Zone.named(name) else {
                continue
            }
            let bounds: [(word: String, before: Instant?, after: Instant?)] = [
                ("begins", member.before.startsAt, member.after.startsAt),
                ("ends", member.before.endsAt, member.after.endsAt),
            ]
            for bound in bounds where bound.before != bound.after {
                guard let instant = bound.after, let other = row.wallZones.otherClock(than: zone, at: instant) else {
                    continue
                }
                let read = LocalTime.brief(instant, other, near: world.now)
                let there = LocalTime.brief(instant, name, near: world.now)
                return "\(row.label) \(bound.word) \(read) by the clock of \(other.shown), which is \(there) at "
                    + "\(member.door.shown) (\(name.shown))"
            }
        }
        return nil
    }

    /// Stays to come whose start moves, and that their locks have already, or are getting now.
    ///
    /// Where only the end moves, the lock has until then to take the new one.
    static let loading = PreflightRule(.loading) { place, row, world, hits in
        guard row.changesHours, !row.changesDoors, !row.isInHouse else { return }
        for member in row.members where member.before.startsAt != member.after.startsAt {
            guard let start = member.before.startsAt, start > world.now else { continue }
            let isNative = world.index.doors[member.deviceID]?.isJustInTime != true
            let isOnLock = world.index.codes[member.accessCodeID]?.marks.contains(.onLock) == true
            guard isOnLock || start - world.now < (isNative ? earlyLoading : lateLoading) else { continue }
            hits.append(Hit(row: place, text: isNative ? earlyWindow : lateWindow))
            break
        }
    } tell: { hits, preflight in
        [earlyWindow, lateWindow].compactMap { window in
            warning(hits.filter { $0.text == window }.map { preflight.rows[$0.row] }, window)
        }
    }

    private static func warning(_ rows: [Row], _ window: String) -> Warning? {
        guard !rows.isEmpty else { return nil }
        return Warning(
            .loading,
            "begins within \(window), so its lock may have the old hours already and must take the new ones in time: "
                + listed(rows.map(\.label)),
            rows: rows.map(\.target.identifier),
        )
    }

    private static let earlyWindow = "72 hours"
    private static let lateWindow = "60 minutes"
    private static let earlyLoading = TimeSpan(milliseconds: 72 * 3_600_000)
    private static let lateLoading = TimeSpan(milliseconds: 3_600_000)
}

extension Set<String> {
    /// The first of these zones whose clock differs from that of a door at an instant; nil where one of them agrees with it.
    fileprivate func otherClock(than zone: Zone, at instant: Instant) -> String? {
        let others = sorted().filter { name in
            (try? Zone.named(name)).map { $0.civil(at: instant) != zone.civil(at: instant) } ?? false
        }
        return others.count == count ? others.first : nil
    }
}
