package import Model

/// One access grant as the index keeps it: the hours that its codes follow, and what is special about it.
package struct IndexedGrant: Hashable, Sendable {
    /// What is known of a grant beside its hours.
    package struct Marks: OptionSet, Hashable, Sendable {
        /// The bits.
        package let rawValue: UInt8

        /// Makes marks of bits.
        package init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// Other hours are on their way to its methods.
        package static let updating = Marks(rawValue: 1)
        /// A lock cannot keep to its hours.
        package static let constrained = Marks(rawValue: 2)
        /// It is being deleted.
        package static let leaving = Marks(rawValue: 4)
        /// It has ended: without a code it is nowhere any more, though Seam still lists it.
        package static let over = Marks(rawValue: 16)
        /// One of its methods is a card, which has to be encoded anew when the hours change.
        package static let card = Marks(rawValue: 8)
    }

    /// The grant.
    package var accessGrantID: String
    /// Its hours and its name, as they are now.
    package var state: CodeState
    /// What else is known of it.
    package var marks: Marks
    /// The key that was given to it, nil where none was.
    package var key: String?
    /// The key of the reservation that it belongs to, nil where it belongs to none.
    package var reservationKey: String?
    /// The spaces that it opens.
    package var spaceIDs: [String]
    /// What could not be read of its hours and its name.
    package var unknown: IndexedCode.Unknown
    /// The codes that Seam lists for it.
    package var codeIDs: [String]
    /// The devices of those codes, or those that it opens where it has none; also of doors that were not read.
    package var deviceIDs: Set<String> = []

    /// Makes a grant of its parts.
    package init(
        accessGrantID: String,
        state: CodeState,
        marks: Marks = [],
        reservationKey: String? = nil,
        spaceIDs: [String] = [],
        unknown: IndexedCode.Unknown = [],
        codeIDs: [String] = [],
    ) {
        self.accessGrantID = accessGrantID
        self.state = state
        self.marks = marks
        self.reservationKey = reservationKey
        self.spaceIDs = spaceIDs
        self.unknown = unknown
        self.codeIDs = codeIDs
    }

    /// The target of its changes.
    package var target: Row.Target { .grant(accessGrantID: accessGrantID) }
}
