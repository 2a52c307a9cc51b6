internal import CivilTime
internal import Lua
internal import Spelling

extension CSVKind {
    /// What the cells of a table can be read as, in the words of `as`.
    static var all: [CSVKind] { [date, clock, when, hour, clockHour, hours, length, duration, number] }

    /// A day, in the order that the column shows or `dates` says.
    private static var date: CSVKind {
        CSVKind("date") { texts, dates throws(LuaError) in
            let dates = try WrittenDates(texts, told: dates)
            return { text throws(CSVCellError) in
                let moment = try dates.moment(text)
                guard let date = moment.date else { throw CSVCellError("has no day; write 2026-11-27") }
                if let clock = moment.clock, clock.secondOfDay != 0 {
                    throw CSVCellError(
                        "has the clock time \(clock), which a column of days has no use for; read it as \"when\""
                    )
                }
                return .object(DateValue(try dates.certain(date)))
            }
        }
    }

    /// A clock time, as the text `13:00`.
    private static var clock: CSVKind {
        CSVKind("clock", shows: { text, _ in ShownHour(text).isClock }) { _, _ in
            { text throws(CSVCellError) in
                .string(try written { () throws(CivilTimeError) in try ClockTime(cell: text) }.description)
            }
        }
    }

    /// A day, a clock time, or both: a table with `date` and `clock`, of which one may be nil.
    private static var when: CSVKind {
        CSVKind("when", shows: { text, _ in ShownHour(text).isMoment }) { texts, dates throws(LuaError) in
            let dates = try WrittenDates(texts, told: dates)
            return { text throws(CSVCellError) in .table(LuaTable(fields: try dates.fields(of: dates.moment(text)))) }
        }
    }

    /// A clock time, a day with or without one, or how much later: a table with `date`, `clock` and `by`.
    private static var hour: CSVKind { hour("hour", isOfLengths: false) }

    /// The same in a column of numbers of hours, where `2` is two of them, unless it has clock times as well.
    private static var hours: CSVKind { hour("hours", isOfLengths: true) }

    /// The same in a column that somebody has called one of clock times, where `13` is 13:00.
    private static var clockHour: CSVKind { hour("oclock", isOfLengths: false, isOfClocks: true) }

    /// How much later, in a column that somebody has called one of lengths, where each cell is one by itself, and `1:30` is, too.
    private static var length: CSVKind {
        CSVKind("length", shows: { text, _ in (try? WrittenHour.length(text)) != nil }) { _, _ in
            { text throws(CSVCellError) in
                let span = try written { () throws(CivilTimeError) in try WrittenHour.length(text) }
                return .table(LuaTable(fields: ["by": .object(DurationValue(span))]))
            }
        }
    }

    private static func hour(_ name: String, isOfLengths: Bool, isOfClocks: Bool = false) -> CSVKind {
        let shows: CSVKind.Showing = { text, isNamed in
            let shown = ShownHour(text)
            return isNamed && shown.isNumber || !isOfLengths && shown.isHour
        }
        return CSVKind(name, shows: shows) { texts, dates throws(LuaError) in
            let dates = try WrittenDates(texts, told: dates)
            let inLengths = isOfLengths && !texts.contains { ShownHour($0).isClock }
            return { text throws(CSVCellError) in
                guard WrittenHour.holdsDay(text) else {
                    let isFull = isOfClocks && text.count <= 2 && text.allSatisfy { $0.isASCII && $0.isNumber }
                    let hour = try written { () throws(CivilTimeError) in
                        try WrittenHour(isFull ? text + ":00" : text, inLengths: inLengths)
                    }
                    return .table(LuaTable(fields: hour.fields))
                }
                return .table(LuaTable(fields: try dates.fields(of: dates.moment(text))))
            }
        }
    }

    private static var duration: CSVKind {
        CSVKind("duration") { _, _ in
            { text throws(CSVCellError) in
                .object(DurationValue(try written { () throws(CivilTimeError) in try TimeSpan(parsing: text) }))
            }
        }
    }

