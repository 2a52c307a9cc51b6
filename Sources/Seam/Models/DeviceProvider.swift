/// A maker of devices that Seam can connect to.
public struct DeviceProvider: Sendable, Hashable {
    /// The name in the API, such as `august`.
    public let name: String
    /// The name to show.
    public let displayName: String
    /// The kinds of maker that it belongs to, such as `stable`.
    public let categories: [String]
    /// True when PINs can be set over the network.
    public let canProgramOnlineAccessCodes: Bool?

    /// Reads the API's object.
    ///
    /// - Throws: ``SeamError`` with the code `invalid_response` when the name is missing.
    public init(_ json: JSONValue) throws(SeamError) {
        var reader = JSONReader(value: json, resource: "a device provider")
        name = try reader.identity("device_provider_name")
        displayName = reader.optional("display_name") ?? name
        categories = (json["provider_categories"]?.array ?? []).compactMap(\.string)
        canProgramOnlineAccessCodes = reader.flag("can_program_online_access_codes")
    }
}
