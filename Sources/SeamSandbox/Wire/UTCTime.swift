/// An instant taken apart in UTC, on the proleptic Gregorian calendar.
struct UTCTime {
    static let day: Int64 = 86_400_000
    static let hour: Int64 = 3_600_000

    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    let year: Int
    let month: Int
    let day: Int
    private let daysSince1970: Int
    private let millisecondOfDay: Int

    /// Takes apart `instant`, in milliseconds since 1970.
    init(_ instant: Int64) {
        var days = instant / Self.day
        var rest = instant % Self.day
        if rest < 0 {
            rest += Self.day
            days -= 1
        }
        daysSince1970 = Int(days)
        millisecondOfDay = Int(rest)
        // Years counted from 1 March, so that the leap day is the last of its year; 400 years are an era.
        let shifted = Int(days) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days from 1970-01-01 to a date; a day past the month's end rolls over.
    static func days(year: Int, month: Int, day: Int) -> Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// `YYYY-MM-DDTHH:MM:SS.mmmZ`.
    var iso: String {
        var bytes: [UInt8] = []
        appendISO(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The form of the `Date` header (RFC 9110, 5.6.7).
    var httpDate: String {
        var bytes: [UInt8] = []
        Self.append(day, width: 2, to: &bytes)
        bytes.append(contentsOf: " \(Self.months[month - 1]) ".utf8)
        Self.append(year, width: 4, to: &bytes)
        bytes.append(UInt8(ascii: " "))
        appendClock(to: &bytes)
        let weekday = Self.weekdays[((daysSince1970 % 7) + 7) % 7]
        return "\(weekday), \(String(decoding: bytes, as: UTF8.self)) GMT"
    }

    func appendISO(to bytes: inout [UInt8]) {
        Self.append(year, width: 4, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        Self.append(month, width: 2, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        Self.append(day, width: 2, to: &bytes)
        bytes.append(UInt8(ascii: "T"))
        appendClock(to: &bytes)
        bytes.append(UInt8(ascii: "."))
        Self.append(millisecondOfDay % 1000, width: 3, to: &bytes)
        bytes.append(UInt8(ascii: "Z"))
    }

    private func appendClock(to bytes: inout [UInt8]) {
        Self.append(millisecondOfDay / 3_600_000, width: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        Self.append(millisecondOfDay / 60_000 % 60, width: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        Self.append(millisecondOfDay / 1000 % 60, width: 2, to: &bytes)
    }

    private static func append(_ number: Int, width: Int, to bytes: inout [UInt8]) {
        var divisor = 1
        for _ in 1..<width { divisor *= 10 }
        while divisor > 0 {
            bytes.append(0x30 + UInt8(abs(number) / divisor % 10))
            divisor /= 10
        }
    }
}
