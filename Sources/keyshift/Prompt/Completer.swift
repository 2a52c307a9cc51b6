internal import LuaSyntax
internal import RunEngine
internal import Scripting

/// Completes what is typed at the prompt: names, members, parameters, values, and ids by the names of what they belong to.
struct Completer {
    private let context: CursorContext
    private let look: ([PromptKey]) -> PromptGlimpse
    private let names: PromptNames
    private let finder: TypeFinder

    /// Makes a completer for a text up to the cursor.
    init(_ text: String, names: PromptNames, look: @escaping ([PromptKey]) -> PromptGlimpse) {
        context = CursorContext(text)
        self.names = names
        self.look = look
        finder = TypeFinder(look: look, assigned: context.assigned)
    }

    /// What the workspace must be read for, before the names can be offered.
    enum Missing: Hashable, Sendable {
        case devices
        case groups
    }

    /// Whether the names of the workspace are asked for.
    var asksForNames: Bool { idsWanted != nil }

    /// What has to be read first, nil when all that is asked for is known.
    var missing: Missing? {
        switch idsWanted {
        case .devices where names.devices == nil: .devices
        case .groups where names.groups == nil, .codes where names.codes == nil, .groupNames where names.groups == nil:
            .groups
        default: nil
        }
    }

    /// What the text could go on with.
    var completion: Completion {
        switch context.wanted {
        case .name: completion(of: globals)
        case .member(let chain, let isMethod): completion(of: members(of: chain, isMethod: isMethod))
        case .key(let place, let given): completion(of: keys(in: place, given: given) ?? globals)
        case .value(let place, let name):
            completion(of: values(in: place, name) + (context.prefix.isEmpty ? [] : globals))
        case .text(let place, let name): textCompletion(place, name)
        case .nothing: Completion(prefix: context.prefix, candidates: [])
        }
    }

    private func completion(of candidates: [Candidate]) -> Completion {
        Completion(prefix: context.prefix, candidates: candidates.filter { $0.text.hasPrefix(context.prefix) })
    }

    // MARK: - Names

    private var globals: [Candidate] {
        let modules = Reference.modules.map { Candidate($0.name, note: $0.summary) }
        let own = context.assigned.keys.sorted().map { Candidate($0) }
        let help = [Candidate("help", note: "What a function or a value is.")]
        let live = look([]).names.sorted().filter { $0 != "_G" && $0 != "_VERSION" }.map { Candidate($0) }
        // At an empty place, what Lua itself has would bury what one is looking for.
        let isEmpty = context.prefix.isEmpty
        let shown = isEmpty ? live.filter { !LuaNames.globals.contains($0.text) } : live
        let keywords = isEmpty ? [] : LuaNames.keywords.map { Candidate($0) }
        return Self.distinct(modules + help + own + shown + keywords)
    }

    private func members(of chain: Chain, isMethod: Bool) -> [Candidate] {
        switch finder.type(of: chain) {
        case .reference(let owner):
            let members = Reference.members(of: owner).filter { ($0.kind == .method) == isMethod }
            return Self.distinct(
                members.sorted { $0.shortName < $1.shortName }.map { Candidate($0.shortName, note: $0.summary) }
            )
        case .table(let keys):
            return look(keys).names.sorted().filter { Self.isName($0) }.map { Candidate($0) }
        case .text where isMethod:
            return look([.field("string")]).names.sorted().map { Candidate($0) }
        default: return []
        }
    }

    // MARK: - Tables of parameters

    private func keys(in place: Place, given: [String]) -> [Candidate]? {
        guard let parameters = parameters(in: place) else { return nil }
        let free = parameters.filter { !given.contains($0.name) }
        return free.map { parameter in
            let notation = parameter.type.notation
            let type = parameter.isOptional ? notation : "\(notation), required"
            let note = parameter.summary.isEmpty ? type : "\(type): \(parameter.summary)"
            return Candidate("\(parameter.name) = ", label: parameter.name, note: note)
        }
    }

    /// The named values that the table at a place has; nil where nothing is known of it.
    private func parameters(in place: Place) -> [SurfaceParameter]? {
        guard var parameters = parameter(at: place)?.fields else { return nil }
        for name in place.path { parameters = parameters.first { $0.name == name }?.fields ?? [] }
        return parameters
    }

