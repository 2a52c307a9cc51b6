package import CivilTime
package import Model

/// A device as a person knows it: a door with a name, somewhere.
package struct Door: Hashable, Sendable {
    /// What keeps a change from a door's lock.
    package enum Trouble: Hashable, Sendable {
        /// It cannot be reached now, since an instant where that is known.
        case offline(since: Instant?)
        /// It is no longer connected, by the API's error code.
        case gone(String)
    }

    /// The device.
    package var deviceID: String
    /// The name that the operator gave it.
    package var name: String
    /// The IANA name of the zone that it stands in, nil where Seam does not know it.
    package var zone: String?
    /// Whether it can be reached now; nil where that is not known.
    package var isOnline: Bool?
    /// What keeps changes from its lock, nil where nothing is known to.
    package var trouble: Trouble?
    /// The make and sort, such as `august_lock`.
    package var deviceType: String?
    /// The API's names of rules for its codes, such as `start_date_in_future`.
    package var constraints: Set<String> = []
    /// The fields of the device that could not be read, by their names in the API.
    package var unknownFields: [String] = []

    /// The house that it is of: as the settings say, else as Seam does, else by what its name begins with.
    package var house: String?
    /// Whether the settings describe that house.
    package var isOfDescribedHouse = false
    /// Whether the settings say that stays share it.
    package var isShared = false
    /// Patterns for the names of codes on it that are no guest's, nil where the settings have none.
    package var staff: [String]?
    /// When guests get in and when they leave, on its clock, where the settings say so.
    package var checkIn: ClockTime?
    package var checkOut: ClockTime?
    /// The ids of Seam's spaces that it is in.
    package var spaceIDs: [String] = []
    /// How full its battery is, 0 to 1; nil where that is not known.
    package var battery: Double?
    /// The name of its maker, or of the service that it is reached by; nil where Seam does not know it.
    package var brand: String?
    /// How many digits its codes can have; empty where that is not known.
    package var codeLengths: Set<Int> = []
    /// Whether codes can be put on its lock from afar; nil where that is not known.
    package var takesCodes: Bool?
    /// How many codes its lock holds at a time; nil where that is not known.
    package var mostCodes: Int?
    /// The API's error codes of it and of its account.
    package var errorCodes: [String] = []
    /// How long somebody needs to get there, where the settings say so.
    package var reach: TimeSpan?

    /// The sorts of locks that get a code 60 minutes before its start; the others get it 72 hours before.
    private static let withoutSchedules: Set<String> = [
        "dormakaba_oracode_door", "lockly_lock", "smartthings_lock",
    ]

    /// Whether its lock gets a code only shortly before it begins, because it keeps no hours by itself.
    package var isJustInTime: Bool { Self.withoutSchedules.contains(deviceType ?? "") }

    /// Makes a door of its parts.
    package init(deviceID: String, name: String, zone: String?, isOnline: Bool?) {
        self.deviceID = deviceID
        self.name = name
        self.zone = zone
        self.isOnline = isOnline
        trouble = isOnline == false ? .offline(since: nil) : nil
    }
}

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

    /// The code.
    package var accessCodeID: String
    /// The device that it is on.
    package var deviceID: String
    /// The key of its group, nil for a code that stands alone.
    package var commonCodeKey: String?
    /// The access grant that holds it, nil for a code that none does.
    package var accessGrantID: String?
    /// Its hours and its name, those of its grant where it has one, with the rows that were recorded so far.
    package var state: CodeState
    /// What else is known of it.
    package var marks: Marks
    /// What could not be read of it.
    package var unknown: Unknown
    /// By which its PIN is compared with others; nil where it has none yet, or where that is not known.
    package var pinMark: PINMark?

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
        self.accessCodeID = accessCodeID
        self.deviceID = deviceID
        self.commonCodeKey = commonCodeKey
        self.state = state
        self.marks = marks
        self.unknown = unknown
    }
}
