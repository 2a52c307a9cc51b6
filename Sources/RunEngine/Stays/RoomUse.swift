internal import CivilTime
internal import Model

/// Who else has the doors of a stay, by one look at the workspace.
struct RoomUse {
    let look: StayDesk.Look

    /// The other guest who has a door of this stay's own before it begins, the one who is longest there; nil where the stay
    /// could begin now.
    ///
    /// A door that guests share, such as a front door, is nobody's; and codes of staff keep nobody out.
    func guest(on door: Stay.Door, before start: Instant, besides stay: Stay) -> (stay: Stay, until: Instant?)? {
        let here = uses(of: door.deviceID)
        guard look.doors[door.deviceID]?.isShared != true, !isShared(here) else { return nil }
        let inTheWay = here.filter { use in
            use.stay.target != stay.target && use.from < start && use.until.map { $0 > look.now } ?? true
        }
        guard let last = inTheWay.max(by: { ($0.until ?? .distantFuture) < ($1.until ?? .distantFuture) }) else {
            return nil
        }
        return (last.stay, last.until)
    }

    /// Whether two stays may share a door that both have: each of them has another one that the other has not.
    func mayShare(_ stay: Stay, _ other: Stay) -> Bool {
        let (mine, theirs) = (Set(stay.doors.map(\.deviceID)), Set(other.doors.map(\.deviceID)))
        return !mine.isSubset(of: theirs) && !theirs.isSubset(of: mine)
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
    private func isShared(_ uses: [Use]) -> Bool {
        var present: [Use] = []
        for use in uses {
            present.removeAll { $0.until.map { $0 <= use.from } ?? false }
            for other in present where other.stay.target != use.stay.target {
                if mayShare(use.stay, other.stay) { return true }
            }
            present.append(use)
        }
        return false
    }
}

extension Instant {
    /// Later than all that is.
    fileprivate static let distantFuture = Instant(milliseconds: .max)
}
