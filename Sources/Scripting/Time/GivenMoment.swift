package import CivilTime
internal import Lua

/// An instant, or a clock on the wall of a zone that is known beside it.
package enum GivenMoment {
    case instant(Instant)
    case wall(CivilDateTime)

    init?(_ value: LuaValue) {
        if case .object(let time as TimeValue) = value {
            self = .instant(time.instant)
        } else {
            guard let moment = value.text.flatMap({ try? Self.read($0) }) else { return nil }
            self = moment
        }
    }

    /// Reads a text with an offset, or with none.
    /// - Throws: `CivilTimeError` for what is neither.
    static func read(_ text: String) throws(CivilTimeError) -> GivenMoment {
        if let instant = try? Instant(iso8601: text) { return .instant(instant) }
        return .wall(try CivilDateTime(parsing: text))
    }

    /// The instant, where a clock on the wall is that of the zone.
    /// - Throws: `CivilTimeError` for a clock time that comes twice there, or never.
    package func instant(in zone: Zone) throws(CivilTimeError) -> Instant {
        switch self {
        case .instant(let instant): instant
        case .wall(let wall): try zone.instant(for: wall)
        }
    }
}
