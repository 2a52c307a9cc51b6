/// How far the reading of a workspace has come.
package struct ReadingProgress: Hashable, Sendable {
    /// The doors whose codes were read.
    package var done: Int
    /// The doors that are to be read, nil until they are listed.
    package var total: Int?

    /// Takes the progress of a reading, from any thread.
    package typealias Listener = @Sendable (ReadingProgress) -> Void

    /// Makes a progress of its parts.
    package init(done: Int, total: Int?) {
        self.done = done
        self.total = total
    }
}
