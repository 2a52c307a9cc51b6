import CivilTime

/// What an operator should know of a plan before it is sent: things that do not stop it, each with its reason.
///
/// See section 6 of the design's reference on runs, and the API's notes on loading codes and on brands.
struct Preflight {
    /// The workspace with the plan's changes.
    let index: WorkspaceIndex
    /// The rows that change something.
    let rows: [Row]
    /// What the settings name that is not there.
    let unknownZones: [String]
    let now: Instant

    private let calendar: DoorCalendar

    init(_ index: WorkspaceIndex, rows: [Row], unknownZones: [String] = [], now: Instant) {
        self.index = index
        self.rows = rows.planned
        self.unknownZones = unknownZones
        self.now = now
        calendar = DoorCalendar(index, rows: self.rows)
    }

    /// The warnings, a sentence each, the most urgent first.
    var warnings: [String] {
        troubles + members + windows + overlaps + loading + brands + settings
    }

    /// What the plan's doors have that it does not change, a sentence for each kind.
    var notCovered: [String] {
        Coverage(index: index, rows: rows, calendar: calendar, now: now).sentences
    }

    // MARK: - Doors

    private var doorIDs: [String] {
        Set(rows.flatMap { $0.members.map(\.deviceID) }).sorted { (index.doorName($0), $0) < (index.doorName($1), $1) }
    }

    private var troubles: [String] {
        let sentences = doorIDs.compactMap { id -> String? in
            guard let door = index.doors[id] else {
                return "\(index.doorName(id)) is no device of this workspace any more; the change cannot reach it"
            }
            switch door.trouble {
            case nil: return nil
            case .offline(let since):
                let when = since.map { " since \(LocalTime.brief($0.toTheMinute, door.zone, near: now))" } ?? ""
                return "\(door.name) offline\(when); the change reaches it when it is back"
            case .gone(let code):
                return "\(door.name) is not connected (\(code)); the change cannot reach it until it is"
            }
        }
        return Self.cut(sentences, "doors")
    }

    private var brands: [String] {
        var sentences: [String] = []
        let kwikset = rows.filter { row in
            row.changesHours
                && row.members.contains { member in
                    let door = index.doors[member.deviceID]
                    let wantsFuture =
                        door?.deviceType == "kwikset_lock"
                        || door?.constraints.contains("start_date_in_future") == true
                    return wantsFuture && (member.after.startsAt ?? now) <= now
                }
        }
        if !kwikset.isEmpty {
            sentences.append(
                "these locks take only a start in the future, and may refuse the change of a stay that has begun "
                    + "(Kwikset): \(Self.names(kwikset))"
            )
        }
        let august = rows.filter { row in
            row.changesHours && row.members.contains { index.doors[$0.deviceID]?.deviceType == "august_lock" }
        }
        if !august.isEmpty {
            sentences.append(
                "August locks delete a code and make it anew when its hours change, so that it can be gone for a moment: "
                    + Self.names(august)
            )
        }
        return sentences
    }

    // MARK: - Codes

    private var members: [String] {
        var sentences: [String] = []
        for row in rows {
            if case .group = row.target, row.members.count == 1, let member = row.members.first {
                sentences.append(
                    "\(row.label) has a code on \(member.door) only, and its key says that there are more: is one missing?"
                )
            }
            for member in row.members {
                let marks = index.codes[member.accessCodeID]?.marks ?? []
                if marks.contains(.leaving) {
                    sentences.append("the code of \(row.label) on \(member.door) is being removed")
                }
                if marks.contains(.notSet) {
                    sentences.append(
                        "the code of \(row.label) has not reached \(member.door) so far (failed_to_set_on_device)"
                    )
                }
            }
        }
        return Self.cut(sentences, "codes")
    }

    private var windows: [String] {
        let sentences = rows.compactMap { row -> String? in
            guard row.changesHours, let member = row.members.first, let start = member.after.startsAt,
                let end = member.after.endsAt
            else { return nil }
            if end <= now {
                return "\(row.label) is over already: it ended \(LocalTime.brief(end, row.zone, near: now))"
            }
            let length = end - start
            if length < TimeSpan(milliseconds: 3_600_000) {
                let hours = "\(LocalTime.brief(start, row.zone, near: now)) to \(LocalTime.clock(end, row.zone))"
                return "\(row.label) would open for \(length) only, \(hours)"
            }
            let days = length.milliseconds / 86_400_000
            return days > 90 ? "\(row.label) would open for \(days) days" : nil
        }
        return Self.cut(sentences, "groups")
    }

    private var overlaps: [String] {
        Self.cut(
            calendar.newOverlaps(of: rows).map { overlap in
                let until = LocalTime.brief(overlap.end, overlap.zone, near: now)
                let start = LocalTime.brief(overlap.nextStart, overlap.zone, near: now)
                return
                    "\(overlap.label) would stay until \(until), and \(overlap.nextLabel) gets in at \(start) (\(overlap.door))"
            },
            "stays"
        )
    }

    /// Stays to come that their locks have already, or are getting now.
    private var loading: [String] {
        var early: [Row] = []
        var late: [Row] = []
        for row in rows where row.changesHours && !row.isInHouse {
            for member in row.members {
                guard let start = member.before.startsAt, start > now else { continue }
                let isNative = !Self.withoutSchedules.contains(index.doors[member.deviceID]?.deviceType ?? "")
                let isOnLock = index.codes[member.accessCodeID]?.marks.contains(.onLock) == true
                guard isOnLock || start - now < (isNative ? Self.earlyLoading : Self.lateLoading) else { continue }
                if isNative { early.append(row) } else { late.append(row) }
                break
            }
        }
        func sentence(_ rows: [Row], _ window: String) -> String? {
            guard !rows.isEmpty else { return nil }
            return
                "begins within \(window), so its lock may have the old hours already and must take the new ones in time: "
                + Self.names(rows)
        }
        return [sentence(early, "72 hours"), sentence(late, "60 minutes")].compactMap(\.self)
    }

    private var settings: [String] {
        unknownZones.map { "keyshift.json gives a zone to \"\($0)\", and no device has this id or name" }
    }

    /// The sorts of locks that get a code 60 minutes before its start; the others get it 72 hours before.
    private static let withoutSchedules: Set<String> = [
        "dormakaba_oracode_door", "lockly_lock", "smartthings_lock",
    ]
    private static let earlyLoading = TimeSpan(milliseconds: 72 * 3_600_000)
    private static let lateLoading = TimeSpan(milliseconds: 3_600_000)

    // MARK: - Words

    /// The names of the first rows, and how many more there are.
    static func names(_ rows: [Row]) -> String {
        listed(rows.map(\.label))
    }

    /// The first names of a list, and how many more there are.
    static func listed(_ names: [String]) -> String {
        let shown = names.prefix(3).joined(separator: ", ")
        return names.count > 3 ? "\(shown), … \(names.count - 3) more" : shown
    }

    private static func cut(_ sentences: [String], _ what: String) -> [String] {
        guard sentences.count > 5 else { return sentences }
        return sentences.prefix(5) + ["the same for \(sentences.count - 5) more \(what)"]
    }
}

extension Row {
    /// Whether a start or an end moves.
    var changesHours: Bool { changes.contains(.startsAt) || changes.contains(.endsAt) }
}
