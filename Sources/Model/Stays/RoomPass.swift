/// Who opens rooms of several guests, as a caretaker does whose name says nothing and whom no setting names as staff.
package enum RoomPass {
    /// How many rooms make it likely: a family or a group of friends has two at times.
    private static let rooms = 3

    /// Whether there are so many rooms among some doors, by their names: those with a number.
    package static func isLikely(_ doors: some Sequence<String>) -> Bool {
        doors.lazy.filter { $0.contains(where: \.isNumber) }.prefix(rooms).count == rooms
    }

    /// Whether a stay has so many rooms, and in two of them at least is somebody who has less than that, at the same time.
    package static func isLikely(_ stay: Stay, among stays: [Stay]) -> Bool {
        guard isLikely(stay.doors.map(\.name)) else { return false }
        let others = stays.lazy.filter { !$0.isGone && $0.target != stay.target && !isLikely($0.doors.map(\.name)) }
        let taken = stay.doors.lazy.filter { door in
            door.name.contains(where: \.isNumber) && others.contains { hasGuest($0, on: door) }
        }
        return taken.prefix(2).count == 2
    }

    private static func hasGuest(_ stay: Stay, on door: Stay.Door) -> Bool {
        stay.doors.contains { other in
            guard other.deviceID == door.deviceID, let theirs = other.state.hours, let own = door.state.hours else {
                return false
            }
            return theirs.overlaps(own)
        }
    }
}
