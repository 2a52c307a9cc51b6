internal import CivilTime

extension Stay {
    /// Whether this stay stands for one whose codes are gone: somebody has made them anew under another key, as for a new PIN.
    ///
    /// That is so where both have one name, all doors of one are doors of the other, and their hours meet; of two that are gone
    /// the one that was seen last stands for the other.
    package func standsFor(_ other: Stay) -> Bool {
        guard let name, !name.isEmpty, name == other.name, target != other.target, other.isGone,
            !isGone || seenAt > other.seenAt
        else { return false }
        let (mine, theirs) = (Set((doors + lost).map(\.deviceID)), Set(other.doors.map(\.deviceID)))
        guard mine.isSubset(of: theirs) || theirs.isSubset(of: mine) else { return false }
        return doors.contains { door in other.doors.contains { door.state.meets($0.state) } }
    }

    /// Those of some stays that this one stands for.
    package func former(among stays: [Stay]) -> [Stay] {
        guard !isGone else { return [] }
        return stays.filter { standsFor($0) }
    }
}

extension [Stay] {
    /// The targets of those that are gone and for which another one of them stands.
    package var replaced: Set<Row.Target> {
        let gone = filter(\.isGone)
        guard !gone.isEmpty else { return [] }
        let names = Set(gone.compactMap(\.name))
        let named = Dictionary(grouping: filter { $0.name.map(names.contains) ?? false }) { $0.name ?? "" }
        return Set(
            gone.filter { stay in named[stay.name ?? ""]?.contains { $0.standsFor(stay) } ?? false }.map(\.target)
        )
    }
}

extension CodeState {
    /// Whether both open for some time together; a bound that is not there is none.
    fileprivate func meets(_ other: CodeState) -> Bool {
        func isBefore(_ end: Instant?, _ start: Instant?) -> Bool {
            guard let end, let start else { return false }
            return end <= start
        }
        return !isBefore(endsAt, other.startsAt) && !isBefore(other.endsAt, startsAt)
    }
}
