internal import CivilTime
internal import Model
internal import Spelling

extension ParameterKind {
    /// What is wrong with a value: of another sort, out of bounds, or a text that cannot be read.
    func refusals(of given: Given, at place: GivenPlace) -> [Refusal] {
        guard accepts(given) else { return [place.mismatch(words, given)] }
        switch given {
        case .table(let table?): return refusals(of: table, at: place)
        case .text(let text?): return refusal(of: text, at: place).map { [$0] } ?? []
        case .integer(let number): return refusal(of: Double(number), "\(number)", at: place).map { [$0] } ?? []
        case .number(let number?): return refusal(of: number, number.short, at: place).map { [$0] } ?? []
        default: return []
        }
    }

    /// Whether a value may be right as far as its sort tells.
    private func accepts(_ given: Given) -> Bool {
        switch given {
        case .unknown: true
        case .nil, .bytes, .other: isAny
        case .boolean: isAny || self == .boolean || self == .booleanOrTexts
        case .integer, .number: takesNumbers
        case .text: takesTexts
        case .table: takesTables
        case .function: takesFunctions
        case .object(let kind): isAny || objects.contains(kind)
        }
    }

    private var isAny: Bool {
        if case .any = self { true } else { false }
    }

    private var takesNumbers: Bool {
        switch self {
        case .any, .number, .wholeNumber, .range: true
        default: false
        }
    }

    private var takesTexts: Bool {
        switch self {
        case .number, .wholeNumber, .boolean, .table, .texts, .booleanOrTexts, .fields, .callback, .description,
            .range:
            false
        default: true
        }
    }

    private var takesTables: Bool {
        switch self {
        case .any, .table, .texts, .textOrTexts, .booleanOrTexts, .laterDuration, .step, .shift, .durationOrUnits,
            .checks, .fields, .description, .source, .range:
            true
        default: false
        }
    }

    private var takesFunctions: Bool {
        switch self {
        case .any, .callback: true
        default: false
        }
    }

    private var objects: Set<ScriptClass> {
        switch self {
        case .duration, .laterDuration, .step, .shift, .durationOrUnits: [.duration]
        case .instant, .moment: [.time]
        case .momentOrStep: [.time, .duration]
        case .date: [.date]
        case .dateOrInstant: [.date, .time]
        default: []
        }
    }

    // MARK: - Numbers

    private func refusal(of number: Double, _ shown: String, at place: GivenPlace) -> Refusal? {
        switch self {
        case .number(let bounds?) where !bounds.contains(number):
            place.refusal("\(place.name) must be from \(limits.joined()), not \(shown)")
        case .wholeNumber, .range:
            Int64(exactly: number) == nil
                ? place.refusal("\(place.name) must be a whole number, not \(shown)") : outside(number, shown, place)
        default: nil
        }
    }

    private func outside(_ number: Double, _ shown: String, _ place: GivenPlace) -> Refusal? {
        let (least, most): (Int64, Int64?)
        switch self {
        case .wholeNumber(from: let bound?, to: let other): (least, most) = (bound, other)
        case .range: (least, most) = (0, nil)
        default: return nil
        }
        let largest = most.map { Double($0) } ?? .infinity
        guard number < Double(least) || number > largest else { return nil }
        let bounds = most.map { "from \(least) to \($0)" } ?? "from \(least)"
        return place.refusal("\(place.name) must be a whole number \(bounds), not \(shown)")
    }

    // MARK: - Texts

