package import CivilTime

/// A line of the log of a process that runs for long: what `serve --log json` writes.
package struct LogDocument: Document {
    /// When it was said.
    package var time: Instant
    /// What was said, a sentence.
    package var message: String

    /// Makes it of its parts.
    package init(time: Instant, message: String) {
        self.time = time
        self.message = message
    }
}
