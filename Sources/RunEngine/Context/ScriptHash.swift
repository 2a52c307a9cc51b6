internal import Crypto

/// The fingerprint of a script's text or of a plan, which the journal keeps: SHA-256 (FIPS 180-4) over UTF-8.
package struct ScriptHash {
    private var hash = SHA256()

    /// Adds a piece of the text.
    mutating func add(_ text: String) {
        hash.update(data: Array(text.utf8))
    }

    /// The fingerprint of all pieces in lower-case hexadecimal.
    var hexadecimal: String {
        let digits = Array("0123456789abcdef")
        return hash.finalize().reduce(into: "") { hex, byte in
            hex.append(digits[Int(byte >> 4)])
            hex.append(digits[Int(byte & 15)])
        }
    }

    /// The fingerprint of the bytes of a file.
    package static func sha256(_ bytes: [UInt8]) -> String {
        var hash = ScriptHash()
        hash.hash.update(data: bytes)
        return hash.hexadecimal
    }

    /// The fingerprint of a whole text.
    static func sha256(_ text: String) -> String {
        var hash = ScriptHash()
        hash.add(text)
        return hash.hexadecimal
    }
}
