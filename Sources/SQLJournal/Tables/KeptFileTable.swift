internal import Model

/// The bytes of the files that schedules keep, each once, by its hash.
struct KeptFileTable {
    let sql: any SQLSession

    /// Keeps bytes by their hashes, and forgets those that no schedule names any more.
    ///
    /// A schedule names its files in its options, also one that this program cannot read.
    func keep(_ contents: KeptFile.Contents) throws {
        for (hash, bytes) in contents.sorted(by: { $0.key < $1.key }) {
            let (form, text) = Self.kept(bytes)
            try sql.change(
                "INSERT INTO keptFile (hash, form, content) VALUES (?1, ?2, ?3) ON CONFLICT (hash) DO NOTHING",
                hash,
                form.rawValue,
                text,
            )
        }
        try sql.change(
            """
            DELETE FROM keptFile WHERE NOT EXISTS
                (SELECT 1 FROM schedule WHERE schedule.options LIKE '%' || keptFile.hash || '%')
            """
        )
    }

    /// The bytes of files; what is not there is left out.
    func contents(of files: [KeptFile]) throws -> KeptFile.Contents {
        var contents: KeptFile.Contents = [:]
        for file in files where contents[file.hash] == nil {
            let row = try sql.first("SELECT form, content FROM keptFile WHERE hash = ?1", file.hash)
            contents[file.hash] = try row.flatMap { try Self.bytes(try $0.text("content"), $0.word("form")) }
        }
        return contents
    }

    /// How bytes stand in a column of texts.
    private enum Form: String {
        case text, hex
    }

    /// Text as it is, which a person can read there too; all else, as a NUL is none for a server, in hexadecimal.
    private static func kept(_ bytes: [UInt8]) -> (form: Form, text: String) {
        if !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) { return (.text, text) }
        let digits = Array("0123456789abcdef".utf8)
        let hex = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return (.hex, String(decoding: hex, as: UTF8.self))
    }

    private static func bytes(_ text: String, _ form: Form) -> [UInt8]? {
        guard form == .hex else { return Array(text.utf8) }
        let digits = text.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue.map(UInt8.init) }
        guard digits.count == text.utf8.count, digits.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}
