internal import CivilTime
internal import Lua
internal import Spelling

extension CSVKind {
    /// What the cells of a table can be read as, in the words of `as`.
    static var all: [CSVKind] { [date, clock, when, duration, number] }

    /// A day, in the order that the column shows or `dates` says.
    private static var date: CSVKind {
        CSVKind("date") { texts, dates throws(LuaError) in
            let dates = try WrittenDates(texts, told: dates)
            return { text throws(LuaError) in
                let moment = try dates.moment(text)
                guard let date = moment.date else { throw LuaError("has no day; write 2026-11-27") }
                if let clock = moment.clock, clock.secondOfDay != 0 {
                    throw LuaError(
                        "has the clock time \(clock), which a column of days has no use for; read it as \"when\""
                    )
                }
                return .object(DateValue(try dates.certain(date)))
            }
        }
    }

    /// A clock time, as the text `13:00`.
    private static var clock: CSVKind {
        CSVKind("clock") { _, _ in
            { text throws(LuaError) in
                .string(try written { () throws(CivilTimeError) in try ClockTime(written: text) }.description)
            }
        }
    }

    /// A day, a clock time, or both: a table with `date` and `clock`, of which one may be nil.
    private static var when: CSVKind {
        CSVKind("when") { texts, dates throws(LuaError) in
            let dates = try WrittenDates(texts, told: dates)
            return { text throws(LuaError) in
                let moment = try dates.moment(text)
                var fields: [String: LuaValue] = [:]
                if let date = moment.date { fields["date"] = .object(DateValue(try dates.certain(date))) }
                if let clock = moment.clock { fields["clock"] = .string(clock.description) }
                return .table(LuaTable(fields: fields))
            }
        }
    }

    private static var duration: CSVKind {
        CSVKind("duration") { _, _ in
            { text throws(LuaError) in
                .object(DurationValue(try written { () throws(CivilTimeError) in try TimeSpan(parsing: text) }))
            }
        }
    }

    private static var number: CSVKind {
        CSVKind("number") { _, _ in
            { text throws(LuaError) in
                if let integer = Int64(text) { return .integer(integer) }
                guard let number = Double(text), number.isFinite else {
                    throw LuaError("is no number, such as 2 or 1.5")
                }
                return .number(number)
            }
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
    /// - Throws: `script_error` that goes on from "which".
    func moment(_ text: String) throws(LuaError) -> WrittenMoment {
        try written { () throws(CivilTimeError) in try WrittenMoment(text, told: isTold ? order : nil) }
    }

    /// The one day that a date means.
    /// - Throws: `script_error` with both days where nothing says which.
    func certain(_ date: WrittenDate) throws(LuaError) -> CivilDate {
        if let certain = date.certain { return certain }
        if let order, let date = date.readings[order] { return date }
        let days = Set(date.readings.values).sorted().map { "\($0.day) \($0.monthName.name) \($0.year)" }
        throw LuaError("may be \(days.joined(separator: " or ")); say dates = \"dmy\" or dates = \"mdy\"")
    }
}

/// What a cell says, refused in words that go on from "which".
private func written<Value>(_ body: () throws(CivilTimeError) -> Value) throws(LuaError) -> Value {
    do throws(CivilTimeError) {
        return try body()
    } catch {
        throw LuaError("cannot be read: \(error.message)")
    }
}
