/// One code on one door: what Seam was asked for, and how far the door has come with it.
///
/// The rules are a state machine: ``change(to:at:_:staleFor:)``, ``remove(at:_:)`` and ``step(at:_:)`` say what
/// happened, and the workspace makes events of it.
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
        /// The bounds that a lenient sandbox still shows on a code it turned into an ongoing one.
        var leftoverFrame: TimeFrame?

        /// What a door stores of these values.
        var copy: Copy { Copy(name: name, pin: pin, timeFrame: timeFrame) }
    }

    /// What a door has stored of a code.
    struct Copy: Equatable, Sendable {
        var name: String
        var pin: String
        var timeFrame: TimeFrame?
    }

    /// How far a code has come.
    enum Stage: Sendable {
        /// Not on the door yet, and not due there.
        case waiting
        /// Being brought to the door.
        case setting
        /// On a door that schedules by itself, before its start.
        case scheduled
        /// On the door, and opening it.
        case set
        /// Being taken off the door.
        case removing
        /// Forgotten; no reader sees it any more.
        case gone
    }

    /// What keeps a code from being brought to its door or taken off it.
    enum Trouble: Equatable, Sendable {
        case none
        case delayed
        case failed
        case noSpace
        /// The lock has another code with the same PIN.
        case duplicate(Identifier, isManaged: Bool)
        /// The lock answers, and does not do what it is told.
        case refused
    }

    /// What never changes while a code is.
    struct Traits: Sendable {
        var prefersNativeScheduling = true
        var isOneTimeUse = false
        var isBackup = false
        /// The position of the access method that it belongs to; nil for a code of its own.
        var method: Int?
    }

    /// The code as it was before its last change.
    private final class Memory: Sendable {
        let code: AccessCode

        init(_ code: AccessCode) {
            self.code = code
        }
    }

    let id: Identifier
    /// The position of the device in its workspace.
    let device: Int
    /// The order of creation over the whole workspace; page cursors hold it.
    let sequence: Int
    let createdAt: Int64
    let traits: Traits
    var current: Values
    /// What the door has; nil while it does not have the code.
    var onDevice: Copy?
    var stage = Stage.waiting
    var trouble = Trouble.none
    /// When the door will have done what it was told; nil when it was told nothing, or cannot be reached.
    var workDue: Int64?
    /// Since when the door lags behind `current`.
    var pendingSince: Int64
    /// Whether a request took the code off, and not the end of its time.
    var isDeleted = false
    /// The backup code that was handed out for this one.
    var pulledBackup: Identifier?
    /// Whether a backup code was handed out.
    var isPulled = false
    /// Whether the door lets nobody in by it until it has the newest hours, as a grant's move has it.
    var isRevoked = false
    /// The code before its last change; nil for a code never changed.
    private var memory: Memory?
    private var changedAt: Int64
    /// Until when reads show the code before the change, for the fault `stale`.
    private var staleUntil = Int64.min

    init(
        id: Identifier,
        device: Int,
        sequence: Int,
        createdAt: Int64,
        values: Values,
        traits: Traits = Traits(),
        staleFor: Int64 = 0
    ) {
        self.id = id
        self.device = device
        self.sequence = sequence
        self.createdAt = createdAt
        self.traits = traits
        current = values
        pendingSince = createdAt
        changedAt = createdAt
        if staleFor > 0 { staleUntil = createdAt + staleFor }
    }

    /// Whether a request can still change the code: one that is being taken off is no member of its group any more.
    var isChangeable: Bool {
        current.isManaged && stage != .removing && stage != .gone && (!traits.isBackup || isPulled)
    }

    /// Whether the code holds its PIN on the door.
    var holdsPIN: Bool { stage != .gone }

    /// Whether lists show the code: backup codes are hidden until one is pulled.
    var isListed: Bool {
        stage != .gone && (!traits.isBackup || isPulled)
    }

    /// What a read at `now` shows; nil when it does not show the code.
    ///
    /// Under the fault `stale`, `lag` is how old the newest change must be to be shown; else 0.
    func shown(at now: Int64, lag: Int64) -> AccessCode? {
        let isHidden = now < staleUntil || (lag > 0 && now - changedAt < lag)
        guard isHidden else { return isListed ? self : nil }
        guard let before = memory?.code, before.isListed else { return nil }
        return before
    }

    /// Keeps the code as it is for readers of old values, before a change at `now`.
    mutating func remember(at now: Int64, staleFor: Int64) {
        if now >= staleUntil {
            var before = self
            before.memory = nil
            memory = Memory(before)
        }
        changedAt = now
        if staleFor > 0 { staleUntil = now + staleFor }
    }
}
