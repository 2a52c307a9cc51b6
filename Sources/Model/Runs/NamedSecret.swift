/// A value that settings or options name as `secret:NAME`, so that it stands in no settings, journal or command line.
package struct NamedSecret: Hashable, Sendable {
    /// Where its value is.
    package enum Place: Hashable, Sendable {
        /// In a file that nobody but its owner may read.
        case file(String)
        /// In a variable of the environment.
        case variable(String)
    }

    /// Its name.
    package var name: String
    /// Where its value is.
    package var place: Place
    /// The one host that it may be sent to.
    package var host: String

    /// Makes it of its parts.
    package init(name: String, place: Place, host: String) {
        self.name = name
        self.place = place
        self.host = host
    }

    /// What a text begins with that names one.
    package static let prefix = "secret:"

    /// Whether a variable may hold one: those of Seam, Keyshift and PostgreSQL hold the keys of the workspace and of the journal.
    package static func mayHold(_ variable: String) -> Bool {
        !["SEAM_", "KEYSHIFT_", "PG"].contains { variable.uppercased().hasPrefix($0) }
    }
}
