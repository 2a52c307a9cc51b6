package import CivilTime

/// Somebody who may sign in: with people, whoever sends, approves or changes something is one of them.
package struct Person: Hashable, Sendable {
    /// What somebody may do; each role may do what those before it may.
    package enum Role: String, Codable, Sendable, CaseIterable, Comparable {
        /// Looks, and plans.
        case viewer
        /// Sends, and changes schedules.
        case `operator`
        /// Approves plans of others.
        case approver
        /// Adds and removes people.
        case admin

        /// Whether the first may do less than the second.
        package static func < (left: Role, right: Role) -> Bool { left.rank < right.rank }

        private var rank: Int {
            switch self {
            case .viewer: 0
            case .operator: 1
            case .approver: 2
            case .admin: 3
            }
        }
    }

    /// The name, which nobody else has.
    package var name: String
    /// What the person may do.
    package var role: Role
    /// When the person was added.
    package var addedAt: Instant
    /// Who added the person; nil for the first one.
    package var addedBy: String?

    /// Makes a person of its parts.
    package init(name: String, role: Role, addedAt: Instant, addedBy: String?) {
        self.name = name
        self.role = role
        self.addedAt = addedAt
        self.addedBy = addedBy
    }
}
