/// A day of the week; the raw value is the ISO 8601 number, Monday 1 to Sunday 7.
package enum Weekday: Int, CaseIterable, Hashable, Sendable, CustomStringConvertible {
    /// The ISO 8601 days in order.
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday

    /// The English name, such as `Monday`.
    package var name: String {
        switch self {
        case .monday: "Monday"
        case .tuesday: "Tuesday"
        case .wednesday: "Wednesday"
        case .thursday: "Thursday"
        case .friday: "Friday"
        case .saturday: "Saturday"
        case .sunday: "Sunday"
        }
    }

    /// The English name in three letters, such as `Mon`.
    package var shortName: String { String(name.prefix(3)) }

    /// The three letters.
    package var description: String { shortName }
}
