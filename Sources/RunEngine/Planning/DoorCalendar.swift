import CivilTime

/// Who is on which door when: the stays on the doors of a plan, before and after it.
struct DoorCalendar {
    /// One stay on one door.
    struct Stay {
        let unit: Row.Target
        let accessCodeID: String
        /// The hours before the plan.
        let before: Range<Instant>
        /// The hours with the plan.
        let after: Range<Instant>
    }

    /// Two stays that meet on a door by the plan, and did not before.
    struct Overlap {
        let label: String
        let nextLabel: String
        let door: String
        let zone: String?
        let end: Instant
        let nextStart: Instant
    }

    /// So many stays at the same time make a door one that groups share, such as a front door.
    private static let sharedFrom = 3

    private let index: WorkspaceIndex
    /// The stays on each door, by their old starts.
    private(set) var stays: [String: [Stay]] = [:]
    /// The doors that many groups share.
    private(set) var shared: Set<String> = []

    init(_ index: WorkspaceIndex, rows: [Row]) {
        self.index = index
        var before: [String: Range<Instant>?] = [:]
        var doors: Set<String> = []
        for member in rows.lazy.flatMap(\.members) {
            before.updateValue(member.before.hours, forKey: member.accessCodeID)
            doors.insert(member.deviceID)
        }
        for code in index.codes.values where doors.contains(code.deviceID) {
            guard let after = code.state.hours, let old = before[code.accessCodeID] ?? after else { continue }
            stays[code.deviceID, default: []].append(
                Stay(unit: index.unit(of: code), accessCodeID: code.accessCodeID, before: old, after: after)
            )
        }
        // Not over the keys of `stays` itself: each list would be copied when it is sorted.
        for door in doors {
            stays[door]?.sort {
                ($0.before.lowerBound, $0.accessCodeID) < ($1.before.lowerBound, $1.accessCodeID)
            }
            if Self.crowd(stays[door] ?? []) >= Self.sharedFrom { shared.insert(door) }
        }
    }

    /// The greatest number of stays at one time.
    private static func crowd(_ stays: [Stay]) -> Int {
        let starts = stays.map { (at: $0.before.lowerBound, step: 1) }
        let ends = stays.map { (at: $0.before.upperBound, step: -1) }
        var count = 0
        var most = 0
        for event in (starts + ends).sorted(by: { ($0.at, $0.step) < ($1.at, $1.step) }) {
            count += event.step
            most = max(most, count)
        }
        return most
    }

    /// The stays that a row brings together on a door that is not shared; one for each pair of stays.
    func newOverlaps(of rows: [Row]) -> [Overlap] {
        var overlaps: [Overlap] = []
        var seen: Set<Set<Row.Target>> = []
        for row in rows {
            for member in row.members where !shared.contains(member.deviceID) {
                guard let mine = stays[member.deviceID]?.first(where: { $0.accessCodeID == member.accessCodeID })
                else { continue }
                for other in stays[member.deviceID] ?? [] where other.unit != mine.unit {
                    guard mine.after.overlaps(other.after), !mine.before.overlaps(other.before),
                        seen.insert([mine.unit, other.unit]).inserted
                    else { continue }
                    overlaps.append(overlap(of: mine, other, on: member.deviceID))
                }
            }
        }
        return overlaps
    }

    private func overlap(of left: Stay, _ right: Stay, on deviceID: String) -> Overlap {
        let isInOrder = left.after.lowerBound <= right.after.lowerBound
        let (first, next) = isInOrder ? (left, right) : (right, left)
        return Overlap(
            label: name(of: first) ?? first.unit.identifier,
            nextLabel: name(of: next) ?? next.unit.identifier,
            door: index.doorName(deviceID),
            zone: index.doors[deviceID]?.zone,
            end: first.after.upperBound,
            nextStart: next.after.lowerBound,
        )
    }

    private func name(of stay: Stay) -> String? {
        index.codes[stay.accessCodeID]?.state.name
    }
}

extension CodeState {
    /// The hours of a code that ends, nil for one without an end or with hours that are none.
    fileprivate var hours: Range<Instant>? {
        guard kind == .timeBound, let startsAt, let endsAt, startsAt < endsAt else { return nil }
        return startsAt..<endsAt
    }
}
