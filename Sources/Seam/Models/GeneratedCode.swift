/// A PIN that is free on a device, and not set.
public struct GeneratedCode: Sendable, Hashable {
    /// The id of the device.
    public let deviceID: String
    /// The PIN.
    public let code: String

    /// Reads the API's object.
    ///
    /// - Throws: ``SeamError`` with the code `invalid_response` when the device or the PIN is missing.
    public init(_ json: JSONValue) throws(SeamError) {
        let reader = JSONReader(value: json, resource: "a generated code")
        deviceID = try reader.identity("device_id")
        code = try reader.identity("code")
    }
}
