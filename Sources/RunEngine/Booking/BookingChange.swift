internal import CivilTime
internal import Model

/// What `keyshift move` and `keyshift extend` ask for, as it was typed.
package struct BookingChange: Hashable, Sendable {
    /// The booking: its name, its name's first words, or its key.
    package var name: String
    /// The new start, nil for the old one.
    package var starts: String?
    /// The new end, nil for the old one.
    package var ends: String?
    /// The instant up to which the end moves, unless it is later already.
    package var extendsTo: String?

    /// Makes a change of hours.
    package static func move(_ name: String, starts: String?, ends: String?) -> BookingChange {
        BookingChange(name: name, starts: starts, ends: ends)
    }

    /// Makes a change that moves the end later, and only later.
    package static func extend(_ name: String, to end: String) -> BookingChange {
        BookingChange(name: name, extendsTo: end)
    }

    /// The words of the command line, as the journal keeps them; the name alone where nobody typed any.
    package var words: [String]?

    /// The command, as the journal keeps it.
    package var origin: Engine.Script {
        Engine.Script(origin: extendsTo == nil ? "move" : "extend", arguments: words ?? [name])
    }

    /// The change of a group whose present hours and zone are known.
    /// - Throws: `invalid_value` with the times that work.
    func change(of code: CodeState?, zone: String?) throws(PlanError) -> Change {
        let time = BookingTime(zone: zone)
        var change = Change()
        if [starts, ends, extendsTo].contains(where: { $0.map(BookingTime.isOnTheDoorsClock) == true }) {
            change.wallZones = Set([zone].compactMap(\.self))
        }
        if let starts { change.starts = .to(try time.instant(starts, near: code?.startsAt, about: .starts)) }
        if let ends { change.ends = .to(try time.instant(ends, near: code?.endsAt, about: .ends)) }
        if let extendsTo {
            change.ends = .noEarlierThan(try time.instant(extendsTo, near: code?.endsAt, about: .extendsTo))
        }
        return change
    }
}

/// Reads instants as somebody at the desk types them: on the clock of the door.
struct BookingTime {
    /// The zone of the doors, nil where it is not known.
    let zone: String?

    /// Whether a text is read on the clock of the door, and not with an offset of its own.
    static func isOnTheDoorsClock(_ text: String) -> Bool { (try? Instant(iso8601: text)) == nil }

    /// The instant of `13:00` (on the day of the present bound), `2026-11-27 13:00`, or ISO 8601 with an offset.
    /// - Throws: `invalid_value` that shows the forms, or why the clock of the door never shows that time.
    func instant(_ text: String, near bound: Instant?, about typed: TypedValue) throws(PlanError) -> Instant {
        if let instant = try? Instant(iso8601: text) { return instant }
        do throws(CivilTimeError) {
            if let clock = try? ClockTime(parsing: text) {
                guard let bound else {
                    throw CivilTimeError(
                        code: .clockTime,
                        message: "\(text.shown) alone does not say the day, and the hours of its doors do not agree; "
                            + "write the date as well, such as 2026-11-27 \(text.shown)",
                    )
                }
                let zone = try known(text)
                return try zone.instant(for: CivilDateTime(date: zone.civil(at: bound).date, time: clock))
            }
            if let wall = try? CivilDateTime(parsing: text) { return try known(text).instant(for: wall) }
            throw CivilTimeError(
                code: .clockTime,
                message: "\"\(text.shown)\" is no time; write 13:00, \"2026-11-27 13:00\" or 2026-11-27T13:00:00-08:00",
            )
        } catch {
            throw PlanError(.invalidValue, error.message, about: typed, underlying: error)
        }
    }

    private func known(_ text: String) throws(CivilTimeError) -> Zone {
        guard let zone else {
            throw CivilTimeError(
                code: .zone,
                message: "the zone of its doors is not known, so that \(text.shown) has no meaning there; "
                    + "write an offset, such as 2026-11-27T13:00:00-08:00",
            )
        }
        return try Zone.named(zone)
    }
}
