package import CivilTime

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
    /// Since when its lock or the hub of its lock cannot be reached, as the API's error says; nil where it says nothing.
    package var offlineSince: Instant?
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

    /// The API's errors of a lock that cannot be reached, and gets what is sent when it is back.
    static let offlineCodes: Set = ["device_offline", "device_disconnected", "hub_disconnected", "bridge_disconnected"]

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
