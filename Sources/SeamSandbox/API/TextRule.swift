/// The rules on texts, with the API's words for what breaks them.
enum TextRule {
    static func problems(of text: String, _ kind: Parameter.Kind) -> [String] {
        switch kind {
        case .text(let shortest, let longest): length(of: text, shortest, longest)
        case .uuid: Identifier(text) == nil ? ["Invalid uuid"] : []
        case .clock: isClock(text) ? [] : ["Invalid"]
        case .email: isEmail(text) ? [] : ["Invalid email"]
        case .digits(let range):
            length(of: text, range.lowerBound, range.upperBound)
                + (text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? [] : ["Must only contain digits"])
        default: []
        }
    }

    /// JavaScript counts UTF-16 code units.
    private static func length(of text: String, _ shortest: Int, _ longest: Int) -> [String] {
        if shortest == 0, longest == .max { return [] }
        let length = text.utf16.count
        if length < shortest { return ["String must contain at least \(shortest) character(s)"] }
        if length > longest { return ["String must contain at most \(longest) character(s)"] }
        return []
    }

    private static func isClock(_ text: String) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count) else { return false }
        return zip(parts, [23, 59, 59]).allSatisfy { part, last in
            part.utf8.count == 2 && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
                && Int(part).map { $0 <= last } ?? false
        }
    }

    private static func isEmail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !text.contains(" ") else { return false }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        return labels.count > 1 && labels.allSatisfy { !$0.isEmpty }
    }
}
