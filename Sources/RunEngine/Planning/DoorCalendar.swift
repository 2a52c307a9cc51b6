import CivilTime
internal import Model

/// Who is on which door when: the stays on the doors of a plan, before and after it.
struct DoorCalendar {
    /// One stay on one door.
    struct Stay {
        let unit: Row.Target
        let accessCodeID: String
        /// Whether a row of the plan has the code.
        let isPlanned: Bool
        /// Whether a row moves the stay to the door: that it comes there says nothing of who shares it.
        var isMoved = false
        /// The hours before the plan.
        let before: Range<Instant>
        /// The hours with the plan.
        let after: Range<Instant>
    }

    /// Two stays that meet on a door by the plan, and did not before, or not for so long.
    struct Overlap {
        /// The place of the row whose change brings them together.
        let row: Int
        /// Who is there first, and who comes next.
        let label: String
        let nextLabel: String
        /// Whether the row is of the first of them.
        let isFirst: Bool
        /// The one that the row is not of.
        let other: Row.Target
        /// Whether they met before, for less time.
        var isLonger = false
        let deviceID: String
        let door: String
        /// Whether each of them has another door that the other has not, so that this one may be a front door.
        let mayBeShared: Bool
        let zone: String?
        let end: Instant
        let nextStart: Instant
    }

    /// Two stays with little time between them.
    struct Turnover {
        /// Both; where the first ends and the next begins.
        let stays: Overlap
        /// How much.
        let gap: TimeSpan
    }

    private let index: WorkspaceIndex
    /// The stays on each door, by their old starts.
    private(set) var stays: [String: [Stay]] = [:]
    /// The doors that stays share, such as a front door: the settings say so, or two stays are on it at the same time before
    /// the plan, and each of them has another door that the other has not.
    private(set) var shared: Set<String> = []
    /// The devices that stays had before the plan whose doors it changes.
    private var devicesBefore: [Row.Target: Set<String>] = [:]
    /// The names of guests of whose codes somebody took some, by the codes.
    private var absentNames: [String: String] = [:]
    /// The codes of staff that the plan ends, which the index has no more.
    private var endedOfStaff: Set<String> = []

    /// Takes the stays on the doors of some rows, or on all doors; `absent` are guests who have lost a code there, and whose
    /// doors they are still.
    init(_ index: WorkspaceIndex, rows: [Row], absent: [Model.Stay] = [], isOfAllDoors: Bool = false) {
        self.index = index
        var before: [String: Range<Instant>?] = [:]
        before.reserveCapacity(rows.count)
        var (made, moved): (Set<String>, Set<String>) = ([], [])
        var doors: Set<String> = isOfAllDoors ? Set(index.doors.keys) : []
        for row in rows {
            for member in row.members {
                // Another code of the same stay on the same door takes its place, and meets nobody anew.
                let replaced =
                    row.changesDoors && member.part == .add
                    ? row.members.first { $0.deviceID == member.deviceID && $0.part == .drop } : nil
                before.updateValue((replaced ?? member).before.hours, forKey: member.accessCodeID)
                if member.part == .add, replaced == nil {
                    made.insert(member.accessCodeID)
                    if row.change == .doors, row.endedCount > 0 { moved.insert(member.accessCodeID) }
                }
                doors.insert(member.deviceID)
            }
        }
        for code in index.codes.values where doors.contains(code.deviceID) {
            guard let after = code.state.hours else { continue }
            // A code that the plan makes was there at no time before it.
            let planned = before[code.accessCodeID]
            guard
                let old = made.contains(code.accessCodeID) ? after.lowerBound..<after.lowerBound : planned ?? after
            else { continue }
            stays[code.deviceID, default: []].append(
                Stay(
                    unit: index.unit(of: code),
                    accessCodeID: code.accessCodeID,
                    isPlanned: planned != nil,
                    isMoved: moved.contains(code.accessCodeID),
                    before: old,
                    after: after
                )
            )
        }
        for row in rows where row.changesDoors { addEnded(row) }
        for stay in absent { addAbsent(stay) }
        // Not over the keys of `stays` itself: each list would be copied when it is sorted.
        for door in doors {
            stays[door]?.sort {
                $0.before.lowerBound == $1.before.lowerBound
                    ? $0.accessCodeID < $1.accessCodeID : $0.before.lowerBound < $1.before.lowerBound
            }
            if index.doors[door]?.isShared == true || isShared(door, stays[door] ?? []) { shared.insert(door) }
        }
        for row in rows where row.change == .doors { takeReplacement(row) }
    }

