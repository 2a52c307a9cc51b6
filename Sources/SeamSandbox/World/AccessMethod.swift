/// One way in which a grant lets somebody in: a PIN on all its doors, a card, or a key on a phone.
struct AccessMethod: Sendable {
    enum Mode: String, CaseIterable, Sendable {
        case code
        case card
        case mobileKey = "mobile_key"
        case cloudKey = "cloud_key"

        var displayName: String {
            switch self {
            case .code: "PIN Code"
            case .card: "Card"
            case .mobileKey: "Mobile Key"
            case .cloudKey: "Cloud Key"
            }
        }
    }

    let id: Identifier
    /// The position of its grant.
    let grant: Int
    let mode: Mode
    let createdAt: Int64
    /// The id of the card's credential.
    let credential: Identifier
    /// The PIN, which stays the same when the hours change.
    var pin: String?
    /// The access codes, one on each door.
    var codes: [Identifier] = []
    var isIssued = false
    /// When it was last issued; nil for never.
    var issuedAt: Int64?
    var move: AccessGrant.Move?
    /// Whether it is to be issued once the doors have what they were told.
    var isAwaited = true
    /// Whether a card has to be put on an encoder before it opens anything.
    var needsEncoding = false
    var delayedSince: Int64?
    var failedSince: Int64?
    /// Since when it is being deleted; nil while it is not.
    var deletedAt: Int64?
}
