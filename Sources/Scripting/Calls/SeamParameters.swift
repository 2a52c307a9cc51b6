internal import CivilTime
package import Lua
package import Seam
internal import Spelling

/// The parameters of one call, read from what a script gave and checked against the catalogue.
package struct SeamParameters: Sendable {
    /// What is sent.
    package let json: JSONValue
    /// Whether the call returns when its action has ended.
    package let wait: ActionAttemptWait

    /// Reads the one table that a function of `seam` takes.
    /// - Throws: `script_error`, a table with the code `invalid_input` that tells everything that is wrong.
    package init(of endpoint: SeamEndpoint, _ arguments: LuaArguments, at index: Int = 0) throws(LuaError) {
        if case .object = arguments[index] {
            throw LuaError("\(endpoint.name) is called with a dot and a table: \(endpoint.name){ … }")
        }
        guard arguments.count <= index + (endpoint.isRecorded ? 2 : 1) else {
            throw LuaError(
                "\(endpoint.name) takes one table of named parameters, not \(arguments.count - index) arguments"
            )
        }
        let table = try arguments.table(index, "the parameter list")
        guard table.sequence.isEmpty, table.others.isEmpty else {
            let example = endpoint.parameters.first?.name ?? "name"
            throw LuaError("\(endpoint.name): a key is no name; give named parameters, such as { \(example) = … }")
        }
        var reader = ParameterReader()
        var members: [String: JSONValue] = [:]
        var wait = ActionAttemptWait.standard
        for (name, value) in table.fields {
            if name == Self.waitName, endpoint.givesActionAttempt {
                wait = reader.wait(value)
            } else {
                members[name] = reader.json(value, of: endpoint.parameter(name), for: name)
            }
        }
        let read = Set(reader.problems.map(\.parameter))
        let checked = endpoint.problems(in: .object(members), countingFrom: 1).filter { !read.contains($0.parameter) }
        let problems = reader.problems.sorted { $0.parameter < $1.parameter } + checked
        guard problems.isEmpty else { throw LuaError(problems, of: endpoint) }
        json = .object(members)
        self.wait = wait
    }

    /// Reads a table for a function that the catalogue does not have: whatever can be written as JSON is taken.
    /// - Throws: `script_error` for what cannot.
    package init(unchecked table: LuaTable, of function: String) throws(LuaError) {
        guard table.sequence.isEmpty, table.others.isEmpty else {
            throw LuaError("\(function): a key is no name; give named parameters, such as { device_id = … }")
        }
        var reader = ParameterReader()
        json = .object(table.fields.reduce(into: [:]) { $0[$1.key] = reader.json($1.value, of: nil, for: $1.key) })
        wait = .none
        let problems = reader.problems.sorted { $0.parameter < $1.parameter }
        guard problems.isEmpty else { throw LuaError(problems.sentence(about: function)) }
    }

    /// The parameter that no server sees.
    static let waitName = "wait_for_action_attempt"
}

extension SeamEndpoint {
    /// Whether a call can be recorded, and then takes a second table, the options of a change.
    package var isRecorded: Bool {
        ["/access_codes/update_multiple", "/access_codes/update", "/access_grants/update"].contains(path)
    }
}

extension LuaError {
    /// The error table of a call that was refused before it was sent.
    fileprivate init(_ problems: [SeamProblem], of endpoint: SeamEndpoint) {
        let sentence = problems.sentence(about: endpoint.name)
        let complaints = problems.sentencesByParameter.mapValues { Field.list($0.map(Field.string)) }
        self.init(
            sentence,
            fields: [
                "code": .string(SeamError.Code.invalidInput.rawValue),
                "message": .string(sentence),
                "validation_errors": .fields(complaints),
            ],
        )
    }
}

/// Turns the values of a script into JSON, and notes what cannot be sent instead of stopping at it.
struct ParameterReader {
    private(set) var problems: [SeamProblem] = []
    private var parameter = ""

    /// The JSON of the value of a parameter; null where there is a problem.
    ///
    /// An empty table is what the catalogue says that the parameter is.
    mutating func json(_ value: LuaValue, of field: SeamField?, for name: String) -> JSONValue {
        parameter = name
        return json(value, of: field, isElement: false, at: name)
    }

    private mutating func problem(_ sentence: String) -> JSONValue {
        problems.append(SeamProblem(parameter, sentence))
        return .null
    }

