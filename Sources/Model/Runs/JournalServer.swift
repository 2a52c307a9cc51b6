package import CivilTime

/// The server of a journal that several nodes use, as `doctor` tells of it.
package struct JournalServer: Hashable, Sendable {
    /// What a second server has of what was written.
    package enum Replication: String, Sendable {
        /// There is no second server.
        case single
        /// A second server has each commit before it is answered.
        case synchronous
        /// A second server follows, and after a switch to it the last commits can be missing.
        case asynchronous
    }

    /// The host and the database, without a password.
    package var place: String
    /// The server's version, such as `15.18`.
    package var version: String
    /// What a second server has.
    package var replication: Replication
    /// By how much its clock is ahead of this machine's.
    package var clockLead: TimeSpan
    /// The tables that this user may not write.
    package var closedTables: [String]

    /// Describes a server by its parts.
    package init(
        place: String,
        version: String,
        replication: Replication,
        clockLead: TimeSpan,
        closedTables: [String],
    ) {
        self.place = place
        self.version = version
        self.replication = replication
        self.clockLead = clockLead
        self.closedTables = closedTables
    }
}
