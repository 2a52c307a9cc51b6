/// Takes out of a text what nobody may read: credentials, proxy passwords and the PINs of door codes.
///
/// It cleans what a server has said, because a server may echo what it was sent.
struct SecretMask: Sendable {
    /// What stands in the place of a secret.
    static let bullets = "••••"

    private var secrets: [String]

    /// Knows the credential and the proxy's password, and every `code` in the parameters of a call.
    init(_ credentials: SeamCredentials, _ proxy: SeamProxy?, _ parameters: JSONValue = nil) {
        secrets = [credentials.secret] + (proxy?.secrets ?? [])
        collectPINs(in: parameters)
        // A secret that is a part of another one must not leave the rest of it.
        secrets.sort { $0.utf8.count > $1.utf8.count }
    }

    private mutating func collectPINs(in value: JSONValue) {
        for element in value.array ?? [] { collectPINs(in: element) }
        for (name, member) in value.object ?? [:] {
            if name == "code", let pin = member.string, !pin.isEmpty { secrets.append(pin) }
            collectPINs(in: member)
        }
    }

    /// The same text with bullets for every secret.
    func clean(_ text: String) -> String {
        var text = text
        for secret in secrets where text.contains(secret) {
            text = text.split(separator: secret, omittingEmptySubsequences: false).joined(separator: Self.bullets)
        }
        return Self.withoutStrangers(text)
    }

    // MARK: Secrets of others

    /// Masks words that look like a credential, and the digits that follow the word "code".
    private static func withoutStrangers(_ text: String) -> String {
        var result = ""
        var word = ""
        var isAfterCode = false
        for character in text + "\n" {
            guard !isWordCharacter(character) else {
                word.append(character)
                continue
            }
            let isSecret = isCredential(word) || (isAfterCode && isPIN(word))
            result += isSecret ? bullets : word
            if !word.isEmpty { isAfterCode = word.lowercased() == "code" }
            word = ""
            result.append(character)
        }
        return String(result.dropLast())
    }

    private static func isWordCharacter(_ character: Character) -> Bool {
        guard let byte = character.asciiValue else { return false }
        return switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private static func isPIN(_ word: String) -> Bool {
        (4...12).contains(word.utf8.count) && word.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// Names of the API such as `seam_relay` have no digits; keys and tokens do.
    private static func isCredential(_ word: String) -> Bool {
        guard word.utf8.count >= 12 else { return false }
        let hasDigit = word.utf8.contains { (0x30...0x39).contains($0) }
        return (word.hasPrefix("seam_") && hasDigit) || word.hasPrefix("whsec_") || word.hasPrefix("eyJ")
    }
}

extension SeamError {
    /// The same error without what nobody may read, wherever the server may have echoed it.
    func masked(by mask: SecretMask) -> SeamError {
        SeamError(
            Code(rawValue: mask.clean(code.rawValue)),
            mask.clean(message),
            status: status,
            requestID: requestID.map(mask.clean),
            validationErrors: validationErrors.mapValues { $0.map(mask.clean) },
            retryAfter: retryAfter,
            delivery: delivery,
            path: path,
            underlying: underlying,
        )
    }
}