    /// Adds the codes that a row ends, which the index has no more: they tell which doors stays shared before it.
    private mutating func addEnded(_ row: Row) {
        let had = Set(row.members.lazy.filter(\.before.exists).map(\.deviceID))
        // A stay that the row makes had none.
        if !had.isEmpty { devicesBefore[row.target] = had }
        for member in row.members where member.part == .drop && index.codes[member.accessCodeID] == nil {
            let isReplaced = row.members.contains { $0.part == .add && $0.deviceID == member.deviceID }
            guard !isReplaced, let before = member.before.hours else { continue }
            if StaffNames.isStaff(row.name ?? "", patterns: index.doors[member.deviceID]?.staff) {
                endedOfStaff.insert(member.accessCodeID)
            }
            stays[member.deviceID, default: []].append(
                Stay(
                    unit: row.target,
                    accessCodeID: member.accessCodeID,
                    isPlanned: true,
                    before: before,
                    after: before.lowerBound..<before.lowerBound,
                )
            )
        }
    }

    /// Adds the codes that somebody took from a guest.
    private mutating func addAbsent(_ stay: Model.Stay) {
        if devicesBefore[stay.target] == nil {
            devicesBefore[stay.target] = Set((stay.doors + stay.lost).map(\.deviceID))
        }
        for door in stay.lost {
            guard let hours = door.state.hours else { continue }
            absentNames[door.accessCodeID] = "\(stay.handle), whose code there is gone,"
            stays[door.deviceID, default: []].append(
                Stay(
                    unit: stay.target,
                    accessCodeID: door.accessCodeID,
                    isPlanned: false,
                    before: hours,
                    after: hours,
                )
            )
        }
    }

    /// Counts a door that nobody had before the plan as shared where a stay gets it for a shared one: it is the new lock.
    private mutating func takeReplacement(_ row: Row) {
        let given = row.members.filter { $0.part == .drop }
        guard !given.isEmpty, given.allSatisfy({ shared.contains($0.deviceID) }) else { return }
        for member in row.members where member.part == .add {
            let isNew = (stays[member.deviceID] ?? []).allSatisfy(\.before.isEmpty)
            if isNew { shared.insert(member.deviceID) }
        }
    }

    /// Whether two of the stays on a door, which are in the order of their starts, meet, and each has a door of its own.
    ///
    /// Who opens many rooms makes none of them a door that guests share.
    private func isShared(_ door: String, _ stays: [Stay]) -> Bool {
        let isRoom = index.doorName(door).contains(where: \.isNumber)
        // By places, and by numbers first: a copy of each stay would cost more than all that is looked at.
        var present: [Int] = []
        for place in stays.indices where !stays[place].isMoved {
            let start = stays[place].before.lowerBound
            present.removeAll { stays[$0].before.upperBound <= start }
            for other in present where stays[other].unit != stays[place].unit {
                let (stay, met) = (stays[place], stays[other])
                guard !isStaff(stay), !isStaff(met), haveOtherDoors(stay, met) else { continue }
                if !isRoom || !index.hasRooms(stay.unit) && !index.hasRooms(met.unit) { return true }
            }
            present.append(place)
        }
        return false
    }

    /// Whether a stay is no guest's: who cleans a room meets no guest there, and does not make it a door that guests share.
    func isStaff(_ stay: Stay) -> Bool {
        endedOfStaff.contains(stay.accessCodeID) || index.isStaff(stay.unit)
    }

    /// Whether each of two stays has a door that the other has not.
    private func haveOtherDoors(_ stay: Stay, _ other: Stay) -> Bool {
        let (mine, theirs) = (devices(of: stay), devices(of: other))
        return !mine.isSubset(of: theirs) && !theirs.isSubset(of: mine)
    }

