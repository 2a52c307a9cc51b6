internal import Crypto
internal import CryptoExtras
package import Journal

/// A secret that the program makes, and that a person types: 128 random bits in letters and digits.
///
/// A journal gets what scrypt (RFC 7914) makes of it, with a salt of its own; what it costs is part of the text, so that it
/// can cost more later. Nothing here is called before somebody signs in.
package struct Secret: Sendable {
    /// What scrypt is asked to cost.
    package struct Cost: Hashable, Sendable {
        /// The number of rounds, as a power of two.
        var rounds: Int
        /// The size of a block.
        var blockSize: Int
        /// How many could run at the same time.
        var parallelism: Int

        /// 32 MB, and about a tenth of a second.
        package static let ordinary = Cost(rounds: 15, blockSize: 8, parallelism: 1)
        /// Next to nothing, for tests.
        package static let least = Cost(rounds: 4, blockSize: 1, parallelism: 1)
    }

    private static let letters = Array("0123456789abcdefghjkmnpqrstvwxyz")
    private static let length = 26
    private static let word = "scrypt"

    /// Its letters and digits, without what stands between them.
    private let text: String

    /// Reads what was typed: dashes, spaces and capital letters mean nothing, and letters that look like digits are digits.
    package init(typed: String) {
        let plain = typed.lowercased().filter { $0 != "-" && !$0.isWhitespace }
        text = String(plain.map { $0 == "o" ? "0" : $0 == "i" || $0 == "l" ? "1" : $0 })
    }

    /// Whether a text that stands in another place looks like a secret that this program made.
    package static func looksLike(_ text: String) -> Bool {
        let typed = text.filter { $0 != "-" && !$0.isWhitespace }
        return typed.count == length && typed.contains { $0.isNumber }
            && typed.lowercased().allSatisfy(letters.contains)
    }

    /// Takes a text as it is.
    init(untouched text: String) {
        self.text = text
    }

    /// Makes a new one.
    package static func make() -> Secret {
        Secret(untouched: String((0..<length).map { _ in letters[Int(UInt8.random(in: .min ... .max) & 31)] }))
    }

    /// As it is shown, in groups of five.
    package var shown: String {
        stride(from: 0, to: text.count, by: 5).map { start in
            String(text.dropFirst(start).prefix(5))
        }.joined(separator: "-")
    }

    /// What a journal finds a session of a desk by: SHA-256, as nobody guesses so many bits.
    package var fingerprint: String { ScriptHash.sha256(text) }

    /// What a journal keeps of it.
    package func hash(_ cost: Cost = .ordinary) -> SecretHash {
        let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
        return hash(cost, salt: salt)
    }

    /// Whether a journal keeps this one; as long whatever is kept, and for nothing at all.
    package func fits(_ kept: SecretHash?) -> Bool {
        let parts = (kept?.text ?? Self.decoy).split(separator: "$").map(String.init)
        guard parts.count == 6, parts[0] == Self.word, let rounds = Int(parts[1]), (1...24).contains(rounds),
            let blockSize = Int(parts[2]), (1...64).contains(blockSize),
            let parallelism = Int(parts[3]), (1...16).contains(parallelism), let salt = Self.bytes(parts[4])
        else { return false }
        let cost = Cost(rounds: rounds, blockSize: blockSize, parallelism: parallelism)
        let made = Array(hash(cost, salt: salt).text.utf8)
        let wanted = Array((kept?.text ?? "").utf8)
        guard made.count == wanted.count else { return false }
        return zip(made, wanted).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// What takes the place of the secret of somebody who is not there.
    private static let decoy = "scrypt$15$8$1$00000000000000000000000000000000$00"

    private func hash(_ cost: Cost, salt: [UInt8]) -> SecretHash {
        let key = try? KDF.Scrypt.deriveKey(
            from: Array(text.utf8),
            salt: salt,
            outputByteCount: 32,
            rounds: 1 << cost.rounds,
            blockSize: cost.blockSize,
            parallelism: cost.parallelism,
        )
        // Without a key nothing that is typed fits.
        let bytes = key.map { key in unsafe key.withUnsafeBytes { unsafe Array($0) } } ?? []
        let made = bytes.isEmpty ? "none" : Self.hexadecimal(bytes)
        return SecretHash(
            "\(Self.word)$\(cost.rounds)$\(cost.blockSize)$\(cost.parallelism)$\(Self.hexadecimal(salt))$\(made)"
        )
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static func bytes(_ hexadecimal: String) -> [UInt8]? {
        let digits = Array(hexadecimal)
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for place in stride(from: 0, to: digits.count, by: 2) {
            guard let byte = UInt8(String(digits[place...place + 1]), radix: 16) else { return nil }
            bytes.append(byte)
        }
        return bytes
    }
}
