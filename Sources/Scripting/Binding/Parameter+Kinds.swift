internal import CivilTime
internal import Lua

extension Parameter {
    private static func make(
        _ name: String,
        _ kind: ParameterKind,
        _ summary: String,
        _ read: @escaping @Sendable (LuaValue) -> Value?,
    ) -> Self {
        Self(.required(name, kind, summary), read: read)
    }
}

// MARK: - Plain values

extension Parameter where Value == String {
    static func text(_ name: String, _ summary: String = "") -> Self { make(name, .text, summary) { $0.text } }

    /// A text for people, of at most 4000 bytes.
    static func sentence(_ name: String, _ summary: String = "") -> Self {
        make(name, .sentence, summary) { $0.text }
    }

    /// Such a text that is not empty.
    static func filled(_ name: String, _ summary: String = "") -> Self {
        make(name, .filledText, summary) { $0.text }
    }

    /// A text with the conversions of `strftime`.
    static func timeFormat(_ name: String, _ summary: String, _ kind: ParameterKind = .timeFormat) -> Self {
        make(name, kind, summary) { $0.text }
    }

    static func word(_ name: String, _ words: [String], _ summary: String = "") -> Self {
        make(name, .word(words), summary) { $0.text }
    }
}

extension Parameter where Value == [UInt8] {
    /// A text, also one that is no UTF-8.
    static func payload(_ name: String, _ summary: String) -> Self {
        make(name, .text, summary) { $0.text.map { Array($0.utf8) } }
    }
}

extension Parameter where Value == [String] {
    /// A text, or a list of them; `element` is the word for one.
    static func texts(_ name: String, of element: String, _ summary: String) -> Self {
        make(name, .textOrTexts(of: element), summary) { value in
            if let text = value.text { return [text] }
            guard case .table(let table) = value else { return nil }
            return table.sequence.compactMap(\.text)
        }
    }
}

extension Parameter where Value == Bool {
    static func boolean(_ name: String, _ summary: String = "") -> Self {
        make(name, .boolean, summary) { if case .boolean(let value) = $0 { value } else { nil } }
    }
}

extension Parameter where Value == Bool? {
    /// Options of which there is one, which is true or false.
    static func option(_ name: String, _ summary: String) -> Self {
        .fields("options", "{ \(name) = }", .optional(.boolean(name, summary)))
    }
}

extension Parameter where Value == Int {
    /// A whole number, and the least and the most that it may be.
    static func count(_ name: String, _ summary: String = "", from least: Int? = nil, to most: Int? = nil) -> Self {
        let kind = ParameterKind.wholeNumber(from: least.map(Int64.init), to: most.map(Int64.init))
        return make(name, kind, summary) { $0.wholeNumber.flatMap { Int(exactly: $0) } }
    }
}

extension Parameter where Value == LuaValue {
    /// Whatever the script gives.
    static func any(_ name: String, _ type: ScriptType = .any, _ summary: String = "") -> Self {
        make(name, .any(type), summary) { $0 }
    }
}

extension Parameter where Value == LuaTable {
    /// A table of any form.
    static func table(_ name: String, _ type: ScriptType = .table, _ summary: String = "") -> Self {
        make(name, .table(type), summary) { if case .table(let table) = $0 { table } else { nil } }
    }

    /// What a script says about one of its arguments.
    static func description(of kind: ArgumentKind) -> Self {
        make("parameters", .description(kind), "") { value in
            if case .table(let table) = value { table } else { nil }
        }.described { $0.isNamed = true }
    }
}

extension Parameter where Value == LuaFunction {
    static func callback(
        _ name: String,
        _ arguments: [ScriptType.Argument],
        gives result: ScriptType? = nil,
        _ summary: String,
    ) -> Self {
        make(name, .callback(arguments, gives: result), summary) { value in
            if case .function(let function) = value { function } else { nil }
        }
    }
}

