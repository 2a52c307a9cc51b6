/// The documented limits: per device and minute, 10 codes created, 10 updated and 20 deleted, 15 times locked and unlocked.
struct RateLimiter: Sendable {
    enum Action: Hashable, Sendable {
        case create
        case update
        case delete
        case lock
        case unlock

        var perMinute: Int {
            switch self {
            case .create, .update: 10
            case .lock, .unlock: 15
            case .delete: 20
            }
        }
    }

    private struct Key: Hashable, Sendable {
        let action: Action
        let deviceID: Identifier
    }

    static let minute: Int64 = 60_000

    /// When the requests of the last minute were admitted.
    private var log: [Key: [Int64]] = [:]

    /// Admits one action on each of the `devices`, which are named once for each code concerned, or none of them.
    ///
    /// - Returns: Nil when admitted, else the seconds after which it would be.
    mutating func admit(_ action: Action, on devices: [Identifier], at now: Int64) -> Int? {
        let limit = action.perMinute
        let counts = Dictionary(devices.map { ($0, 1) }, uniquingKeysWith: +)
        var wait: Int64 = 0
        for (device, count) in counts {
            let key = Key(action: action, deviceID: device)
            log[key, default: []].removeAll { now - $0 >= Self.minute }
            let times = log[key] ?? []
            let excess = times.count + min(count, limit) - limit
            if excess > 0 { wait = max(wait, times[excess - 1] + Self.minute - now) }
        }
        guard wait == 0 else { return Int((wait + 999) / 1000) }
        for (device, count) in counts {
            let entries = Array(repeating: now, count: min(count, limit))
            log[Key(action: action, deviceID: device), default: []] += entries
        }
        return nil
    }
}
