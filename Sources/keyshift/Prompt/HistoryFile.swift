internal import Glibc

/// The statements of earlier sessions: a file that only its owner can read, an entry a line.
///
/// It is a convenience: what cannot be read or written is left, without a word.
struct HistoryFile: Sendable {
    /// Entries that are kept.
    static let kept = 2000
    /// Bytes that the file may have before its oldest entries go.
    private static let largest = 1 << 20

    private let path: String

    /// Names the file in a folder, which is made when it is first needed.
    init(folder: String) {
        path = folder + "/repl_history"
    }

    /// The entries, the oldest first.
    func read() -> [String] {
        guard let bytes = try? RegularFile.read(path) else { return [] }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").suffix(Self.kept)
        if bytes.count > Self.largest { rewrite(lines) }
        return lines.map { Self.unescaped(String($0)) }
    }

    /// Adds an entry.
    func append(_ statement: String) {
        guard let descriptor = open() else { return }
        Descriptor.write(Self.escaped(statement) + "\n", to: descriptor)
        close(descriptor)
    }

    private func rewrite(_ lines: ArraySlice<Substring>) {
        guard let descriptor = open(truncating: true) else { return }
        Descriptor.write(lines.suffix(Self.kept / 2).map { $0 + "\n" }.joined(), to: descriptor)
        close(descriptor)
    }

    private func open(truncating: Bool = false) -> Int32? {
        makeFolder()
        return try? RegularFile.openAtEnd(path, truncating: truncating)
    }

    /// Makes the folder of the file, with those above it.
    private func makeFolder() {
        var folder = ""
        for part in path.split(separator: "/").dropLast() {
            folder += "/" + part
            if path.hasPrefix("/") { unsafe mkdir(folder, 0o700) }
        }
    }

    /// A statement in one line: `\` is `\\`, and the end of a line `\n`.
    static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "\\": result += "\\\\"
            case "\n", "\r\n": result += "\\n"
            default: result.append(character)
            }
        }
    }

    /// The statement of a line.
    static func unescaped(_ line: String) -> String {
        var result = ""
        var isEscaped = false
        for character in line {
            if isEscaped {
                result.append(character == "n" ? "\n" : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                result.append(character)
            }
        }
        return result
    }
}
