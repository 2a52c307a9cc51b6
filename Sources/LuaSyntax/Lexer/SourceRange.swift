/// A place in a source text, counted in bytes.
///
/// Places beyond 4 GiB are all the same: the numbers are stored in 32 bits, because every token and node has two.
package struct SourcePosition: Hashable, Sendable {
    private let storedOffset: UInt32
    private let storedLine: UInt32
    private let storedColumn: UInt32

    /// Bytes before this place, from the start of the source.
    package var offset: Int { Int(storedOffset) }

    /// The line, from 1; `\r\n` and `\n\r` end one line, as in liblua.
    package var line: Int { Int(storedLine) }

    /// The byte within the line, from 1; a byte order mark does not count.
    package var column: Int { Int(storedColumn) }

    /// Names a place by its byte offset, line and column.
    package init(offset: Int, line: Int, column: Int) {
        storedOffset = UInt32(clamping: offset)
        storedLine = UInt32(clamping: line)
        storedColumn = UInt32(clamping: column)
    }
}

extension SourcePosition: Comparable {
    package static func < (left: Self, right: Self) -> Bool {
        left.storedOffset < right.storedOffset
    }
}

extension SourcePosition: CustomStringConvertible {
    package var description: String { "\(line):\(column)" }
}

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