    /// The parameter whose argument a place is in.
    private func parameter(at place: Place) -> SurfaceParameter? {
        guard case .function(let entry)? = finder.type(of: place.call),
            entry.parameters.indices.contains(place.argument)
        else { return nil }
        return entry.parameters[place.argument]
    }

    private func values(in place: Place, _ name: String) -> [Candidate] {
        guard let parameter = parameters(in: place)?.first(where: { $0.name == name }) else { return [] }
        if !parameter.allowed.isEmpty {
            let isBoolean = parameter.type == .boolean
            return parameter.allowed.map { Candidate(isBoolean ? $0 : "\"\($0)\"") }
        }
        if parameter.type == .boolean { return [Candidate("true"), Candidate("false")] }
        guard context.prefix.isEmpty, let known = known(parameter.names), !known.isEmpty else { return [] }
        return known.map { Candidate("\"\($0.id)\"", label: $0.name, note: $0.note) }
    }

    // MARK: - Strings

    private func textCompletion(_ place: Place?, _ name: String?) -> Completion {
        let close = context.quote == "[[" ? "]]" : context.quote ?? "\""
        if let place, let name, let parameter = parameters(in: place)?.first(where: { $0.name == name }),
            !parameter.allowed.isEmpty
        {
            return completion(of: parameter.allowed.map { Candidate($0 + close, label: $0) })
        }
        let kind = idsWanted
        if kind == .groupNames { return completion(of: names.groups ?? [], close) { $0.name } }
        if let known = known(kind) { return completion(of: known, close) { $0.id } }
        switch place?.call.base {
        case "help" where place?.call.links.isEmpty == true:
            let known = CommandCompletion.helpNames(for: context.prefix)
            return completion(of: known.map { Candidate($0 + close, label: $0) })
        case "require" where place?.call.links.isEmpty == true:
            return completion(of: Reference.modules.map { Candidate($0.name + close, label: $0.name) })
        default: return Completion(prefix: context.prefix, candidates: [])
        }
    }

    /// What the ids belong to that are asked for at the cursor.
    private var idsWanted: SurfaceParameter.Names? {
        switch context.wanted {
        case .text(let place?, let name?), .value(let place, let name):
            parameters(in: place)?.first { $0.name == name }?.names
        case .text(let place?, nil): parameter(at: place)?.names
        default: nil
        }
    }

    private func known(_ kind: SurfaceParameter.Names?) -> [PromptName]? {
        switch kind {
        case .devices: names.devices ?? []
        case .groups: names.groups ?? []
        case .codes: names.codes ?? []
        case .groupNames, nil: nil
        }
    }

    /// Ids by names: what was typed may begin the name or the id, or stand within the name.
    private func completion(
        of known: [PromptName],
        _ close: String,
        _ text: (PromptName) -> String,
    ) -> Completion {
        let typed = context.prefix.lowercased()
        var found = known.filter { $0.name.lowercased().hasPrefix(typed) || $0.id.hasPrefix(context.prefix) }
        if found.isEmpty { found = known.filter { $0.name.lowercased().contains(typed) } }
        let candidates = found.map { item in
            Candidate(text(item) + close, label: item.name.isEmpty ? item.id : item.name, note: item.note)
        }
        var completion = Completion(prefix: context.prefix, candidates: Self.distinct(candidates))
        // Several things: what their names have in common is typed on; only one thing gives its id.
        if completion.candidates.count > 1 {
            let names = found.filter { $0.name.lowercased().hasPrefix(typed) }.map { Candidate($0.name) }
            let isName = names.count == found.count
            completion.common = isName ? Completion(prefix: context.prefix, candidates: names).common : context.prefix
        }
        return completion
    }

    private static func distinct(_ candidates: [Candidate]) -> [Candidate] {
        var seen: Set<String> = []
        return candidates.filter { seen.insert($0.text).inserted }
    }

    private static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, !(48...57).contains(first), !LuaNames.keywords.contains(text) else {
            return false
        }
        return text.utf8.allSatisfy { byte in
            byte == 95 || (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        }
    }
}
