/// How old the zone data is, as far as it can be told, and whether that is too old.
package struct ZoneDataAge: Hashable, Sendable {
    /// The oldest data with every change that was known when this program was made; scripts/setup asks for the same.
    package static let soundVersion = "2026f"
    private static let year = TimeSpan(milliseconds: 365 * 86_400_000)

    /// The version, such as `2026f`; nil when the data does not say.
    package let version: String?
    /// The time since it was published; nil when the version is not known.
    package let age: TimeSpan?

    /// Works out the age of data of a version.
    ///
    /// A version names its year and not its day. The file's date, within that year, stands for the day.
    package init(version: String?, dateOfFile: Instant?, now: Instant) {
        self.version = version
        guard let version, let year = Int(version.prefix(4)), version.count >= 5,
            let first = try? Instant(iso8601: "\(year)-01-01T00:00:00Z"),
            let last = try? Instant(iso8601: "\(year)-12-31T23:59:59Z")
        else {
            age = nil
            return
        }
        let published = min(max(dateOfFile ?? first, first), last)
        age = max(.zero, now - published)
    }

    /// What is wrong with data so old, in a sentence with what to do; nil when nothing is.
    package var warning: String? {
        let remedy = "update the tzdata package, then send SIGHUP to keyshift serve"
        guard let version, let age else { return "the zone data does not say its version; \(remedy)" }
        // Versions of one length are in the order of their letters: 2026b, 2026f, 2027a.
        if version < Self.soundVersion {
            return
                "the zone data is \(version), and some zones are an hour wrong before \(Self.soundVersion); \(remedy)"
        }
        guard age > Self.year else { return nil }
        return "the zone data is \(version), which is over a year old; \(remedy)"
    }
}
