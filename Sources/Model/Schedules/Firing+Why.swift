extension Firing {
    /// The reason with a colon ahead, or nothing.
    package var why: String {
        detail.map { ": \(ForeignText.sentence($0))" } ?? ""
    }
}
