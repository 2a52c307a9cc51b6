/// A lock or another device of the workspace.
public struct Device: Sendable, Hashable {
    /// The id of the device.
    public let deviceID: String
    /// The name to show: the nickname, else the provider's name.
    public let displayName: String
    /// The name given in Seam.
    public let nickname: String?
    /// The make and sort, such as `august_lock`.
    public let deviceType: String?
    /// False when the device cannot be reached now; nil when the answer does not say.
    public let isOnline: Bool?
    /// The IANA name of the zone where the door is; nil when Seam does not know it.
    public let timeZone: String?
    /// The name of the place where the door is.
    public let locationName: String?
    /// True when PINs can be set over the network.
    public let canProgramOnlineAccessCodes: Bool?
    /// True when PINs can be made that the device computes itself.
    public let canProgramOfflineAccessCodes: Bool?
    /// The codes of its errors, such as `device_offline`.
    public let errorCodes: [String]
    /// The codes of its warnings, such as `time_zone_unknown`.
    public let warningCodes: [String]
    /// The fields that were missing or not as promised, by their names in the API.
    public let unknownFields: [String]

    /// Reads the API's object; what else is not as promised is unknown.
    ///
    /// - Throws: ``SeamError`` with the code `invalid_response` when the id is missing.
    public init(_ json: JSONValue) throws(SeamError) {
        var reader = JSONReader(value: json, resource: "a device")
        let properties = json["properties"]
        let location = json["location"]
        deviceID = try reader.identity("device_id")
        nickname = reader.optional("nickname")
        let named = nickname ?? json["display_name"]?.string ?? properties?["name"]?.string
        if named == nil { reader.doubt("display_name") }
        displayName = json["display_name"]?.string ?? named ?? deviceID
        deviceType = reader.word("device_type")
        isOnline = properties?["online"]?.bool
        if isOnline == nil { reader.doubt("properties.online") }
        // `timezone` is the older spelling of the same field.
        let zone = location?["time_zone"] ?? location?["timezone"]
        timeZone = zone?.string
        if let zone, !zone.isNull, timeZone == nil { reader.doubt("location.time_zone") }
        locationName = location?["location_name"]?.string
        canProgramOnlineAccessCodes = reader.flag("can_program_online_access_codes")
        canProgramOfflineAccessCodes = reader.flag("can_program_offline_access_codes")
        errorCodes = reader.codes("errors", "error_code")
        warningCodes = reader.codes("warnings", "warning_code")
        unknownFields = reader.unknown
    }
}
