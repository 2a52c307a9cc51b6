/// What the headers of a message to a webhook say.
struct SignedMessage {
    let id: String
    let timestamp: Int64
    /// The time as it stands in the header, which is what is signed.
    let timestampText: String
    /// The signatures of the scheme `v1`; others are not looked at.
    let signatures: [[UInt8]]

    /// Reads the headers, under Svix's names or those of the Standard Webhooks.
    init(_ headers: [String: String]) throws(SeamError) {
        let lowered = Dictionary(headers.map { ($0.key.lowercased(), $0.value) }) { first, _ in first }
        func header(_ name: String) throws(SeamError) -> String {
            guard let value = lowered["svix-\(name)"] ?? lowered["webhook-\(name)"], !value.isEmpty else {
                throw SeamWebhook.refusal("the message has no header svix-\(name); Seam signs every message")
            }
            return value
        }
        id = try header("id")
        timestampText = try header("timestamp")
        guard timestampText.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let timestamp = Int64(timestampText) else {
            throw SeamWebhook.refusal("the header svix-timestamp is no number of seconds")
        }
        self.timestamp = timestamp
        signatures = try header("signature").split(separator: " ").compactMap { signature in
            let parts = signature.split(separator: ",", maxSplits: 1)
            guard parts.count == 2, parts[0] == "v1" else { return nil }
            return Base64.decode(parts[1])
        }
        guard !signatures.isEmpty else {
            throw SeamWebhook.refusal("the header svix-signature has no signature of the scheme v1")
        }
    }
}