    private func refusal(of text: String, at place: GivenPlace) -> Refusal? {
        if let problem = problem(ofLength: text, place.name) { return place.refusal(problem) }
        switch self {
        case .word(let words): return words.contains(text) ? nil : other(text, than: words, place)
        case .wordInAnyCase(let words):
            return words.contains(text.lowercased()) ? nil : other(text, than: words, place)
        case .checks: return Self.check(text, place)
        case .filledText: return text.isEmpty ? place.refusal("\(place.name) is an empty text") : nil
        case .timeFormat: return TimeFormat.problem(in: text).map { place.refusal($0) }
        case .dateFormat: return TimeFormat.problem(in: text, ofDate: true).map { place.refusal($0) }
        case .readingFormat: return TimePattern.problem(in: text).map { place.refusal($0) }
        case .instant, .dateOrInstant:
            if let wall = try? CivilDateTime(parsing: text) { return Self.wall(text, wall, place) }
        case .separator:
            return Self.isSeparator(text) ? nil : place.refusal("\(place.name) must be \(words), not \"\(text)\"")
        default: break
        }
        do throws(CivilTimeError) {
            return try read(text).map { place.refusal($0) }
        } catch {
            return place.refusal(error.message, .time)
        }
    }

    /// Reads a text as a time, and tells what else is wrong with it.
    /// - Throws: `CivilTimeError` with what is wrong with the text.
    private func read(_ text: String) throws(CivilTimeError) -> String? {
        switch self {
        case .duration, .durationOrUnits: _ = try TimeSpan(parsing: text)
        case .step, .shift:
            if try TimeSpan(parsing: text) == .zero { return "a duration of nothing moves nothing" }
        case .laterDuration:
            if try TimeSpan(parsing: text) <= .zero { return Self.notLater(text) }
        case .instant: _ = try Instant(iso8601: text)
        case .date: _ = try CivilDate(parsing: text)
        case .dateOrInstant where text.utf8.count == 10: _ = try CivilDate(parsing: text)
        case .dateOrInstant: _ = try Instant(iso8601: text)
        case .zone: _ = try Zone.named(text)
        case .clock: _ = try ClockTime(parsing: text)
        case .wall: _ = try CivilDateTime(parsing: text)
        case .momentOrStep where (try? TimeSpan(parsing: text)) != nil: break
        case .moment, .momentOrStep: _ = try GivenMoment.read(text)
        default: break
        }
        return nil
    }

    /// A clock on a wall where an instant is wanted: it is another one in each zone.
    private static func wall(_ text: String, _ wall: CivilDateTime, _ place: GivenPlace) -> Refusal {
        place.refusal(
            "\"\(text)\" has no offset, and is another instant in each zone; write time.at(\"\(wall.date) \(wall.time)\", zone), "
                + "such as with stay.zone, or add the offset, as in \(wall.date)T\(wall.time)-08:00",
            .time
        )
    }

    /// What is said of an extension that is none.
    package static func notLater(_ span: String) -> String {
        "it moves the end later, and \"\(span)\" does not; to shorten a stay write g:shift{ ends = \"\(span)\" }"
    }

    private func other(_ text: String, than words: [String], _ place: GivenPlace) -> Refusal {
        let near = NearestName.question(text, among: words)
        let listed = words.map { "\"\($0)\"" }.joined(separator: " or ")
        return place.refusal("\(place.name) can be \(listed), not \"\(text)\"\(near.map { "; \($0)" } ?? "")")
    }

    /// Why a check cannot be passed over: whatever is written, another run may send other hours to the same group.
    private static func check(_ word: String, _ place: GivenPlace) -> Refusal? {
        guard let check = RowCheck(rawValue: word) else {
            let words = RowCheck.allowable.map(\.rawValue)
            let message = NearestName.sentence(place.function, "check to allow", word, among: words)
            return Refusal(sort: .value, message: message, path: place.path)
        }
        guard !check.canBeAllowed else { return nil }
        let how =
            check == .busy
            ? "wait for that run" : "finish that run with keyshift resume, or give it up with keyshift runs abandon"
        return place.refusal(
            "\"\(word)\" cannot be allowed, because another run holds the group; \(how), or leave the group out with "
                + "--leave-out \(word)"
        )
    }

    static func isSeparator(_ text: String) -> Bool {
        if ["comma", "semicolon", "tab", "bar", "auto"].contains(text) { return true }
        guard text.utf8.count == 1, let byte = text.utf8.first, byte < 0x80, byte != UInt8(ascii: "\"") else {
            return false
        }
        return byte == UInt8(ascii: "\t") || byte >= 0x20
    }
}
