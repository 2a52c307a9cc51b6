package import CivilTime

/// That a journal no longer knows what it knew.
package struct JournalLoss: Hashable, Sendable {
    /// When it was noticed.
    package var noticedAt: Instant
    /// What is wrong with it, in a sentence.
    package var what: String

    /// Makes a loss of its parts.
    package init(noticedAt: Instant, what: String) {
        self.noticedAt = noticedAt
        self.what = what
    }
}
