package import Logging
internal import Model

/// A log handler that makes one line of text of each event, with its facts in a steady order.
package struct LogLines: LogHandler {
    /// Facts that every event begins with, by name.
    package var metadata: Logger.Metadata = [:]
    /// Events below it are left out.
    package var logLevel = Logger.Level.debug
    private let write: @Sendable (String) -> Void

    /// Hands each line, without its end, to `write`.
    package init(_ write: @escaping @Sendable (String) -> Void) {
        self.write = write
    }

    /// A fact of every event.
    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Writes one event.
    package func log(event: LogEvent) {
        var facts = metadata.merging(event.metadata ?? [:]) { _, new in new }
        let place = ["method", "path"].compactMap {
            facts.removeValue(forKey: $0).map { ForeignText.sentence("\($0)") }
        }
        let rest = facts.map { "\($0.key)=\(ForeignText.sentence("\($0.value)"))" }.sorted()
        write((["\(event.level): \(ForeignText.sentence("\(event.message)"))"] + place + rest).joined(separator: " "))
    }
}
