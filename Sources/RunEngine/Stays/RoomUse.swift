internal import CivilTime
internal import Model

/// Who else has the doors of a stay, by one look at the workspace.
struct RoomUse {
    let look: StayDesk.Look

    /// Another guest who would meet the stay on a door.
    struct Guest {
        /// The other stay.
        let stay: Stay
        /// When it begins there.
        let from: Instant
        /// When it ends there, nil for a code without an end.
        let until: Instant?
        /// Whether the other one's code on the door is gone, though the hours are not over.
        var isAbsent = false
    }

    /// The other guest who has a door of a stay's own in some hours, the one who is longest there; nil where nobody has it.
    ///
    /// A door that guests share, such as a front door, is nobody's; codes of staff keep nobody out, and neither do those whom
    /// the stay meets in the hours that it holds already, unless it would meet them for longer. A stay that gets its code anew,
    /// and so holds none, shares the door with whom it finds there, where each has another door; not so where `isJoining` is
    /// false. It finds there who is there when its new code begins, which is `start` where that is not the start of the hours,
    /// as the check for overlaps has it.
    func guest(
        on deviceID: String,
        in hours: Range<Instant>,
        besides stay: Stay,
        holding held: Range<Instant>? = nil,
        isJoining: Bool = true,
        from start: Instant? = nil,
    ) -> Guest? {
        let here = uses(of: deviceID)
        guard look.doors[deviceID]?.isShared != true, !isShared(deviceID, here) else { return nil }
        let begin = start ?? hours.lowerBound
        let joins = begin..<begin.next
        let isJoined = here.contains { $0.stay.target != stay.target && $0.meets(joins) && mayShare(stay, $0.stay) }
        guard held != nil || !isJoining || !isJoined else { return nil }
        // Whoever lost a code lives there still, and gets it back.
        let inTheWay = (here + absent(on: deviceID, besides: stay)).filter { use in
            use.stay.target != stay.target && use.meets(hours) && use.until.map { $0 > look.now } ?? true
                && (held.map { !use.meets($0) || isLonger(use, $0, hours, stay, on: deviceID) } ?? true)
        }
        // Who opens many rooms hides nobody who sleeps in this one.
        let guests = inTheWay.filter { !hasRooms($0.stay) }
        let last = (guests.isEmpty ? inTheWay : guests).max {
            ($0.until ?? .distantFuture) < ($1.until ?? .distantFuture)
        }
        guard let last else { return nil }
        return Guest(stay: last.stay, from: last.from, until: last.until, isAbsent: last.isAbsent)
    }

    /// Whether guests share a door, such as a front door: by the settings, or because two of them have it who each have another one.
    func isShared(_ deviceID: String) -> Bool {
        look.doors[deviceID]?.isShared == true || isShared(deviceID, uses(of: deviceID))
    }

    /// Whether a stay that meets another one already would meet it for longer, as the check for overlaps has it: the door may
    /// be the room of both, and they are not likely to share it.
    private func isLonger(
        _ use: Use,
        _ held: Range<Instant>,
        _ hours: Range<Instant>,
        _ stay: Stay,
        on deviceID: String,
    ) -> Bool {
        let until = use.until ?? max(held.upperBound, hours.upperBound)
        return !SharedRoom.isLikely(held, use.from..<max(use.from, until), at: look.now)
            && SharedRoom.mayBe(
                look.doors[deviceID]?.name ?? deviceID,
                of: Set(stay.doors.map(\.deviceID)),
                Set(use.stay.doors.map(\.deviceID)),
            )
            && hours.without(held).contains(where: use.meets)
    }

    private static func haveSameDoors(_ stay: Stay, _ other: Stay) -> Bool {
        Set(stay.doors.map(\.deviceID)) == Set(other.doors.map(\.deviceID))
    }

    /// The other guests who have a door of a stay's own at some time that it has it, too, and that is not over; by their starts.
    ///
    /// None of those is told who have the very same hours, as a family with a code for each.
    func doubled(on door: Stay.Door, of stay: Stay) -> [Guest] {
        let here = uses(of: door.deviceID)
        guard look.doors[door.deviceID]?.isShared != true, !isShared(door.deviceID, here), let hours = door.state.hours,
            look.now < hours.upperBound, !hasRooms(stay),
            !StaffNames.isStaff(stay.handle, patterns: look.doors[door.deviceID]?.staff)
        else { return [] }
        // Who has a room has the doors on the way to it, too; and who has only such a door meets others there.
        let isRoom = door.name.contains(where: \.isNumber)
        let hasRoom = stay.doors.contains { $0.name.contains(where: \.isNumber) }
        let ahead = max(hours.lowerBound, look.now)..<hours.upperBound
        let meeting = here.filter { use in
            // Those who come and go together share it.
            !use.stay.isOfGuest(of: stay) && use.meets(ahead) && !hasRooms(use.stay)
                && (use.from != hours.lowerBound || use.until != hours.upperBound)
                && (isRoom || !hasRoom && Self.haveSameDoors(stay, use.stay))
        }
        return meeting.map { Guest(stay: $0.stay, from: $0.from, until: $0.until) }
    }

