/// Which zone data knows the present rules of zones that changed lately: the name, and the first sound version.
///
/// From the NEWS file of the time zone database. Versions of one length are in the order of their letters.
enum ZoneSoundness {
    /// The first version with the zone's present rules, by its name.
    static let firstSound: [String: String] = [
        "America/Vancouver": "2026f",
        "America/Edmonton": "2026f",
        "America/Winnipeg": "2026f",
    ]

    /// Whether data of a version has a zone wrong; data that does not say its version is believed.
    static func isUnsound(_ zone: String, in version: String?) -> Bool {
        guard let version, let needed = firstSound[zone] else { return false }
        return version < needed
    }
}
