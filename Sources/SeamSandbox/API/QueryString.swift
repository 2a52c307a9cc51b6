/// Reads query strings as Seam's clients write them, and, without `_strict=true`, the looser forms too.
struct QueryString {
    private let pairs: [(name: String, value: String)]
    private let isStrict: Bool

    private init(_ query: String) {
        pairs = query.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (Self.decode(parts[0]), parts.count > 1 ? Self.decode(parts[1]) : "")
        }
        isStrict = pairs.contains { $0.name == "_strict" && $0.value == "true" }
    }

    /// The values of the `parameters` that `query` names, converted to their kinds as far as that goes.
    static func parse(_ query: String, for parameters: [Parameter]) throws(APIError) -> [String: JSON] {
        guard !query.isEmpty else { return [:] }
        let query = QueryString(query)
        var values: [String: JSON] = [:]
        for parameter in parameters {
            values[parameter.name] = try query.value(of: parameter)
        }
        return values
    }

    /// Replaces `+` and percent escapes; an escape that is none stays as it is.
    static func decode(_ text: some StringProtocol) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let escaped = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(escaped)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? 0x20 : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Escapes everything but the unreserved characters (RFC 3986, 2.3).
    static func encode(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: bytes.append(byte)
            default: bytes += [UInt8(ascii: "%")] + Hexadecimal.digits(of: byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func value(of parameter: Parameter) throws(APIError) -> JSON? {
        switch parameter.kind {
        case .list(let element, _): return try list(parameter.name, element)
        case .object, .metadata: return object(parameter.name)
        case .record(let fields): return record(parameter.name, fields)
        default: break
        }
        let texts = values(named: parameter.name)
        guard let text = texts.first else { return nil }
        guard texts.count == 1 else { throw unparsable(parameter.name) }
        if parameter.isNullable, text.isEmpty { return .null }
        return scalar(text, parameter.kind)
    }

    private func values(named name: String) -> [String] {
        pairs.filter { $0.name == name }.map(\.value)
    }

    private func list(_ name: String, _ element: Parameter.Kind) throws(APIError) -> JSON? {
        let plain = values(named: name)
        let bracketed = isStrict ? [] : values(named: name + "[]")
        guard plain.isEmpty || bracketed.isEmpty else { throw unparsable(name) }
        var texts = plain + bracketed
        guard !texts.isEmpty else { return nil }
        if texts == [""] { return .array([]) }
        if !isStrict, plain.count == 1 { texts = plain[0].split(separator: ",").map(String.init) }
        return .array(texts.map { scalar($0, element) })
    }

    private func record(_ name: String, _ fields: [Parameter]) -> JSON? {
        guard case .object(var values) = object(name) else { return nil }
        for field in fields where field.isNullable && values[field.name] == .string("") { values[field.name] = .null }
        return .object(values)
    }

    private func object(_ name: String) -> JSON? {
        let members = pairs.filter { $0.name.hasPrefix(name + ".") }
        guard !members.isEmpty else { return nil }
        var fields: [String: JSON] = [:]
        for member in members {
            fields[String(member.name.dropFirst(name.count + 1))] = scalar(member.value, .flag)
        }
        return .object(fields)
    }

    private func scalar(_ text: String, _ kind: Parameter.Kind) -> JSON {
        switch (kind, text) {
        case (.flag, "true"), (.yes, "true"): .bool(true)
        case (.flag, "false"), (.yes, "false"): .bool(false)
        case (.flag, "yes") where !isStrict, (.flag, "1") where !isStrict: .bool(true)
        case (.flag, "no") where !isStrict, (.flag, "0") where !isStrict: .bool(false)
        case (.whole, _), (.wholeIn, _): .number(Double(text) ?? .nan)
        default: .string(text)
        }
    }

    private func unparsable(_ name: String) -> APIError {
        APIError(400, "invalid_query_params", "Could not parse parameter: \(name)")
    }
}
