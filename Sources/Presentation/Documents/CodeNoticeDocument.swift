package import CivilTime
package import Model

/// What a program of `on_code` reads: a PIN and whom it is for.
///
/// It is the only document that has a PIN.
package struct CodeNoticeDocument: Document {
    /// What it is.
    package enum Kind: String, Codable, Sendable {
        /// A PIN.
        case code
    }

    /// Always `code`.
    package var kind = Kind.code
    /// The same again where it is told once more.
    package var id: String
    /// Why there is a new PIN.
    package var why: CodeNotice.Why
    /// The stay's name.
    package var name: String?
    /// The key of its codes.
    package var commonCodeKey: String?
    /// The PIN.
    package var pin: String
    /// From when on it opens.
    package var startsAt: Instant?
    /// Until when.
    package var endsAt: Instant?
    /// The zone of the doors.
    package var zone: String?
    /// The doors.
    package var doors: [Door]
    /// The run that made it.
    package var runID: String
    /// Who began the run.
    package var operatorName: String
    /// The schedule.
    package var schedule: String?
    /// When it is told.
    package var at: Instant

    enum CodingKeys: String, CodingKey {
        case kind, id, why, name
        case commonCodeKey = "common_code_key"
        case pin
        case startsAt = "starts_at"
        case endsAt = "ends_at"
        case zone, doors
        case runID = "run_id"
        case operatorName = "operator"
        case schedule, at
    }

    /// A door that the PIN opens.
    package struct Door: Document {
        /// The door's name.
        package var door: String
        /// Its device.
        package var deviceID: String
        /// The code.
        package var accessCodeID: String

        enum CodingKeys: String, CodingKey {
            case door
            case deviceID = "device_id"
            case accessCodeID = "access_code_id"
        }
    }

    /// Makes the document of a notice.
    package init(_ notice: CodeNotice) {
        let made = notice.row.members.filter { $0.part == .add }
        id = notice.id
        why = notice.why
        name = notice.row.name
        commonCodeKey = notice.row.madeKey
        pin = notice.digits
        startsAt = made.compactMap(\.after.startsAt).min()
        endsAt = made.compactMap(\.after.endsAt).max()
        zone = notice.row.zone
        doors = made.map { Door(door: $0.door, deviceID: $0.deviceID, accessCodeID: $0.accessCodeID) }
        runID = notice.run.id
        operatorName = notice.run.operatorName
        schedule = notice.run.scheduleName
        at = notice.at
    }
}
