/// A place's rules for its clocks, or one fixed offset from UTC.
package struct Zone: Hashable, Sendable {
    /// What the clocks of a zone do at some instant.
    package struct Offset: Hashable, Sendable {
        /// Seconds east of UTC, negative to the west.
        package let seconds: Int
        /// The short name in the zone data, such as `PST` or `-03`.
        package let abbreviation: String
        /// Whether the zone data calls this daylight saving time.
        package let isDaylight: Bool
    }

    private enum Rules: Hashable, Sendable {
        case fixed(Offset)
        case file(ZoneFile)
    }

    /// The IANA name as given, `UTC`, or a fixed offset such as `-07:00`.
    package let name: String
    private let rules: Rules

    /// UTC, which needs no zone data.
    package static let utc = Zone(fixedSeconds: 0)

    /// The zone with an IANA name such as `America/Vancouver`, `UTC`, or a fixed offset such as `+02:00` or `UTC-7`.
    /// - Throws: `zone` for a name that is not known, with the nearest ones; `zone_data` for a damaged file.
    package static func named(_ name: String) throws(CivilTimeError) -> Zone {
        try ZoneDatabase.system.zone(named: name)
    }

    /// The version of the zone data in use, such as `2026b`; nil when it does not say.
    package static var dataVersion: String? { ZoneDatabase.system.version }

    init(name: String, file: ZoneFile) {
        self.name = name
        rules = .file(file)
    }

    init(fixedSeconds seconds: Int) {
        name = seconds == 0 ? "UTC" : FixedOffset.text(seconds)
        rules = .fixed(Offset(seconds: seconds, abbreviation: FixedOffset.words(seconds), isDaylight: false))
    }

    /// The local time in force at an instant.
    package func offset(at instant: Instant) -> Offset {
        period(containing: instant.seconds).offset
    }

    /// How a person names the offset at an instant, such as `UTC-7` or `UTC+5:30`.
    package func offsetDescription(at instant: Instant) -> String {
        FixedOffset.words(offset(at: instant).seconds)
    }

    /// What calendar and clock show at an instant.
    package func civil(at instant: Instant) -> CivilDateTime {
        let (seconds, millisecond) = instant.milliseconds.flooredDivision(by: 1000)
        let offset = period(containing: seconds).offset.seconds
        return CivilDateTime(wallSeconds: seconds + Int64(offset), millisecond: Int(millisecond))
    }

    func period(containing seconds: Int64) -> ZonePeriod {
        switch rules {
        case .fixed(let offset): ZonePeriod(start: .min, end: .max, offset: offset)
        case .file(let file): file.period(containing: seconds)
        }
    }

    /// Whether two zones have the same name and the same rules.
    package static func == (left: Zone, right: Zone) -> Bool {
        left.name == right.name && left.rules == right.rules
    }

    /// Hashes the name, which all but settles the rules.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(name)
    }
}

extension Zone {
    /// The zone of a name that somebody typed for what goes by its clock: an abbreviation such as `EST` is refused although
    /// the zone data has it, because it keeps no summer time or is no place.
    /// - Throws: `zone` with the places that may be meant; `zoneData`.
    package static func ofPlace(_ name: String) throws(CivilTimeError) -> Zone {
        if let message = ZoneName.abbreviationMessage(name) { throw CivilTimeError(code: .zone, message: message) }
        return try named(name)
    }

    /// What few people expect of a zone that is an abbreviation, nil for any other.
    package var caution: String? { ZoneName.abbreviationMessage(name) }
}

extension Zone: CustomStringConvertible {
    /// The zone's name.
    package var description: String { name }
}