    private static var number: CSVKind {
        CSVKind("number") { _, _ in
            { text throws(CSVCellError) in
                if let integer = Int64(text) { return .integer(integer) }
                guard let number = Double(text), number.isFinite else {
                    throw CSVCellError("is no number, such as 2 or 1.5")
                }
                return .number(number)
            }
        }
    }
}

/// What a cell shows by itself, whatever its column is called.
private struct ShownHour {
    private let text: String
    private let hour: WrittenHour?

    init(_ text: String) {
        self.text = text
        hour = try? WrittenHour(text, inLengths: true)
    }

    /// Whether it is a clock time: with a colon or a word, or with a point before a quarter of an hour by day.
    var isClock: Bool {
        guard case .clock(let clock)? = try? WrittenHour(text) else { return false }
        if !isPlain { return true }
        return text.contains(".") && clock.minute % 15 == 0 && (7...23).contains(clock.hour)
    }

    /// Whether it is a clock time, with or without a day, or how much later.
    var isHour: Bool {
        if isClock || hour != nil && !isPlain { return true }
        return WrittenHour.holdsDay(text) && (try? WrittenMoment(text))?.clock != nil
    }

    /// Whether it is a day, a clock time, or both.
    var isMoment: Bool { isClock || WrittenHour.holdsDay(text) && (try? WrittenMoment(text)) != nil }

    /// Whether it is a number that may be one of hours, or a clock time without a mark.
    var isNumber: Bool { hour != nil }

    /// Whether it is digits, with a point or a comma at the most.
    private var isPlain: Bool { text.allSatisfy { $0.isNumber || $0 == "." || $0 == "," } }
}

extension WrittenHour {
    /// The fields of a row's value.
    fileprivate var fields: [String: LuaValue] {
        switch self {
        case .clock(let clock): ["clock": .string(clock.description)]
        case .later(let span): ["by": .object(DurationValue(span))]
        }
    }
}

/// The dates of a column, which are all written in one order.
private struct WrittenDates {
    private let order: DateOrder?
    private let isTold: Bool

    /// Takes the order that a script said, else the only one that all dates of the column can have.
    /// - Throws: `script_error` for a word that is no order.
    init(_ texts: [String], told: String?) throws(LuaError) {
        guard let told else {
            order = WrittenDate.order(of: texts.lazy.compactMap { (try? WrittenMoment($0))?.date })
            isTold = false
            return
        }
        guard let order = DateOrder(rawValue: told) else {
            throw LuaError(
                NearestName.sentence("csv: dates can be no", "order", told, among: DateOrder.allCases.map(\.rawValue))
            )
        }
        self.order = order
        isTold = true
    }

    /// What a cell says.
    func moment(_ text: String) throws(CSVCellError) -> WrittenMoment {
        try written { () throws(CivilTimeError) in try WrittenMoment(text, told: isTold ? order : nil) }
    }

    /// The day and the clock time of a cell.
    func fields(of moment: WrittenMoment) throws(CSVCellError) -> [String: LuaValue] {
        var fields: [String: LuaValue] = [:]
        if let date = moment.date { fields["date"] = .object(DateValue(try certain(date))) }
        if let clock = moment.clock { fields["clock"] = .string(clock.description) }
        return fields
    }

    /// The one day that a date means; with both days where nothing says which.
    func certain(_ date: WrittenDate) throws(CSVCellError) -> CivilDate {
        if let certain = date.certain { return certain }
        if let order, let date = date.readings[order] { return date }
        let days = Set(date.readings.values).sorted().map { "\($0.day) \($0.monthName.name) \($0.year)" }
        let isYearFirst = date.readings[.yearFirst] != nil && date.readings[.monthFirst] == nil
        let orders = ["dmy", isYearFirst ? "ymd" : "mdy"].map { "dates = \"\($0)\"" }.joined(separator: " or ")
        throw CSVCellError(
            "may be \(days.joined(separator: " or ")); say \(orders)",
            isOfColumn: true,
        )
    }
}

/// What a cell says, refused in words that go on from "which".
private func written<Value>(_ body: () throws(CivilTimeError) -> Value) throws(CSVCellError) -> Value {
    do throws(CivilTimeError) {
        return try body()
    } catch {
        throw CSVCellError("cannot be read: \(error.message)")
    }
}
