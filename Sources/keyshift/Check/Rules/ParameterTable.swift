internal import LuaSyntax
internal import Scripting
internal import Seam

/// The parameters of a call as far as its text tells them, as JSON.
///
/// What is not told has a stand-in, and what is said of that is not shown.
struct ParameterTable {
    /// The place of a parameter in the text.
    struct Ranges {
        let name: SourceRange
        let value: SourceRange
    }

    private(set) var members: [String: JSONValue] = [:]
    private(set) var ranges: [String: Ranges] = [:]
    /// What is wrong whatever the API takes.
    private(set) var findings: [Finding] = []
    /// The places of stand-ins, such as `starts_at` or `ids[2]`.
    private var unknown: Set<String> = []
    /// Whether there may be more parameters than are told.
    private var isOpen = false
    private let script: CheckedScript

    init(_ script: CheckedScript) {
        self.script = script
    }

    /// Whether a problem is one of what the text does not tell.
    func hides(_ problem: SeamProblem) -> Bool {
        if isOpen, ranges[problem.parameter] == nil { return true }
        return unknown.contains { place in
            problem.place == place || [".", "["].contains { problem.place.starts(with: place + $0) }
        }
    }

    /// Reads the fields of the table in a call.
    mutating func read(_ table: TableConstructor, of endpoint: SeamEndpoint) {
        for field in table.fields {
            switch field.key {
            case .name(let name): add(name.text, field, name.range, endpoint)
            case .expression(let key):
                guard case .text(let text)? = script.literal(of: key) else {
                    isOpen = true
                    continue
                }
                add(text, field, key.range, endpoint)
            case .position:
                let example = endpoint.parameters.first?.name ?? "name"
                let message = "\(endpoint.name): give named parameters, such as { \(example) = … }"
                findings.append(Finding(.parameter, message, at: field.range))
            }
        }
    }

    private mutating func add(
        _ name: String,
        _ field: TableConstructor.Field,
        _ range: SourceRange,
        _ endpoint: SeamEndpoint,
    ) {
        if name == "wait_for_action_attempt", endpoint.givesActionAttempt { return }
        // A field whose value is nil is not there.
        if script.literal(of: field.value) == .nil { return }
        ranges[name] = Ranges(name: range, value: field.value.range)
        members[name] = json(field.value, of: endpoint.parameter(name), isElement: false, at: name, endpoint)
    }

    private mutating func json(
        _ value: Expression,
        of field: SeamField?,
        isElement: Bool,
        at place: String,
        _ endpoint: SeamEndpoint,
    ) -> JSONValue {
        switch script.literal(of: value) {
        case .boolean(let value)?: return .bool(value)
        case .integer(let value)?: return .int(value)
        case .float(let number)?:
            return field?.kind == .integer
                ? Int64(exactly: number).map(JSONValue.int) ?? .double(number) : .double(number)
        case .text(let text)?: return .string(text)
        case .nil?, .bytes?: return standIn(at: place)
        case nil: break
        }
        guard case .table(let table) = value.kind else {
            noteObject(script.shape(of: value), field, at: place, value.range, endpoint)
            return standIn(at: place)
        }
        return json(table, of: field, isElement: isElement, at: place, endpoint)
    }

    private mutating func json(
        _ table: TableConstructor,
        of field: SeamField?,
        isElement: Bool,
        at place: String,
        _ endpoint: SeamEndpoint,
    ) -> JSONValue {
        let isArray = field.map { $0.isArray && !isElement } ?? true
        if table.fields.isEmpty { return isArray || field?.kind == .string ? .array([]) : .object([:]) }
        var elements: [JSONValue] = []
        var named: [String: JSONValue] = [:]
        for entry in table.fields {
            switch entry.key {
            case .position:
                let place = "\(place)[\(elements.count + 1)]"
                elements.append(json(entry.value, of: field, isElement: true, at: place, endpoint))
            case .name(let name):
                let child = field?.fields.first { $0.name == name.text }
                let place = "\(place).\(name.text)"
                named[name.text] = json(entry.value, of: child, isElement: false, at: place, endpoint)
            case .expression: return standIn(at: place)
            }
        }
        guard elements.isEmpty || named.isEmpty else { return standIn(at: place) }
        // The last element may be several.
        if let last = table.fields.last, case .suffixed = last.value.kind, named.isEmpty { return standIn(at: place) }
        return named.isEmpty ? .array(elements) : .object(named)
    }

    private mutating func standIn(at place: String) -> JSONValue {
        unknown.insert(place)
        return .string("?")
    }

    /// A value of ours where the API takes none, such as a group for its key.
    private mutating func noteObject(
        _ shape: Shape,
        _ field: SeamField?,
        at place: String,
        _ range: SourceRange,
        _ endpoint: SeamEndpoint,
    ) {
        guard case .object(let kind) = shape else { return }
        if kind == .time, field.map({ $0.kind == .string && $0.format == .dateTime }) ?? true { return }
        let advice =
            switch kind {
            case .group: "; give one of its fields, such as its key"
            case .date: "; a date has no clock time: date:at(\"11:00\", zone) gives a time"
            default: ""
            }
        let wanted = field?.typeName ?? "something else"
        let message = "\(endpoint.name) \(place) must be \(wanted), not \(kind.article)\(advice)"
        findings.append(Finding(.value, message, at: range))
    }
}
