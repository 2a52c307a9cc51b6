internal import CivilTime
internal import Model

extension Warning.Code {
    /// A door is no device of the workspace any more.
    static let doorUnknown = Self("door_unknown")
    /// A lock cannot be reached now.
    static let doorOffline = Self("door_offline")
    /// A lock is not connected any more.
    static let doorGone = Self("door_gone")
    /// The lock takes only a start in the future.
    static let startAhead = Self("start_ahead")
    /// The lock deletes a code and makes it anew.
    static let recreated = Self("recreated", .info)
    /// The settings name a door that is not there.
    static let settingUnknown = Self("setting_unknown")
}

extension PreflightRule {
    /// What is looked for at the doors.
    ///
    /// scripts/matrix takes each line out in turn.
    static let doorRules: [PreflightRule] = [
        .doors,
        .futureStarts,
        .recreatedCodes,
    ]

    /// Doors that no change reaches now, or ever.
    static let doors = PreflightRule(.doorUnknown, .doorOffline, .doorGone) { preflight in
        let troubled = preflight.deviceIDs.filter { preflight.index.doors[$0].map { $0.trouble != nil } ?? true }
        let targets = preflight.targets(on: Set(troubled))
        return cut(
            troubled.compactMap { id in
                guard let door = preflight.index.doors[id] else {
                    let member = preflight.rows.lazy.flatMap(\.members).first { $0.deviceID == id }
                    return Warning(
                        .doorUnknown,
                        "\((member?.door ?? id).shown) is no device of this workspace any more; the change cannot reach it",
                        rows: targets[id] ?? [],
                    )
                }
                switch door.trouble {
                case nil: return nil
                case .offline(let since):
                    let when =
                        since.map { " since \(LocalTime.zoned($0.toTheMinute, door.zone, near: preflight.now))" } ?? ""
                    return Warning(
                        .doorOffline,
                        "\(door.name.shown) offline\(when); the change reaches it when it is back",
                        rows: targets[id] ?? []
                    )
                case .gone(let code):
                    return Warning(
                        .doorGone,
                        "\(door.name.shown) is not connected (\(code.shown)); the change cannot reach it until it is",
                        rows: targets[id] ?? [],
                    )
                }
            },
            "door"
        )
    }

    /// Locks that take only a start in the future.
    static let futureStarts = together(
        .startAhead,
        "these locks take only a start in the future, and may refuse the change of a stay that has begun (Kwikset)",
    ) { row, world in
        row.changesHours
            && row.members.contains { member in
                let door = world.index.doors[member.deviceID]
                let wantsFuture =
                    door?.deviceType == "kwikset_lock" || door?.constraints.contains("start_date_in_future") == true
                return wantsFuture && (member.after.startsAt ?? world.now) <= world.now
            }
    }

    /// Locks that delete a code and make it anew, under the hands of a guest who can open them now.
    static let recreatedCodes = together(
        .recreated,
        "August locks delete a code and make it anew when its hours change, so that it can be gone for a moment",
    ) { row, world in
        row.changesHours && !row.changesDoors
            && row.members.contains { member in
                member.before.isInside(at: world.now)
                    && world.index.doors[member.deviceID]?.deviceType == "august_lock"
            }
    }

    /// Zones that the settings give to doors that are not there.
    static let settings = PreflightRule(.settingUnknown) { preflight in
        preflight.unknownZones.map {
            Warning(.settingUnknown, "keyshift.json gives a zone to \"\($0.shown)\", and no device has this id or name")
        }
    }
}
