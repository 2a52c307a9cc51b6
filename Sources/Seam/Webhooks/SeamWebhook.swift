internal import Crypto
internal import Spelling

/// Verifies what Seam sends to a webhook's address: that it comes from Seam, is whole, and is new.
///
/// Seam signs with Svix's scheme: HMAC-SHA256 over the id, the time and the payload, in the headers `svix-id`,
/// `svix-timestamp` and `svix-signature`. The event may come more than once; its ``SeamEvent/eventID`` stays the same.
///
/// ```swift
/// let webhook = try SeamWebhook(secret: secret)
/// let event = try webhook.verify(payload: body, headers: headers)
/// ```
///
/// Printing it, also with `dump`, never shows a secret.
public struct SeamWebhook: Sendable {
    private let keys: [SymmetricKey]
    private let toleranceSeconds: Int64

    /// Makes a verifier with the secret that the webhook got when it was made; it begins with `whsec_`.
    ///
    /// - Throws: ``SeamError`` with the code `invalid_input` for a text that is no secret.
    public init(secret: String) throws(SeamError) {
        try self.init(secrets: [secret])
    }

    /// Makes a verifier that takes any of several secrets, for the time in which one replaces another.
    ///
    /// The time of a message may be `tolerance` from now, either way.
    ///
    /// - Throws: ``SeamError`` with the code `invalid_input` for a text that is no secret, and for none at all.
    public init(secrets: [String], tolerance: Duration = .seconds(300)) throws(SeamError) {
        guard !secrets.isEmpty else { throw SeamError(.invalidInput, "a webhook needs at least one secret") }
        guard tolerance >= .zero else {
            throw SeamError(.invalidInput, "the tolerance of a webhook is less than nothing")
        }
        var keys: [SymmetricKey] = []
        for secret in secrets {
            guard secret.hasPrefix("whsec_"), let bytes = Base64.decode(secret.dropFirst(6)), !bytes.isEmpty else {
                throw SeamError(
                    .invalidInput,
                    "this is not the secret of a webhook, which is whsec_ and base64; webhooks.create and get show it",
                )
            }
            keys.append(SymmetricKey(data: bytes))
        }
        self.keys = keys
        toleranceSeconds = tolerance.components.seconds
    }

    /// Verifies a message, and reads the event in it.
    ///
    /// `payload` is the body of the request, byte for byte; the case of the headers' names does not matter; `seconds` is the
    /// present time since 1970, nil for the system's.
    ///
    /// - Throws: ``SeamError`` with the code `webhook_signature` when a header is missing, the time is too far off, or no
    ///   signature is right; `invalid_response` when what is signed is no event.
    public func verify(
        payload: [UInt8],
        headers: [String: String],
        at seconds: Int64? = nil,
    ) throws(SeamError) -> SeamEvent {
        let message = try SignedMessage(headers)
        try checkTime(message.timestamp, now: seconds ?? SystemTime.seconds())
        guard isSigned(message, payload) else {
            throw Self.refusal(
                "no signature of the message is right; check that the payload is the body as it came, and the secret "
                    + "this webhook's"
            )
        }
        let event: JSONValue
        do throws(JSONError) {
            event = try JSONValue(parsing: payload)
        } catch {
            throw SeamError(.invalidResponse, "the signed message is not JSON (\(error))", underlying: error)
        }
        return try SeamEvent(event)
    }

    private func checkTime(_ timestamp: Int64, now: Int64) throws(SeamError) {
        let (age, overflows) = now.subtractingReportingOverflow(timestamp)
        guard !overflows, age.magnitude <= toleranceSeconds.magnitude else {
            throw Self.refusal(
                "the message is \(age.magnitude) s \(age > 0 ? "old" : "ahead of this clock"), and "
                    + "\(toleranceSeconds) s are allowed: it was sent again by somebody, or this clock is wrong"
            )
        }
    }

    /// Compares every signature with every key, in a time that does not depend on where they differ.
    private func isSigned(_ message: SignedMessage, _ payload: [UInt8]) -> Bool {
        let content = Array("\(message.id).\(message.timestampText).".utf8) + payload
        var isSigned = false
        for key in keys {
            for signature in message.signatures {
                let isRight = HMAC<SHA256>.isValidAuthenticationCode(signature, authenticating: content, using: key)
                isSigned = isSigned || isRight
            }
        }
        return isSigned
    }

    static func refusal(_ sentence: String) -> SeamError {
        SeamError(.webhookSignature, sentence, delivery: .answered)
    }
}

extension SeamWebhook: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The number of secrets, and no part of one.
    public var description: String { "webhook with \(keys.count.counted("secret")) ••••" }

    /// The number of secrets, and no part of one.
    public var debugDescription: String { description }

    /// A mirror without the secrets.
    public var customMirror: Mirror { Mirror(self, children: ["secrets": keys.count]) }
}

extension SeamError.Code {
    /// A message to a webhook is not signed by Seam, or not new.
    public static let webhookSignature = Self(rawValue: "webhook_signature")
}
