package import CivilTime
internal import Lua
package import Model

/// A day as it is typed for an argument: a date in any certain form, or one that is counted from today.
enum ArgumentDay: Hashable {
    /// A date.
    case date(CivilDate)
    /// So many days after today, which is a day of its own at each door.
    case fromToday(Int)

    /// Reads `2026-11-27`, `27.11.2026`, `27 Nov 2026`, `today`, `tomorrow`, `yesterday` or `+3`.
    /// - Throws: `date` that shows the days that it can be, or the forms.
    init(_ text: String) throws(CivilTimeError) {
        switch try? StayDay(parsing: text) {
        case .date(let date)?: self = .date(date)
        case .fromToday(let days)?: self = .fromToday(days)
        case nil: self = .date(try Self.written(text))
        }
    }

    private static func written(_ text: String) throws(CivilTimeError) -> CivilDate {
        let days = Set((try? WrittenDate(text))?.readings.values.map(\.self) ?? []).sorted()
        if days.count == 1 { return days[0] }
        let forms =
            days.isEmpty ? "2026-11-27, today, tomorrow or +3" : days.map(\.description).joined(separator: " or ")
        let isYearless = YearlessDate(text) != nil
        let problem = days.isEmpty ? isYearless ? "has no year" : "is no day" : "can be two days"
        throw CivilTimeError(code: .date, message: "\"\(text.shown)\" \(problem); write \(forms)")
    }
}

/// The day that it is at the doors of a workspace.
package struct TodayAtDoors: Sendable {
    private static let shownHouses = 3

    private let zones: [(zone: Zone, houses: [String])]
    private let now: Instant
    /// Whether the script has an argument that chooses one house.
    var takesHouse = false

    /// Makes it of the zones of the doors with their houses, and of the present instant or that of a firing.
    package init(zones: [DoorZone], now: Instant) {
        self.zones = zones.compactMap { door in (try? Zone.named(door.zone)).map { ($0, door.houses) } }
        self.now = now
    }

    /// The day that is so many days after today.
    /// - Throws: An error that shows the days, where it is not the same one at all doors, and a house of each that has one.
    func date(after days: Int, of text: String, _ name: String) throws(LuaError) -> CivilDate {
        var dates: [CivilDate: Zone] = [:]
        do throws(CivilTimeError) {
            for (zone, _) in zones {
                let date = try zone.civil(at: now).date.adding(days: days)
                if dates[date] == nil { dates[date] = zone }
            }
        } catch {
            throw LuaError("the argument \"\(name)\": \(error.typedMessage)")
        }
        if dates.count == 1, let date = dates.keys.first { return date }
        let found = dates.sorted { $0.key < $1.key }.map { "\($0.key) in \($0.value.name)" }.joined(separator: " and ")
        throw LuaError(
            found.isEmpty
                ? "the argument \"\(name)\": no door has a zone, so that nobody knows which day \(text) is; write the day, such as "
                    + "\(Zone.utc.civil(at: now).date)"
                : "the argument \"\(name)\": \(text) is \(found); write the one that you mean\(ofOneHouse)"
        )
    }

    /// How the day of one house is meant.
    private var ofOneHouse: String {
        let houses = zones.flatMap(\.houses).prefix(Self.shownHouses)
        guard !houses.isEmpty else { return "" }
        let option = takesHouse ? "house=" : "--house "
        return ", or the house: " + houses.map { "\(option)\"\($0)\"" }.joined(separator: " or ")
    }
}
