package import CivilTime

/// Stays of one guest that are several: they have one name and are there at one time, and no key links their codes.
package struct StayTwins: Hashable, Sendable {
    /// The stays, the one with the most doors first.
    package let stays: [Stay]

    /// Finds those of which some stays are a part, in the order of their names; `isGuest` says who is no staff.
    package static func find(
        of some: [Stay],
        among all: [Stay],
        at now: Instant,
        isGuest: (Stay) -> Bool = { !StaffNames.isStaff($0.handle, patterns: nil) },
    ) -> [StayTwins] {
        func name(_ stay: Stay) -> FoldedName? { stay.name.map(FoldedName.init).flatMap { $0.isEmpty ? nil : $0 } }
        let asked = Set(some.compactMap(name))
        guard !asked.isEmpty else { return [] }
        let there = all.filter { stay in
            !stay.isEnded(at: now) && stay.span != nil && name(stay).map(asked.contains) == true && isGuest(stay)
        }
        let targets = Set(some.map(\.target))
        return Dictionary(grouping: there) { name($0) }.values.compactMap { same in
            let sorted = same.map { (-$0.doors.count, $0.target.identifier, $0) }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
            guard let first = sorted.first?.2, let span = first.span else { return nil }
            let others = sorted.dropFirst().map(\.2).filter { $0.span?.overlaps(span) == true }
            let stays = [first] + others
            return others.isEmpty || !stays.contains { targets.contains($0.target) } ? nil : StayTwins(stays: stays)
        }.sorted { $0.stays[0].handle < $1.stays[0].handle }
    }

    /// Why they are several, and how one of them is named, in a sentence.
    package var sentence: String {
        let why = stays.dropFirst().map(difference).joined(separator: ", and ")
        let marks = stays.map { stay -> (sort: String, words: String) in
            if let door = ownDoor(stay) { return ("door", "--door \(ShellWords.line([door]))") }
            return ownDay(stay).map { ("day", "--on \($0)") } ?? ("key", stay.target.identifier.shown)
        }
        let sorts = ["door", "day", "key"].filter { sort in marks.contains { $0.sort == sort } }
        return "\(stays[0].handle.shown) is \(stays.count) stays, because \(why). "
            + "Each is known by its \(sorts.joined(separator: " or its ")): "
            + marks.map(\.words).joined(separator: ", ")
    }

    /// A door that none of the others has, as it is typed.
    private func ownDoor(_ stay: Stay) -> String? {
        let doors = others(than: stay).flatMap(\.doors)
        return stay.doors.first { door in
            TypedStay.isPlain(door.name) && !doors.contains { $0.deviceID == door.deviceID || $0.name == door.name }
        }?.name
    }

    /// A day on which none of the others is there.
    private func ownDay(_ stay: Stay) -> CivilDate? {
        stay.daysOfBounds.first { day in
            !others(than: stay).contains { StayDay.date(day).touches($0, now: $0.seenAt) }
        }
    }

    private func others(than stay: Stay) -> [Stay] { stays.filter { $0.target != stay.target } }

    private func difference(_ other: Stay) -> String {
        let isOne = other.doors.count == 1
        let codes = "the \(isOne ? "code" : "codes") on \(other.doors.map(\.name.shown).joined(separator: ", "))"
        let (mine, theirs) = (Self.marks(stays[0]), Self.marks(other))
        if mine.isEmpty || theirs.isEmpty { return "\(codes) \(isOne ? "is" : "are") not linked to the others" }
        return mine.isDisjoint(with: theirs)
            ? "\(codes) \(isOne ? "has a PIN of its own" : "have a PIN of their own")"
            : "\(codes) \(isOne ? "has" : "have") the same PIN, and no key that links \(isOne ? "it" : "them") to the others"
    }

    private static func marks(_ stay: Stay) -> Set<PINMark> { Set(stay.doors.compactMap(\.pinMark)) }
}

extension Stay {
    /// From its first start to its last end; nil for a stay without an end.
    fileprivate var span: Range<Instant>? {
        guard let start = doors.compactMap(\.state.startsAt).min(), doors.allSatisfy({ $0.state.endsAt != nil }),
            let end = doors.compactMap(\.state.endsAt).max(), start < end
        else { return nil }
        return start..<end
    }
}
