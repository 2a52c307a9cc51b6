internal import LuaSyntax
internal import RunEngine
internal import Scripting

/// What is known of a value that a text names.
enum ValueType: Hashable {
    /// A module, a type or a resource of the reference.
    case reference(String)
    /// A function that the reference knows.
    case function(SurfaceEntry)
    /// A list of values of a type.
    case list(ScriptType)
    /// A table that is there, by the keys that lead to it.
    case table([PromptKey])
    /// A text.
    case text

    /// What a value of a type of the reference is; nil for one without members.
    init?(_ type: ScriptType) {
        switch type {
        case .text: self = .text
        case .list(let element), .iterator(let element): self = .list(element)
        case .object(let kind): self = .reference(kind.rawValue)
        case .record(let name) where Reference.entry(name) != nil: self = .reference(name)
        case .optional(let type): self.init(type)
        default: return nil
        }
    }
}

/// Finds out what a chain such as `groups.all():one()` is, without running it.
struct TypeFinder {
    /// How many names may stand for one another.
    private static let maximumDepth = 8

    /// Looks at a value that is there.
    let look: ([PromptKey]) -> PromptGlimpse
    /// What names were set to in the text itself.
    let assigned: [String: Chain]

    /// The type of a chain, nil where it cannot be told.
    func type(of chain: Chain) -> ValueType? {
        type(of: chain, depth: 0)
    }

    private func type(of chain: Chain, depth: Int) -> ValueType? {
        guard depth < Self.maximumDepth, var type = base(chain.base, depth) else { return nil }
        for link in chain.links {
            guard let next = step(from: type, link) else { return nil }
            type = next
        }
        return type
    }

    private func base(_ name: String, _ depth: Int) -> ValueType? {
        if let chain = assigned[name] {
            let found = type(of: chain, depth: depth + 1)
            return chain.isLooped ? found.flatMap(element) : found
        }
        let isModule = Reference.modules.contains { $0.name == name }
        return value(at: [.field(name)]) ?? (isModule ? .reference(name) : nil)
    }

    /// The type of a value that is there.
    private func value(at keys: [PromptKey]) -> ValueType? {
        let glimpse = look(keys)
        switch glimpse.type {
        case "table": return .table(keys)
        case "string": return .text
        case "userdata", "nil", "number", "boolean", "thread": return nil
        case "function":
            guard keys.count == 1, case .field(let name) = keys[0] else { return nil }
            return Reference.entry(name).map(ValueType.function)
        case let name: return .reference(name)
        }
    }

    private func step(from type: ValueType, _ link: Chain.Link) -> ValueType? {
        switch (type, link) {
        case (.reference(let owner), .field(let name)): member(owner, name, signs: [".", ":"])
        case (.reference(let owner), .method(let name)): member(owner, name, signs: [":", "."])
        case (.function(let entry), .call): entry.type.flatMap { ValueType($0) }
        case (.list(let element), .element): ValueType(element)
        case (.table(let keys), .field(let name)): value(at: keys + [.field(name)])
        case (.table(let keys), .element): value(at: keys + [.first])
        default: nil
        }
    }

    private func member(_ owner: String, _ name: String, signs: [String]) -> ValueType? {
        guard let entry = signs.lazy.compactMap({ Reference.entry(owner + $0 + name) }).first else { return nil }
        switch entry.kind {
        case .function, .method: return .function(entry)
        case .module, .library, .namespace, .type: return .reference(entry.name)
        case .field: return entry.type.flatMap { ValueType($0) }
        }
    }

    private func element(of type: ValueType) -> ValueType? {
        if case .list(let element) = type { ValueType(element) } else { nil }
    }
}
