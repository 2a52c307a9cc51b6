internal import CivilTime
internal import Model
internal import RunEngine
internal import Scripting

extension ScriptOutline {
    /// Arguments in one spelling, in which those that mean the same are the same.
    ///
    /// Each has its name, they stand in the order of the script, the defaults are written out, and each value has one form. What
    /// the script does not take stays as it was typed.
    func spelled(_ given: [String]) -> [String] {
        guard let described = arguments,
            let line = try? ArgumentLine(given, names: described.map(\.name))
        else { return given }
        return described.compactMap { argument in
            let value = line.texts[argument.name] ?? argument.standard ?? (argument.kind == .flag ? "no" : nil)
            return value.map { "\(argument.name)=\(argument.spelled($0))" }
        }
    }
}

extension ScriptOutline {
    /// The arguments that only choose stays, as the options of the same name do: texts that may be left out.
    var choosing: [String: Engine.Script.Choosing] {
        let all = (arguments ?? []).compactMap { argument -> (String, Engine.Script.Choosing)? in
            guard argument.kind == .text, !argument.isRequired, argument.standard == nil else { return nil }
            return Engine.Script.Choosing(rawValue: argument.name).map { (argument.name, $0) }
        }
        return Dictionary(all) { first, _ in first }
    }
}

extension ScriptOutline {
    /// Whether words may be the arguments of the script: each that it needs is there, none is too many, and each can be read.
    func takes(_ given: [String]) -> Bool {
        guard let described = arguments else { return true }
        guard let line = try? ArgumentLine(given, names: described.map(\.name)) else { return false }
        return described.allSatisfy { argument in
            line.texts[argument.name].map(argument.takes) ?? !argument.isRequired
        }
    }
}

extension ScriptOutline.Argument {
    /// Whether a text can be read as such a value.
    fileprivate func takes(_ text: String) -> Bool {
        switch kind {
        case .duration: BookingChange.isSpan(text)
        case .clock: BookingChange.isTime(text)
        case .date: (try? StayDay(parsing: text)) != nil || (try? WrittenDate(text)) != nil
        case .number: Double(text) != nil
        case .flag: ["yes", "no", "true", "false"].contains(text)
        case .choice: words.contains(text)
        case .file: ScriptFolders.isFile(text)
        case .text, .time, .zone: true
        }
    }

    /// A value in one form: `2h` for `120m`, `11:00` for `11am`, a house in any case.
    fileprivate func spelled(_ text: String) -> String {
        switch kind {
        case .duration: (try? TimeSpan(parsing: text)).map { "\($0.milliseconds)" } ?? text
        case .clock: (try? ClockTime(parsing: text)).map(\.description) ?? text
        case .date: date(text) ?? text.lowercased()
        case .number: Double(text).map { "\($0)" } ?? text
        case .flag: ["true": "yes", "false": "no"][text] ?? text
        case .text: FoldedName(text).text
        case .file: text.hasPrefix("./") ? String(text.dropFirst(2)) : text
        case .time, .zone, .choice: text
        }
    }

    private func date(_ text: String) -> String? {
        let days = Set((try? WrittenDate(text))?.readings.values.map(\.self) ?? [])
        return days.count == 1 ? days.first?.description : nil
    }
}
