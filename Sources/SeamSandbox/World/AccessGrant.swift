/// A stay that Seam keeps as one: who may open which doors, by which methods, from when to when.
struct AccessGrant: Sendable {
    /// A change of the hours that the methods do not have yet.
    struct Move: Sendable {
        let from: GrantHours
        let since: Int64
    }

    /// A change of the doors that not all of them have followed yet.
    struct Rewiring: Sendable {
        /// The doors from before.
        let from: [Identifier]
        let since: Int64
    }

    /// A method somebody asked for.
    struct Request: Sendable {
        let mode: AccessMethod.Mode
        /// The PIN that was asked for.
        let pin: String?
        let uses: Int64?
        let createdAt: Int64
        var methods: [Identifier] = []
    }

    /// A door that the requested PIN was not free on.
    struct OtherPIN: Sendable {
        let device: Identifier
        let wanted: String
        let given: String
    }

    let id: Identifier
    let createdAt: Int64
    let identity: Identifier
    let key: String?
    let reservationKey: String?
    /// The group key that its codes carry; nil for none, since no source says that they have one.
    let codeKey: String?
    var name: String?
    var hours: GrantHours
    /// The positions of the doors named one by one.
    var devices: [Int]
    var spaces: [Identifier]
    var requests: [Request] = []
    /// The positions of the methods that are still there.
    var methods: [Int] = []
    var move: Move?
    var rewiring: Rewiring?
    /// When what the methods were told is done; nil when they were told nothing.
    var workDue: Int64?
    var otherPINs: [OtherPIN] = []
    /// The doors that no code could be made for.
    var missing: [Identifier] = []
    /// Why its hours do not fit a door, by the door's id.
    var misfits: [(device: Identifier, reason: String)] = []
    /// Whether all methods were issued once.
    var wasGranted = false
    var hasEnded = false
    /// Since when it is being deleted; nil while it is not.
    var deletedAt: Int64?
    var isGone = false

    /// The name of its codes.
    var codeName: String { name ?? "Access Grant" }

    /// When something is due that no door does.
    var due: Int64? {
        guard !isGone, deletedAt == nil else { return nil }
        let end = hasEnded ? .max : hours.endsAt ?? .max
        let next = min(workDue ?? .max, end)
        return next == .max ? nil : next
    }
}
