/// A kind of call that a device takes only so often a minute.
package enum PacedCall: String, CaseIterable, Sendable {
    case update, create, delete, lock, unlock

    /// The calls of this kind that a device takes in a minute (Seam, "Rate limits").
    package var limit: Int {
        switch self {
        case .update, .create: 10
        case .delete: 20
        case .lock, .unlock: 15
        }
    }

    /// The kind of a call by the API's path, nil for one that no device counts.
    package init?(path: String) {
        switch path {
        case "/access_codes/update": self = .update
        case "/access_codes/create": self = .create
        case "/access_codes/delete": self = .delete
        case "/locks/lock_door": self = .lock
        case "/locks/unlock_door": self = .unlock
        default: return nil
        }
    }
}
