/// The part of a source text that a token or node covers, blanks and comments around it excluded.
package struct SourceRange: Hashable, Sendable {
    /// The first byte.
    package let start: SourcePosition

    /// One past the last byte.
    package let end: SourcePosition

    /// The byte offsets, for slicing the source.
    package var offsets: Range<Int> { start.offset..<end.offset }

    /// Covers the bytes from `start` up to, not including, `end`.
    ///
    /// - Precondition: `end` is not before `start`.
    package init(start: SourcePosition, end: SourcePosition) {
        precondition(start <= end, "a source range ends before it starts")
        self.start = start
        self.end = end
    }

    /// Tells whether the byte at `offset` belongs to the range.
    package func contains(offset: Int) -> Bool {
        offsets.contains(offset)
    }
}

extension SourceRange: CustomStringConvertible {
    package var description: String { "\(start)-\(end)" }
}
