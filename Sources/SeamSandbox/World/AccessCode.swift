/// One code on one door, with what it was before its last change.
struct AccessCode: Sendable {
    /// What an update can change.
    struct Values: Equatable, Sendable {
        var name: String
        var pin: String
        var commonCodeKey: String?
        /// Nil for an ongoing code.
        var timeFrame: TimeFrame?
        var isManaged = true
        var isExternalModificationAllowed = false
        var isBackupAvailable = false
    }

    let id: String
    let deviceID: String
    let createdAt: Int64
    private(set) var current: Values
    /// The values before the last change; nil for a code never changed.
    private var previous: Values?
    private var changedAt: Int64
    /// Until when reads show `previous`, for the fault `stale`.
    private var staleUntil = Int64.min

    init(id: String, deviceID: String, createdAt: Int64, values: Values, staleFor: Int64 = 0) {
        self.id = id
        self.deviceID = deviceID
        self.createdAt = createdAt
        current = values
        changedAt = createdAt
        if staleFor > 0 { staleUntil = createdAt + staleFor }
    }

    /// Whether the door still knows this code: Seam deletes a code when its time is over.
    func isPresent(at now: Int64) -> Bool {
        current.isManaged && !Self.isOver(current, at: now)
    }

    /// The values a read at `now` shows; nil when it does not show the code.
    ///
    /// Under the fault `stale`, `lag` is how old the newest change must be to be shown; else 0.
    func shown(at now: Int64, lag: Int64) -> Values? {
        let isHidden = now < staleUntil || (lag > 0 && now - changedAt < lag)
        guard let values = isHidden ? previous : current, values.isManaged, !Self.isOver(values, at: now) else {
            return nil
        }
        return values
    }

    /// Puts `values` in place, and shows the old ones for `staleFor` milliseconds more.
    mutating func change(to values: Values, at now: Int64, staleFor: Int64) {
        if now >= staleUntil { previous = current }
        current = values
        changedAt = now
        if staleFor > 0 { staleUntil = now + staleFor }
    }

    private static func isOver(_ values: Values, at now: Int64) -> Bool {
        guard let timeFrame = values.timeFrame else { return false }
        return timeFrame.endsAt <= now
    }
}
