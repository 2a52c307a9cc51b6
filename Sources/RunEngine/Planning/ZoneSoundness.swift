package import CivilTime
package import Model

/// Which zone data knows the present rules of zones that changed lately: the name, and the first sound version.
///
/// From the NEWS file of the time zone database. Versions of one length are in the order of their letters.
package enum ZoneSoundness {
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

    /// The refusal of a schedule whose zone this machine's data has wrong: it would fire at another hour.
    package static func refusal(ofSchedule zone: Zone, in version: String? = Zone.dataVersion) -> PlanError? {
        guard isUnsound(zone.name, in: version), let version, let needed = firstSound[zone.name] else { return nil }
        return PlanError(
            .zoneData,
            "\(zone.name) needs zone data \(needed), and this machine has \(version): the schedule would fire at another "
                + "hour. Update the tzdata package.",
            remedy: .rows(.zoneData, isInScript: false, hasOthers: false),
        )
    }
}
