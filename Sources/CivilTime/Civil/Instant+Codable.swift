extension Instant: Codable {
    /// Reads the text that `encode(to:)` writes.
    /// - Throws: `CivilTimeError` for a text that is no instant.
    package init(from decoder: any Decoder) throws {
        try self.init(iso8601: try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the instant as a text, `YYYY-MM-DDTHH:MM:SS.mmmZ`.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(iso8601)
    }
}
