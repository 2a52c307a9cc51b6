internal import Crypto

/// The fingerprint of a script's text, which the journal keeps.
enum ScriptHash {
    /// The SHA-256 (FIPS 180-4) of a text's UTF-8 in lower-case hexadecimal.
    static func sha256(_ text: String) -> String {
        let digits = Array("0123456789abcdef")
        return SHA256.hash(data: Array(text.utf8)).reduce(into: "") { hex, byte in
            hex.append(digits[Int(byte >> 4)])
            hex.append(digits[Int(byte & 15)])
        }
    }
}
