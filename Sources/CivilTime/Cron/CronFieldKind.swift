/// The five fields of a cron expression, in order.
enum CronFieldKind: Int, CaseIterable, Sendable {
    case minute, hour, dayOfMonth, month, dayOfWeek

    /// How messages name the field.
    var name: String {
        switch self {
        case .minute: "minute"
        case .hour: "hour"
        case .dayOfMonth: "day-of-month"
        case .month: "month"
        case .dayOfWeek: "day-of-week"
        }
    }

    /// The numbers that may be written; 0 and 7 are both Sunday.
    var range: ClosedRange<Int> {
        switch self {
        case .minute: 0...59
        case .hour: 0...23
        case .dayOfMonth: 1...31
        case .month: 1...12
        case .dayOfWeek: 0...7
        }
    }

    /// What the field may hold, for a message.
    var allowed: String {
        switch self {
        case .minute: "minutes are 0 to 59"
        case .hour: "hours are 0 to 23"
        case .dayOfMonth: "days are 1 to 31, L (the last day) or LW (the last weekday)"
        case .month: "months are 1 to 12 or JAN to DEC"
        case .dayOfWeek:
            "days are 0 to 7 (0 and 7 are Sunday) or SUN to SAT, 5L (the last Friday) or 2#3 (the third Tuesday)"
        }
    }

    /// The three-letter names in capitals, the first one standing for the lowest number.
    var names: [String] {
        switch self {
        case .month: Month.allCases.map { $0.shortName.uppercased() }
        case .dayOfWeek: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]
        default: []
        }
    }

    /// A value that always works, near to one that does not.
    func example(near value: Int?) -> String {
        switch self {
        case .minute, .hour: "0"
        case .dayOfMonth: (value ?? 0) > 31 ? "L" : "1"
        case .month: (value ?? 0) > 12 ? "12" : "1"
        case .dayOfWeek: "1"
        }
    }
}

/// Why a part of a cron expression is refused, and what could stand in its place.
struct CronRefusal: Error {
    /// The field, nil when the whole expression is meant.
    let kind: CronFieldKind?
    /// The reason, without a full stop.
    let reason: String
    /// What to write instead of the field, or of the whole expression; best first.
    let alternatives: [String]
}
