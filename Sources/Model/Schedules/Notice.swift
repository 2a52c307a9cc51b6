internal import CivilTime

/// Something about a firing that is to be posted to an address of its schedule.
package struct Notice: Hashable, Sendable {
    /// What there is to tell.
    package enum Kind: String, Codable, Sendable {
        /// A firing failed, was missed, was refused or waits for a person.
        case failure
        /// The first firing that went well after such ones.
        case recovery
    }

    /// Its number.
    package var id: Int64
    /// What there is to tell.
    package var kind: Kind
    /// The firing as it was then.
    package var firing: Firing
    /// How many more firings of the schedule it stands for, all missed at the same time.
    package var others: Int
    /// How often it was tried to be sent before.
    package var tries: Int
    /// The address, or `env:` and the name of a variable; nil when the schedule has none any more.
    package var target: String?

    /// Makes it of its parts.
    package init(
        id: Int64,
        kind: Kind,
        firing: Firing,
        others: Int,
        tries: Int,
        target: String? = nil,
    ) {
        self.id = id
        self.kind = kind
        self.firing = firing
        self.others = others
        self.tries = tries
        self.target = target
    }
}
