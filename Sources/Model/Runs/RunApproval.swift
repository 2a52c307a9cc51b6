/// The approval that a run was begun with.
package struct RunApproval: Hashable, Sendable {
    /// The plan's hash.
    package var hash: String
    /// Who approved it; empty before the run begins.
    package var by: String
    /// The reason of an author who approved their own plan, as nobody else was there; nil for any other.
    package var breakGlass: String?

    /// Makes an approval of its parts.
    package init(hash: String, by: String = "", breakGlass: String? = nil) {
        self.hash = hash
        self.by = by
        self.breakGlass = breakGlass
    }
}
