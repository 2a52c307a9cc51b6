extension SeamField.Format {
    /// What is wrong with a text of this format, as words behind its name; nil when nothing is.
    func problem(in text: String) -> String? {
        switch self {
        case .digits: text.utf8.allSatisfy(Self.isDigit) && !text.isEmpty ? nil : "must be digits only"
        case .uuid:
            Self.isUUID(text) ? nil : "must be an id such as b8f2a1de-0c3a-4d7e-9f10-2a3b4c5d6e7f, not \"\(text)\""
        case .dateTime: InstantText.problem(in: text)
        case .email: Self.isEmail(text) ? nil : "must be an e-mail address, not \"\(text)\""
        case .uri: Self.isURI(text) ? nil : "must be an address such as https://example.com/hook, not \"\(text)\""
        case .clock: Self.isClock(text) ? nil : "must be a time of day such as 15:00, not \"\(text)\""
        case .clockWithSeconds:
            Self.isClock(text) && text.utf8.count == 8 ? nil : "must be a time of day such as 15:00:00, not \"\(text)\""
        case .identifier:
            Self.isIdentifier(text)
                ? nil : "must be a name of letters, digits and _ that begins with no digit, not \"\(text)\""
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isHex(_ byte: UInt8) -> Bool {
        isDigit(byte) || (0x61...0x66).contains(byte | 0x20)
    }

    /// RFC 9562, section 4; any version.
    private static func isUUID(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return parts.map(\.count) == [8, 4, 4, 4, 12] && parts.allSatisfy { $0.allSatisfy(isHex) }
    }

    /// One `@` with text before it and a name with a dot behind it; what else an address needs, the server knows.
    private static func isEmail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !text.utf8.contains(where: { $0 <= 0x20 }) else { return false }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        return labels.count > 1 && labels.allSatisfy { !$0.isEmpty }
    }

    /// RFC 3986, section 3.1: a scheme, a colon, and something behind it.
    private static func isURI(_ text: String) -> Bool {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
        let scheme = text.utf8[..<colon]
        guard let first = scheme.first, (0x61...0x7A).contains(first | 0x20),
            text.utf8.index(after: colon) < text.endIndex
        else { return false }
        return scheme.allSatisfy { byte in
            isDigit(byte) || (0x61...0x7A).contains(byte | 0x20) || "+-.".utf8.contains(byte)
        } && !text.utf8.contains { $0 <= 0x20 }
    }

    private static func isClock(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts.allSatisfy({ $0.count == 2 && $0.allSatisfy(isDigit) }) else {
            return false
        }
        let numbers = parts.compactMap { Int(Substring($0)) }
        return numbers[0] < 24 && numbers.dropFirst().allSatisfy { $0 < 60 }
    }

    private static func isIdentifier(_ text: String) -> Bool {
        guard let first = text.utf8.first, !isDigit(first) else { return false }
        return text.utf8.allSatisfy { isDigit($0) || (0x61...0x7A).contains($0 | 0x20) || $0 == UInt8(ascii: "_") }
    }
}
