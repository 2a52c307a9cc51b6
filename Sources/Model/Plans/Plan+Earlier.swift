package import CivilTime

extension Plan.LeftOut {
    /// A run of the last hours that moved a group, which is why it was left out.
    package struct Earlier: Hashable, Sendable {
        /// The run's id.
        package var run: String
        /// What was typed for it, such as `storm 2h`.
        package var command: String
        /// When it moved the group.
        package var at: Instant
        /// Whether what was typed now has moved the group in the last hours: sent again, it moves it twice.
        package var isRepeated: Bool
        /// Whether something else has moved it since that.
        package var isOvertaken = false
        /// How the group is named in a line that sends it, nil for its key.
        package var typed: String?

        /// Makes it of its parts.
        package init(run: String, command: String, at instant: Instant, isRepeated: Bool) {
            self.run = run
            self.command = command
            at = instant
            self.isRepeated = isRepeated
        }
    }
}
