/// A change of one field of an answer, as servers change that give fields up or take new words.
struct AnswerEdit: Sendable {
    /// The names on the way to the field; `*` is every element of a list.
    private let steps: [Substring]
    /// What the field has then; nil to take it out.
    private let value: JSON?

    /// Makes the edit of a field such as `access_codes.*.status`.
    init(field: String, value: JSON?) {
        steps = field.split(separator: ".")
        self.value = value
    }

    /// An answer with the field changed; one without that field, or that is no success, stays as it is.
    func applied(to reply: SandboxReply) -> SandboxReply {
        guard (200..<300).contains(reply.status), let body = JSONParser.parse(reply.body) else { return reply }
        var writer = JSONWriter()
        writer.value(edited(body, steps[...]))
        var reply = reply
        reply.body = writer.bytes
        return reply
    }

    private func edited(_ json: JSON, _ steps: ArraySlice<Substring>) -> JSON {
        guard let step = steps.first else { return value ?? json }
        let rest = steps.dropFirst()
        switch json {
        case .array(let elements) where step == "*":
            return .array(elements.map { edited($0, rest) })
        case .object(var fields):
            guard let old = fields[String(step)] else { return json }
            fields[String(step)] = rest.isEmpty ? value : edited(old, rest)
            return .object(fields)
        default: return json
        }
    }
}