    /// Whether a door that two stays have may be the room of both.
    private func mayBeRoom(_ deviceID: String, of stay: Stay, _ other: Stay) -> Bool {
        SharedRoom.mayBe(index.doorName(deviceID), of: devices(of: stay), devices(of: other))
    }

    /// The devices that a stay has; where the plan makes the code, those that it has then.
    private func devices(of stay: Stay) -> Set<String> {
        let before = stay.before.isEmpty ? nil : devicesBefore[stay.unit]
        return before ?? index.devices(of: stay.unit)
    }

    /// The stays that rows bring together on a door that is not shared, or for longer than before; one for each pair of stays.
    ///
    /// A row is to blame when its new hours meet what the other stay had; where only both changes together meet, both are.
    /// Stays that met before are told only where the door may be the room of both: who has a front door alone meets others there.
    /// Those that share a room may do so for longer.
    func newOverlaps(of rows: [Row], at now: Instant) -> [Overlap] {
        var overlaps: [Overlap] = []
        var seen: Set<Pair> = []
        for (place, row) in rows.enumerated() {
            for member in row.members where !shared.contains(member.deviceID) {
                let here = stays[member.deviceID] ?? []
                guard let mine = Self.place(of: member, in: here) else { continue }
                let (before, after) = (here[mine].before, here[mine].after)
                // Who is on a door that nobody knows need not be on the same one.
                let isKnown = index.doors[member.deviceID] != nil
                var met: [Stay] = []
                for other in here.indices where after.overlaps(here[other].after) {
                    let (theirs, their) = (here[other].before, here[other].after)
                    let isNew = Self.isNew(before, after, theirs, their)
                    guard isNew || isKnown && Self.isLonger(before, after, theirs, their, at: now),
                        here[other].unit != here[mine].unit,
                        isNew || mayBeRoom(member.deviceID, of: here[mine], here[other]),
                        !isStaff(here[mine]), !isStaff(here[other])
                    else { continue }
                    met.append(here[other])
                }
                for other in met.count > 1 ? nearestFirst(met, to: here[mine]) : met
                where seen.insert(Pair(row: place, other: other.unit)).inserted {
                    overlaps.append(overlap(of: here[mine], other, on: member.deviceID, by: place))
                }
            }
        }
        return overlaps
    }

    /// Whether two stays meet that did not, and the first is to blame.
    private static func isNew(
        _ before: Range<Instant>,
        _ after: Range<Instant>,
        _ theirs: Range<Instant>,
        _ their: Range<Instant>,
    ) -> Bool {
        !before.overlaps(theirs) && (after.overlaps(theirs) || !their.overlaps(before))
    }

    /// Whether two stays meet for longer than they did, and the first is to blame; guests who share a room may.
    private static func isLonger(
        _ before: Range<Instant>,
        _ after: Range<Instant>,
        _ theirs: Range<Instant>,
        _ their: Range<Instant>,
        at now: Instant,
    ) -> Bool {
        guard before.overlaps(theirs), !SharedRoom.isLikely(before, theirs, at: now) else { return false }
        let known = length(before, theirs)
        return length(after, their) > known && (length(after, theirs) > known || length(their, before) <= known)
    }

    /// For how long two stays meet.
    private static func length(_ left: Range<Instant>, _ right: Range<Instant>) -> TimeSpan {
        let common = left.clamped(to: right)
        return common.upperBound - common.lowerBound
    }

