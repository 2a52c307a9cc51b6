internal import CivilTime
internal import Lua

/// What a script says about one of its arguments, such as `args.duration{ default = "2h" }`.
final class ArgumentValue: ScriptObject {
    static let scriptClass = ScriptClass.argument

    let kind: ArgumentKind
    /// Where it stands among the descriptions that the script has made: the order of the arguments.
    let order: Int
    let about: String?
    let isOptional: Bool
    private let standard: LuaValue
    private let bounds: (least: Double?, most: Double?)
    private let words: [String]

    /// Makes an argument of the table of its description, which has been checked.
    init(_ kind: ArgumentKind, _ table: LuaTable, order: Int) {
        self.kind = kind
        self.order = order
        words = Self.words(table)
        about = table.fields["about"]?.text
        isOptional = if case .boolean(true)? = table.fields["optional"] { true } else { false }
        bounds = (table.fields["min"]?.anyNumber, table.fields["max"]?.anyNumber)
        standard = table.fields["default"] ?? .nil
    }

    /// Whether a run needs a value for it.
    var isRequired: Bool { !isOptional && standard.isNil && kind != .flag }

    /// How it stands in a line of usage.
    func usage(_ name: String) -> String {
        let text = "\(name)=\(kind == .choice ? words.joined(separator: "|") : kind.placeholder)"
        return isRequired ? text : "[\(text)]"
    }

    /// What a value has to be, in a sentence.
    var needs: String {
        kind == .choice ? words.joined(separator: " or ") : kind.words
    }

    /// The value when none was given: the default, read as if it had been typed.
    func standardValue(_ name: String, _ files: LuaFiles) throws(LuaError) -> LuaValue {
        switch standard {
        case .nil: kind == .flag && !isOptional ? .boolean(false) : .nil
        case .string(let text) where kind != .file: try value(of: text, name, files)
        case let value: value
        }
    }

    /// The value of a text that was typed.
    /// - Throws: `script_error` that names the argument, the text, and what would be right.
    ///
    /// `today` tells a day that is counted from today.
    func value(
        of text: String,
        _ name: String,
        _ files: LuaFiles,
        today: TodayAtDoors? = nil,
    ) throws(LuaError) -> LuaValue {
        if kind == .date { return .object(DateValue(try day(of: text, name, today))) }
        let text = kind == .clock ? try clock(of: text, name) : text
        if kind == .duration { try refuseDays(text, name) }
        let place = GivenPlace(function: "the argument \"\(name)\"", name: name, path: [])
        if let refusal = kind.standard.refusals(of: .text(text), at: place).first { throw LuaError(refusal.message) }
        switch kind {
        case .text where text.isEmpty: throw LuaError("the argument \"\(name)\" is empty")
        case .text, .clock, .zone: return .string(text)
        case .file: return try file(text, name, files)
        case .date: return .object(DateValue(try day(of: text, name, today)))
        case .time: return try read(text, name, .instant(name)) { $0.time(MadeTimes()) }
        case .duration: return try read(text, name, .duration(name, "")) { DurationValue($0) }
        case .number: return try number(text, name)
        case .choice:
            guard words.contains(text) else {
                throw LuaError("the argument \"\(name)\" can be \(needs), not \"\(text)\"")
            }
            return .string(text)
        case .flag:
            switch text {
            case "yes", "true": return .boolean(true)
            case "no", "false": return .boolean(false)
            default: throw LuaError("the argument \"\(name)\" is yes or no, not \"\(text)\"")
            }
        }
    }

    /// Whether a text is a day that is counted from today.
    func isRelativeDay(_ text: String?) -> Bool {
        guard kind == .date, let text, case .fromToday? = try? ArgumentDay(text) else { return false }
        return true
    }

    private func day(of text: String, _ name: String, _ today: TodayAtDoors?) throws(LuaError) -> CivilDate {
        let day: ArgumentDay
        do throws(CivilTimeError) {
            day = try ArgumentDay(text)
        } catch {
            throw LuaError("the argument \"\(name)\": \(error.typedMessage)")
        }
        switch day {
        case .date(let date): return date
        case .fromToday(let days):
            guard let today else { throw LuaError("the argument \"\(name)\": a default is a date, such as 2026-11-27") }
            return try today.date(after: days, of: text, name)
        }
    }

    /// Refuses `1d`, which would be another clock time where the clocks change, with what does it for a stay.
    private func refuseDays(_ text: String, _ name: String) throws(LuaError) {
        guard TimeSpan.days(in: text) != nil else { return }
        do throws(CivilTimeError) {
            _ = try TimeSpan(parsing: text)
        } catch {
            throw LuaError(
                "the argument \"\(name)\": \(error.typedMessage) A day has 23 or 25 hours when the clocks change; for the same "
                    + "clock time on another day, for one stay: keyshift extend NAME --to \"2026-11-27 11:00\""
            )
        }
    }

    /// A clock time in the one form that scripts take, of any that people write.
    private func clock(of text: String, _ name: String) throws(LuaError) -> String {
        do throws(CivilTimeError) {
            if let time = try? ClockTime(parsing: text) { return time.description }
            return try ClockTime(cell: text).description
        } catch {
            let hour = Int(text).flatMap {
                (0...23).contains($0) ? "\(text) may be a clock or a number; write \($0):00" : nil
            }
            throw LuaError("the argument \"\(name)\": \(hour ?? error.typedMessage)")
        }
    }

    private func read<Value>(
        _ text: String,
        _ name: String,
        _ parameter: Parameter<Value>,
        _ made: (Value) -> AnyObject,
    ) throws(LuaError) -> LuaValue {
        .object(made(try parameter.value(of: .string(text), in: "the argument")))
    }

    private func file(_ path: String, _ name: String, _ files: LuaFiles) throws(LuaError) -> LuaValue {
        do throws(LuaError) {
            return .string(try files.allow(path))
        } catch {
            throw LuaError("the argument \"\(name)\": \(error.message)")
        }
    }

    private func number(_ text: String, _ name: String) throws(LuaError) -> LuaValue {
        guard let number = Double(text), number.isFinite else {
            throw LuaError("the argument \"\(name)\" is a number, not \"\(text)\"")
        }
        if let least = bounds.least, number < least {
            throw LuaError("the argument \"\(name)\" is at least \(least.short), not \(text)")
        }
        if let most = bounds.most, number > most {
            throw LuaError("the argument \"\(name)\" is at most \(most.short), not \(text)")
        }
        return Int64(text).map(LuaValue.integer) ?? .number(number)
    }

    /// The words of a choice, which stand beside the names of its table.
    private static func words(_ table: LuaTable) -> [String] {
        var numbered: [Int64: String] = [:]
        for (index, value) in table.sequence.enumerated() { numbered[Int64(index + 1)] = value.text }
        for case (key: .integer(let index), value: .string(let word)) in table.others { numbered[index] = word }
        return numbered.sorted { $0.key < $1.key }.map(\.value)
    }
}

extension LuaValue {
    /// The number that this is, whole or not.
    fileprivate var anyNumber: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .number(let number): number
        default: nil
        }
    }
}
