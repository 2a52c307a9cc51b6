/// The encodings that a table file may have.
enum CSVEncoding: String, CaseIterable {
    case utf8 = "utf-8"
    case latin1 = "latin-1"
    case windows1252 = "windows-1252"
    case utf16 = "utf-16"

    /// How a file is read whose encoding is not given.
    enum Rule {
        /// By its byte order mark, else as UTF-8.
        case marked
        /// By its byte order mark, else as UTF-8 where its beginning is valid UTF-8, else as windows-1252.
        case found
        /// By its byte order mark, else as this.
        case given(CSVEncoding)
    }

    /// What the first bytes of a file say: its encoding, the order of bytes, and how many bytes the mark has.
    struct Mark {
        var encoding: CSVEncoding
        var isLittleEndian = true
        var size = 0
    }

    /// Looks at the beginning of a file, which may end inside a character unless it is the whole of it.
    static func mark(of head: [UInt8], isWhole: Bool, _ rule: Rule) -> Mark {
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return Mark(encoding: .utf8, size: 3) }
        if head.starts(with: [0xFF, 0xFE]) { return Mark(encoding: .utf16, size: 2) }
        if head.starts(with: [0xFE, 0xFF]) { return Mark(encoding: .utf16, isLittleEndian: false, size: 2) }
        switch rule {
        case .given(let encoding): return Mark(encoding: encoding)
        case .marked: return Mark(encoding: .utf8)
        case .found: return Mark(encoding: isUTF8(head, isWhole) ? .utf8 : .windows1252)
        }
    }

    private static func isUTF8(_ head: [UInt8], _ isWhole: Bool) -> Bool {
        // A character has four bytes at most, so that a cut one has three.
        (0...(isWhole ? 0 : min(3, head.count))).contains {
            String(validating: head.dropLast($0), as: UTF8.self) != nil
        }
    }
}
