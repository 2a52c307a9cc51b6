package import Model

/// One access code as the index keeps it; the PIN is not kept.
package struct IndexedCode: Hashable, Sendable {
    /// What is known of a code beside its hours.
    package struct Marks: OptionSet, Hashable, Sendable {
        /// The bits.
        package let rawValue: UInt8

        /// Makes marks of bits.
        package init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// Made for a lock without a connection; such a code cannot be changed.
        package static let offline = Marks(rawValue: 1)
        /// The lock has it ahead of its start.
        package static let onLock = Marks(rawValue: 2)
        /// It is being removed.
        package static let leaving = Marks(rawValue: 4)
        /// It could not be set on the lock.
        package static let notSet = Marks(rawValue: 8)
        /// Its lock has not got it yet.
        package static let missing = Marks(rawValue: 16)
    }

    /// What it holds.
    private struct Fields: Hashable, Sendable {
        var accessCodeID: String
        var deviceID: String
        var commonCodeKey: String?
        var accessGrantID: String?
        var state: CodeState
        var marks: Marks
        var unknown: Unknown
        var pinMark: PINMark?
    }

    private var shared: SharedFields<Fields>

    /// The code.
    package var accessCodeID: String {
        get { shared.value.accessCodeID }
        set { shared.value.accessCodeID = newValue }
    }

    /// The device that it is on.
    package var deviceID: String {
        get { shared.value.deviceID }
        set { shared.value.deviceID = newValue }
    }

    /// The key of its group, nil for a code that stands alone.
    package var commonCodeKey: String? {
        get { shared.value.commonCodeKey }
        set { shared.value.commonCodeKey = newValue }
    }

    /// The access grant that holds it, nil for a code that none does.
    package var accessGrantID: String? {
        get { shared.value.accessGrantID }
        set { shared.value.accessGrantID = newValue }
    }

    /// Its hours and its name, those of its grant where it has one, with the rows that were recorded so far.
    package var state: CodeState {
        get { shared.value.state }
        _modify { yield &shared.value.state }
    }

    /// What else is known of it.
    package var marks: Marks {
        get { shared.value.marks }
        set { shared.value.marks = newValue }
    }

    /// What could not be read of it.
    package var unknown: Unknown {
        get { shared.value.unknown }
        set { shared.value.unknown = newValue }
    }

    /// By which its PIN is compared with others; nil where it has none yet, or where that is not known.
    package var pinMark: PINMark? {
        get { shared.value.pinMark }
        set { shared.value.pinMark = newValue }
    }

    /// Whether it is a code, and not a grant's place at a door where the grant has none.
    package var hasCode: Bool { !CodelessID.isOne(accessCodeID) }

    /// Whether it was made for a lock without a connection; such a code cannot be changed.
    package var isOffline: Bool { marks.contains(.offline) }

    /// Makes a code of its parts.
    package init(
        accessCodeID: String,
        deviceID: String,
        commonCodeKey: String?,
        state: CodeState,
        marks: Marks = [],
        unknown: Unknown = [],
    ) {
        shared = SharedFields(
            Fields(
                accessCodeID: accessCodeID,
                deviceID: deviceID,
                commonCodeKey: commonCodeKey,
                accessGrantID: nil,
                state: state,
                marks: marks,
                unknown: unknown,
                pinMark: nil,
            )
        )
    }
}
