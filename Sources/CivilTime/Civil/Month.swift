/// A month of the Gregorian year; the raw value is its number, January 1 to December 12.
package enum Month: Int, CaseIterable, Hashable, Sendable, CustomStringConvertible {
    /// The months in order.
    case january = 1
    case february, march, april, may, june, july, august, september, october, november, december

    /// The English name, such as `November`.
    package var name: String {
        switch self {
        case .january: "January"
        case .february: "February"
        case .march: "March"
        case .april: "April"
        case .may: "May"
        case .june: "June"
        case .july: "July"
        case .august: "August"
        case .september: "September"
        case .october: "October"
        case .november: "November"
        case .december: "December"
        }
    }

    /// The English name in three letters, such as `Nov`.
    package var shortName: String { String(name.prefix(3)) }

    /// The three letters.
    package var description: String { shortName }

    /// How many days the month has in a year of the proleptic Gregorian calendar.
    package func days(inYear year: Int) -> Int {
        switch self {
        case .april, .june, .september, .november: 30
        case .february: CivilDate.isLeap(year: year) ? 29 : 28
        default: 31
        }
    }
}
