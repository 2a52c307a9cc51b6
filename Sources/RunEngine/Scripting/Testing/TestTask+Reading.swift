internal import CivilTime
internal import Lua
internal import Model
internal import Scripting
internal import Spelling

extension TestTask {
    /// Takes the bounds of a plan.
    /// - Throws: `script_error` for a word that is no check.
    mutating func limit(by options: Surface.WorkOptions, _ function: String) throws(LuaError) {
        limits.allowed = options.allowed
        limits.leftOut = try Self.checks(options.leftOut, function)
        if let most = options.maxGroups { limits.maxGroups = most }
        if let most = options.maxShift { limits.maxShift = most }
    }

    /// The arguments as they are typed: a list, and `name=value` for what has a name.
    static func words(_ value: LuaValue, _ function: String) throws(LuaError) -> [String] {
        switch value {
        case .nil: return []
        case .table(let table):
            var words: [String] = []
            for (place, value) in table.sequence.enumerated() { words.append(try word(value, "argument \(place + 1)")) }
            let numbered = table.others.compactMap { key, value -> (Int64, LuaValue)? in
                if case .integer(let place) = key { (place, value) } else { nil }
            }
            for (place, value) in numbered.sorted(by: { $0.0 < $1.0 }) {
                words.append(try word(value, "argument \(place)"))
            }
            for (name, value) in table.fields.sorted(by: { $0.key < $1.key }) {
                words.append("\(name)=\(try word(value, name))")
            }
            return words
        default: return [try word(value, "the argument")]
        }
    }

    private static func word(_ value: LuaValue, _ name: String) throws(LuaError) -> String {
        switch value {
        case .string(let text): return text
        case .integer(let number): return "\(number)"
        case .number(let number): return "\(number)"
        case .boolean(let flag): return flag ? "true" : "false"
        case .object(let time as TimeValue): return time.instant.iso8601
        case .object(let duration as DurationValue): return "\(duration.span)"
        case .object(let date as DateValue): return "\(date.date)"
        default: throw LuaError("\(name) is a \(value.typeName), and what is typed is a text or a number")
        }
    }

    private static func checks(_ words: [String], _ function: String) throws(LuaError) -> Set<RowCheck> {
        var checks: Set<RowCheck> = []
        for word in words {
            guard let check = RowCheck(rawValue: word) else {
                let known = RowCheck.allCases.map(\.rawValue)
                throw LuaError("\(function): \(NearestName.sentence("Keyshift", "check", word, among: known))")
            }
            checks.insert(check)
        }
        return checks
    }
}