    /// Those who open rooms of several guests, that of a stay among them, and may be staff: the stay itself, too.
    func likelyStaff(beside stay: Stay) -> [Stay] {
        let rooms = stay.doors.filter { $0.name.contains(where: \.isNumber) }
        let here = rooms.flatMap { uses(of: $0.deviceID) }.map(\.stay)
        var seen: Set<Row.Target> = []
        return here.filter { seen.insert($0.target).inserted && hasRooms($0) }
    }

    private func hasRooms(_ stay: Stay) -> Bool { RoomPass.isLikely(stay, among: look.reading.stays) }

    /// Whether two stays may share a door that both have: each of them has another one that the other has not.
    func mayShare(_ stay: Stay, _ other: Stay) -> Bool {
        // A door of which the code went is the stay's still: it may get it back.
        let (mine, theirs) = (Set((stay.doors + stay.lost).map(\.deviceID)), Set(other.doors.map(\.deviceID)))
        return !mine.isSubset(of: theirs) && !theirs.isSubset(of: mine)
    }

    /// Whether nobody but staff has a door in some hours.
    func isFree(_ deviceID: String, in hours: Range<Instant>) -> Bool {
        look.reading.stays.allSatisfy { stay in
            stay.isGone || !stay.doors.contains { $0.deviceID == deviceID && $0.state.kind != .timeBound }
                || StaffNames.isStaff(stay.name ?? "", patterns: look.doors[deviceID]?.staff)
        } && !uses(of: deviceID).contains { $0.meets(hours) } && !hasLostGuest(deviceID, in: hours)
    }

    /// Whether somebody has a door by the hours of a code that is gone: the guest may be in, and gets it back.
    private func hasLostGuest(_ deviceID: String, in hours: Range<Instant>) -> Bool {
        look.reading.stays.contains { stay in
            ((stay.isGone ? stay.doors : []) + stay.lost).contains { door in
                door.deviceID == deviceID && door.state.hours?.overlaps(hours) == true
            }
        }
    }

    /// The doors of a stay, those first that the fewest guests have: a room goes before a front door.
    func fewestFirst(_ doors: [Stay.Door]) -> [Stay.Door] {
        doors.map { (uses(of: $0.deviceID).count, $0) }.sorted { ($0.0, $0.1.name) < ($1.0, $1.1.name) }.map(\.1)
    }

    /// One stay on one door.
    private struct Use {
        let stay: Stay
        let from: Instant
        /// Nil for a code without an end.
        let until: Instant?
        /// Whether its code there is gone.
        var isAbsent = false

        /// Whether it is there at some time of the hours.
        func meets(_ hours: Range<Instant>) -> Bool {
            from < hours.upperBound && until.map { $0 > hours.lowerBound } ?? true
        }
    }

    /// The other guests who have a door by the hours of a code that is gone.
    private func absent(on deviceID: String, besides stay: Stay) -> [Use] {
        look.absent.filter { !$0.isOfGuest(of: stay) }.flatMap { absent in
            absent.lost.filter { $0.deviceID == deviceID }.compactMap { door in
                door.state.startsAt.map { Use(stay: absent, from: $0, until: door.state.endsAt, isAbsent: true) }
            }
        }
    }

    /// The guests on a door, by their starts.
    private func uses(of deviceID: String) -> [Use] {
        let patterns = look.doors[deviceID]?.staff
        return look.reading.stays.lazy.filter { !$0.isGone && !StaffNames.isStaff($0.name ?? "", patterns: patterns) }
            .flatMap { stay in
                stay.doors.filter { $0.deviceID == deviceID && $0.state.kind == .timeBound }.compactMap { door in
                    door.state.startsAt.map { Use(stay: stay, from: $0, until: door.state.endsAt) }
                }
            }
            .sorted { $0.from < $1.from }
    }

    /// Whether two guests are on the door at one time, and each has another door that the other has not.
    ///
    /// Who opens many rooms makes none of them a door that guests share.
    private func isShared(_ deviceID: String, _ uses: [Use]) -> Bool {
        let isRoom = look.doors[deviceID]?.name.contains(where: \.isNumber) == true
        var present: [Use] = []
        for use in uses where !isRoom || !RoomPass.isLikely(use.stay.doors.map(\.name)) {
            present.removeAll { $0.until.map { $0 <= use.from } ?? false }
            for other in present where other.stay.target != use.stay.target {
                if mayShare(use.stay, other.stay) { return true }
            }
            present.append(use)
        }
        return false
    }
}

extension Range<Instant> {
    /// What of it is outside of other hours.
    fileprivate func without(_ held: Range<Instant>?) -> [Range<Instant>] {
        guard let held, held.overlaps(self) else { return [self] }
        let before = lowerBound..<Swift.max(lowerBound, held.lowerBound)
        let after = Swift.min(upperBound, held.upperBound)..<upperBound
        return [before, after].filter { !$0.isEmpty }
    }
}

extension Instant {
    /// The next one.
    fileprivate var next: Instant { self + TimeSpan(milliseconds: 1) }

    /// Later than all that is.
    fileprivate static let distantFuture = Instant(milliseconds: .max)
}