    private mutating func json(_ value: LuaValue, of field: SeamField?, isElement: Bool, at place: String) -> JSONValue
    {
        switch value {
        case .nil, .null: return .null
        case .boolean(let boolean): return .bool(boolean)
        case .integer(let integer): return .int(integer)
        case .number(let number):
            guard number.isFinite else {
                let text = number.isNaN ? "nan" : "\(number)"
                return problem("\(place) is \(text), and JSON has no such number")
            }
            return field?.kind == .integer
                ? Int64(exactly: number).map(JSONValue.int) ?? .double(number) : .double(number)
        case .string(let text): return .string(text)
        case .bytes: return problem("\(place) is not valid UTF-8")
        case .table(let table): return json(of: table, of: field, isElement: isElement, at: place)
        case .object(let object): return json(of: object, of: field, at: place)
        case .function, .hostFunction, .kept, .other:
            return problem("\(place) is a \(value.typeName), which cannot be sent")
        }
    }

    private mutating func json(of object: AnyObject, of field: SeamField?, at place: String) -> JSONValue {
        let takesTime = field.map { $0.kind == .string && $0.format == .dateTime } ?? true
        switch object {
        case let pin as PINValue:
            // Anywhere else it could be read back.
            guard let name = place.split(separator: ".").last, PINMask.fields.contains(String(name)) else {
                return problem("\(place) is a PIN, and that goes only into the code of a call")
            }
            return .string(pin.digits)
        case let time as TimeValue where takesTime: return .string(time.instant.iso8601)
        case is TimeValue: return problem("\(place) must be \(field?.typeName ?? "something else"), not a time")
        case is DateValue where takesTime:
            return problem(
                "\(place) is a day without a time; write the time with its offset, such as 2026-11-24T11:00:00Z"
            )
        case is DurationValue: return problem("\(place) is a duration, which cannot be sent")
        default: return problem("\(place) is an object that cannot be sent; give one of its fields, such as its key")
        }
    }

    private mutating func json(
        of table: LuaTable,
        of field: SeamField?,
        isElement: Bool,
        at place: String,
    ) -> JSONValue {
        guard table.others.isEmpty else {
            return problem(
                "\(place) is a sparse array, or has keys that are no names; the API takes lists without a gap, or named fields"
            )
        }
        let isArray = field.map { $0.isArray && !isElement } ?? true
        if table.isEmpty { return isArray || field?.kind == .string ? .array([]) : .object([:]) }
        if table.fields.isEmpty {
            return .array(
                table.sequence.enumerated().map { offset, value in
                    json(value, of: field, isElement: true, at: "\(place)[\(offset + 1)]")
                }
            )
        }
        var object: [String: JSONValue] = [:]
        for (name, value) in table.fields {
            let child = field?.fields.first { $0.name == name }
            object[name] = json(value, of: child, isElement: false, at: "\(place).\(name)")
        }
        return .object(object)
    }
}

// MARK: - wait_for_action_attempt

extension ParameterReader {
    /// What `wait_for_action_attempt` says: a boolean, or a table of `timeout` and `polling_interval`.
    mutating func wait(_ value: LuaValue) -> ActionAttemptWait {
        parameter = SeamParameters.waitName
        switch value {
        case .boolean(true): return .standard
        case .boolean(false): return .none
        case .table(let table) where table.sequence.isEmpty && table.others.isEmpty:
            return wait(table.fields)
        default:
            _ = problem("\(parameter) must be true, false or { timeout = …, polling_interval = … }")
            return .none
        }
    }

    private mutating func wait(_ fields: [String: LuaValue]) -> ActionAttemptWait {
        guard case .until(var timeout, var interval) = ActionAttemptWait.standard else { return .standard }
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
            switch name {
            case "timeout": timeout = span(value, name) ?? timeout
            case "polling_interval": interval = span(value, name) ?? interval
            default:
                let names = ["polling_interval", "timeout"]
                _ = problem(NearestName.sentence(parameter, "field", name, among: names))
            }
        }
        return .until(timeout: timeout, pollingInterval: interval)
    }

    private mutating func span(_ value: LuaValue, _ name: String) -> Duration? {
        let milliseconds: Double? =
            switch value {
            case .integer(let seconds): Double(seconds) * 1000
            case .number(let seconds): seconds * 1000
            case .string(let text): (try? TimeSpan(parsing: text)).map { Double($0.milliseconds) }
            case .object(let duration as DurationValue): Double(duration.span.milliseconds)
            default: nil
            }
        guard let milliseconds, milliseconds > 0, milliseconds <= 86_400_000 else {
            _ = problem("\(parameter).\(name) must be seconds, or a duration such as \"30s\", of a day at the most")
            return nil
        }
        return .milliseconds(Int64(milliseconds.rounded(.up)))
    }
}
