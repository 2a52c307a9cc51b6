internal import CivilTime
internal import Lua

/// What a script says about one of its arguments, such as `args.duration{ default = "2h" }`.
final class ArgumentValue {
    let kind: ArgumentKind
    /// Where it stands among the descriptions that the script has made: the order of the arguments.
    let order: Int
    let about: String?
    let isOptional: Bool
    private let standard: LuaValue
    private let bounds: (least: Double?, most: Double?)
    private let words: [String]

    /// Reads the table of one description.
    /// - Throws: `script_error` for a name that is not known, and for a value of another type.
    init(_ kind: ArgumentKind, _ table: LuaTable, order: Int) throws(LuaError) {
        self.kind = kind
        self.order = order
        let function = "args.\(kind.rawValue)"
        if let unknown = table.fields.keys.sorted().first(where: { !kind.options.contains($0) }) {
            throw LuaError(NearestName.sentence(function, "option", unknown, among: kind.options))
        }
        words = try Self.words(table, kind)
        guard kind != .choice || !words.isEmpty else {
            throw LuaError("args.choice: give the words to choose from, such as args.choice{ \"report\", \"move\" }")
        }
        func value(_ name: String) -> LuaArguments {
            LuaArguments(function: function, values: [table.fields[name] ?? .nil])
        }
        about = table.fields["about"] == nil ? nil : try value("about").string(0, "about")
        isOptional = try Self.flag(value("optional"), "optional") ?? false
        bounds = (try Self.number(value("min"), "min"), try Self.number(value("max"), "max"))
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
    func value(of text: String, _ name: String, _ files: LuaFiles) throws(LuaError) -> LuaValue {
        let typed = LuaArguments(function: "the argument \"\(name)\"", values: [.string(text)])
        switch kind {
        case .text:
            guard !text.isEmpty else { throw LuaError("the argument \"\(name)\" is empty") }
            return .string(text)
        case .file:
            do throws(LuaError) {
                return .string(try files.allow(text))
            } catch {
                throw LuaError("the argument \"\(name)\": \(error.message)")
            }
        case .date: return .object(DateValue(try typed.date(0, name)))
        case .time: return .object(TimeValue(try typed.instant(0, name)))
        case .duration: return .object(DurationValue(try typed.span(0, name)))
        case .clock:
            _ = try typed.clock(0, name)
            return .string(text)
        case .zone:
            _ = try typed.zone(0, name)
            return .string(text)
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

    private func number(_ text: String, _ name: String) throws(LuaError) -> LuaValue {
        guard let number = Double(text), number.isFinite else {
            throw LuaError("the argument \"\(name)\" is a number, not \"\(text)\"")
        }
        if let least = bounds.least, number < least {
            throw LuaError("the argument \"\(name)\" is at least \(Self.short(least)), not \(text)")
        }
        if let most = bounds.most, number > most {
            throw LuaError("the argument \"\(name)\" is at most \(Self.short(most)), not \(text)")
        }
        return Int64(text).map(LuaValue.integer) ?? .number(number)
    }

    /// The words of a choice, which stand beside the names of its table.
    /// - Throws: `script_error` for what is neither a name nor such a word.
    private static func words(_ table: LuaTable, _ kind: ArgumentKind) throws(LuaError) -> [String] {
        var numbered: [Int64: String] = [:]
        for (index, value) in table.sequence.enumerated() { numbered[Int64(index + 1)] = value.text }
        for case (key: .integer(let index), value: .string(let word)) in table.others { numbered[index] = word }
        guard numbered.count == table.sequence.count + table.others.count, kind == .choice || numbered.isEmpty else {
            let names = kind.options.joined(separator: ", ")
            throw LuaError(
                "args.\(kind.rawValue): give \(names) by name\(kind == .choice ? ", and words as texts" : "")"
            )
        }
        return numbered.sorted { $0.key < $1.key }.map(\.value)
    }

    private static func short(_ number: Double) -> String {
        Int64(exactly: number).map { "\($0)" } ?? "\(number)"
    }

    private static func flag(_ arguments: LuaArguments, _ name: String) throws(LuaError) -> Bool? {
        switch arguments[0] {
        case .nil: nil
        case .boolean(let value): value
        default: throw arguments.mismatch(0, name, "true or false")
        }
    }

    private static func number(_ arguments: LuaArguments, _ name: String) throws(LuaError) -> Double? {
        switch arguments[0] {
        case .nil: nil
        case .integer(let value): Double(value)
        case .number(let value): value
        default: throw arguments.mismatch(0, name, "a number")
        }
    }
}
