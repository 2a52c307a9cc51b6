/// A file that a schedule runs with on every node, as it was when the schedule was added; the journal has its bytes.
package struct KeptFile: Hashable, Sendable {
    /// What it is for.
    package enum Kind: String, Codable, Sendable, CaseIterable {
        /// The script.
        case script
        /// A Lua file that the script requires.
        case module
        /// The settings that lay beside the script.
        case settings
        /// A file that was named.
        case file
    }

    /// The bytes of files by their hashes.
    package typealias Contents = [String: [UInt8]]

    /// What it is for.
    package var kind: Kind
    /// The full path that it had, under which the script finds it.
    package var path: String
    /// The SHA-256 of its bytes in hexadecimal, by which they are found.
    package var hash: String

    /// Makes it of its parts.
    package init(_ kind: Kind, path: String, hash: String) {
        self.kind = kind
        self.path = path
        self.hash = hash
    }

    /// It as one text; the path comes last, as it may have spaces.
    var text: String { "\(kind.rawValue) \(hash) \(path)" }

    /// Reads such a text, nil for any other.
    init?(_ text: String) {
        let parts = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let kind = Kind(rawValue: parts[0]), parts[2].hasPrefix("/"),
            parts[1].utf8.count == 64, parts[1].utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
        else { return nil }
        self.init(kind, path: parts[2], hash: parts[1])
    }
}