extension Parameter where Value == ClosedRange<Int> {
    /// A whole number, or the least and the most.
    static func range(_ name: String, _ summary: String) -> Self {
        make(name, .range, summary) { value in
            if let number = value.wholeNumber.flatMap({ Int(exactly: $0) }) { return number...number }
            guard case .table(let table) = value else { return nil }
            let bounds = table.sequence.compactMap { $0.wholeNumber.flatMap { Int(exactly: $0) } }
            guard bounds.count == 2, bounds[0] <= bounds[1] else { return nil }
            return bounds[0]...bounds[1]
        }
    }
}

// MARK: - Times

extension Parameter where Value == GivenTime {
    static func instant(_ name: String, _ summary: String = "") -> Self {
        make(name, .instant, summary, GivenTime.init)
    }
}

extension Parameter where Value == GivenMoment {
    /// A time, also one on the clock of a zone that stands beside it.
    static func moment(_ name: String, _ summary: String) -> Self { make(name, .moment, summary, GivenMoment.init) }
}

extension Parameter where Value == GivenMove {
    /// Such a time, or a duration.
    static func momentOrStep(_ name: String, _ summary: String) -> Self {
        make(name, .momentOrStep, summary, GivenMove.init)
    }
}

extension Parameter where Value == GivenDay {
    /// A date, or an instant.
    static func dateOrInstant(_ name: String, _ summary: String) -> Self {
        make(name, .dateOrInstant, summary, GivenDay.init)
    }
}

extension Parameter where Value == CivilDate {
    static func date(_ name: String, _ summary: String) -> Self {
        make(name, .date, summary) { value in
            if case .object(let date as DateValue) = value { return date.date }
            return value.text.flatMap { try? CivilDate(parsing: $0) }
        }
    }
}

extension Parameter where Value == Zone {
    static func zone(_ summary: String) -> Self {
        make("zone", .zone, summary) { value in value.text.flatMap { try? Zone.named($0) } }
    }
}

extension Parameter where Value == ClockTime {
    static func clock(_ name: String, _ summary: String = "") -> Self {
        make(name, .clock, summary) { value in value.text.flatMap { try? ClockTime(parsing: $0) } }
    }
}

extension Parameter where Value == WallTime {
    static func wall(_ name: String, _ summary: String) -> Self { make(name, .wall, summary, WallTime.init) }
}

extension Parameter where Value == Zone.Choice {
    /// Which instant is meant where the clocks change.
    static var choice: Self {
        make("choose", .word(["earlier", "later"]), "which instant is meant where the clocks change") { value in
            value.text.flatMap { Zone.Choice(rawValue: $0) }
        }
    }
}

extension Parameter where Value == TimeSpan {
    static func duration(_ name: String, _ summary: String) -> Self {
        make(name, .duration, summary) { GivenStep.span(of: $0) }
    }

    /// A duration, or a table of hours, minutes and seconds.
    static func durationOrUnits(_ name: String, _ summary: String) -> Self {
        make(name, .durationOrUnits, summary) { value in
            guard case .table(let table) = value else { return GivenStep.span(of: value) }
            return GivenStep.span(ofUnits: table.fields)
        }
    }
}

extension Parameter where Value == GivenStep {
    /// A duration that is longer than nothing, or days.
    static func laterDuration(_ name: String, _ summary: String) -> Self {
        make(name, .laterDuration, summary, GivenStep.init)
    }
}

extension Parameter where Value == GivenShift {
    static func shift(_ name: String, _ summary: String) -> Self { make(name, .shift, summary, GivenShift.init) }
}

extension LuaValue {
    /// The whole number that this is.
    var wholeNumber: Int64? {
        switch self {
        case .integer(let number): number
        case .number(let number): Int64(exactly: number)
        default: nil
        }
    }
}

extension Parameter where Value == CivilStep {
    /// Days on the calendar of a zone, and real time.
    static func civilStep(_ name: String, _ summary: String) -> Self {
        make(name, .fields([ParameterKind.days] + ParameterKind.units, mayBeEmpty: false), summary) { value in
            guard case .table(let table) = value, let span = GivenStep.span(ofUnits: table.fields) else { return nil }
            let days = table.fields["days"].map { $0.wholeNumber ?? .max } ?? 0
            guard (-ParameterKind.mostDays...ParameterKind.mostDays).contains(days) else { return nil }
            return CivilStep(days: Int(days), span)
        }
    }
}
