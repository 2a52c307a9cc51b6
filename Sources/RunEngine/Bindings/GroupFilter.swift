internal import CivilTime
internal import Lua

/// One condition of a query over groups.
enum GroupFilter {
    /// The whole name, with `*` for any text.
    case named(String)
    /// At least one of these devices.
    case onDevices(Set<String>)
    /// A start (or an end) on a date, in the group's own zone.
    case starting(CivilDate)
    case ending(CivilDate)
    /// A guest can open the door now.
    case inHouse
    /// The start is ahead.
    case upcoming
    /// The codes share a key.
    case linked
    /// All doors have the same hours (or not).
    case uniform(Bool)
    /// A function of the script says yes.
    case satisfying(LuaFunction)

    /// What the filter looks for, for the sentence that says that nothing was found.
    var description: String {
        switch self {
        case .named(let name): "named \"\(name)\""
        case .onDevices(let ids): ids.count == 1 ? "on that device" : "on those \(ids.count) devices"
        case .starting(let date): "starting on \(date)"
        case .ending(let date): "ending on \(date)"
        case .inHouse: "with a guest inside"
        case .upcoming: "that is still to come"
        case .linked: "with linked codes"
        case .uniform(let isUniform): isUniform ? "with the same hours on all doors" : "with different hours"
        case .satisfying: "for which the function says yes"
        }
    }
}

/// A name with `*` for any text.
struct NamePattern {
    private let parts: [Substring]

    init(_ pattern: String) {
        parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
    }

    /// Whether the whole name fits.
    func matches(_ name: String) -> Bool {
        guard let first = parts.first, let last = parts.last, parts.count > 1 else { return name == parts.first ?? "" }
        guard name.hasPrefix(first), name.dropFirst(first.count).hasSuffix(last) else { return false }
        var rest = name.dropFirst(first.count).dropLast(last.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let place = Self.firstRange(of: part, in: rest) else { return false }
            rest = rest[place...]
        }
        return true
    }

    /// Where the text behind the first `part` begins.
    private static func firstRange(of part: Substring, in text: Substring) -> Substring.Index? {
        var start = text.startIndex
        while start <= text.endIndex {
            let rest = text[start...]
            if rest.hasPrefix(part) { return text.index(start, offsetBy: part.count) }
            guard start < text.endIndex else { return nil }
            start = text.index(after: start)
        }
        return nil
    }
}