    /// The stays between which rows leave less than an hour on a door that is not shared, and less than before; one for each
    /// pair of stays.
    func newTurnovers(of rows: [Row]) -> [Turnover] {
        var turnovers: [Turnover] = []
        // Where rows change both, the pair is told once.
        var seen: Set<Set<Row.Target>> = []
        for (place, row) in rows.enumerated() {
            for member in row.members where !shared.contains(member.deviceID) {
                let here = stays[member.deviceID] ?? []
                guard here.count > 1, let mine = Self.place(of: member, in: here) else { continue }
                let (before, after) = (here[mine].before, here[mine].after)
                for other in here.indices {
                    // Most are far away, and no name is compared for those.
                    guard let gap = Self.gap(after, here[other].after), gap < Self.tight,
                        Self.gap(before, here[other].before).map({ $0 > gap }) ?? true,
                        here[other].unit != here[mine].unit,
                        !isStaff(here[mine]), !isStaff(here[other]),
                        seen.insert([here[mine].unit, here[other].unit]).inserted
                    else { continue }
                    let stays = overlap(of: here[mine], here[other], on: member.deviceID, by: place)
                    turnovers.append(Turnover(stays: stays, gap: gap))
                }
            }
        }
        return turnovers
    }

    /// A time between two stays in which nobody can make a room ready.
    private static let tight = TimeSpan(milliseconds: 3_600_000)

    /// How long nobody is there between two stays, nil where they meet or one has no hours.
    private static func gap(_ left: Range<Instant>, _ right: Range<Instant>) -> TimeSpan? {
        guard !left.isEmpty, !right.isEmpty, !left.overlaps(right) else { return nil }
        return max(left.lowerBound, right.lowerBound) - min(left.upperBound, right.upperBound)
    }

    /// The place of a row's code among the stays of its door, looked for by its old start first.
    private static func place(of member: Row.Member, in stays: [Stay]) -> Int? {
        let start = member.before.startsAt
        return stays.indices.first {
            stays[$0].before.lowerBound == start && stays[$0].accessCodeID == member.accessCodeID
        }
            ?? stays.indices.first { stays[$0].accessCodeID == member.accessCodeID }
    }

    /// Whether a stay opens so many rooms that it may be staff, and guests are in two of them at least in its hours.
    func mayBeStaff(_ target: Row.Target) -> Bool {
        guard index.hasRooms(target) else { return false }
        let rooms = index.devices(of: target).filter { index.doorName($0).contains(where: \.isNumber) }
        let taken = rooms.lazy.filter { device in
            let here = stays[device] ?? []
            return here.contains { own in
                own.unit == target
                    && here.contains { $0.unit != target && $0.before.overlaps(own.before) && !index.hasRooms($0.unit) }
            }
        }
        return taken.prefix(2).count == 2
    }

    /// The stays on a door as they are told to another: of those before it who is longest there, of those behind it who comes first.
    private func nearestFirst(_ stays: [Stay], to mine: Stay) -> [Stay] {
        func isBefore(_ stay: Stay) -> Bool { stay.after.lowerBound < mine.after.lowerBound }
        func named(_ stay: Stay) -> String { name(of: stay) ?? stay.accessCodeID }
        let sorted =
            stays.filter(isBefore).sorted { ($1.after.upperBound, named($0)) < ($0.after.upperBound, named($1)) }
            + stays.filter { !isBefore($0) }
            .sorted { ($0.after.lowerBound, named($0)) < ($1.after.lowerBound, named($1)) }
        // Who opens many rooms hides nobody who sleeps in this one.
        return sorted.filter { !index.hasRooms($0.unit) } + sorted.filter { index.hasRooms($0.unit) }
    }

    private struct Pair: Hashable {
        let row: Int
        let other: Row.Target
    }

    private func overlap(of left: Stay, _ right: Stay, on deviceID: String, by row: Int) -> Overlap {
        let isInOrder = left.after.lowerBound <= right.after.lowerBound
        let (first, next) = isInOrder ? (left, right) : (right, left)
        return Overlap(
            row: row,
            label: name(of: first) ?? first.unit.identifier,
            nextLabel: name(of: next) ?? next.unit.identifier,
            isFirst: isInOrder,
            other: right.unit,
            isLonger: left.before.overlaps(right.before),
            deviceID: deviceID,
            door: index.doorName(deviceID),
            mayBeShared: haveOtherDoors(left, right),
            zone: index.doors[deviceID]?.zone,
            end: first.after.upperBound,
            nextStart: next.after.lowerBound,
        )
    }

    private func name(of stay: Stay) -> String? {
        index.codes[stay.accessCodeID]?.state.name ?? absentNames[stay.accessCodeID]
    }
}
