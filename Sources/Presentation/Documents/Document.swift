/// What is written as one JSON document; docs/json.md and the schemas beside it describe each of them.
///
/// A document is made of facts alone, so that a command, a notice and a page show the same. Members are only added.
package protocol Document: Codable, Hashable, Sendable {}

extension Document {
    /// The document as compact JSON.
    package var json: String { DocumentEncoder.json(self) }
}

/// Two documents whose members stand in one object.
package struct Joined<First: Document, Second: Document>: Document {
    /// The members that come first.
    package var first: First
    /// The members behind them.
    package var second: Second

    init(_ first: First, _ second: Second) {
        self.first = first
        self.second = second
    }

    /// Reads both from the same object.
    package init(from decoder: any Decoder) throws {
        first = try First(from: decoder)
        second = try Second(from: decoder)
    }

    /// Writes both into the same object.
    package func encode(to encoder: any Encoder) throws {
        try first.encode(to: encoder)
        try second.encode(to: encoder)
    }
}
