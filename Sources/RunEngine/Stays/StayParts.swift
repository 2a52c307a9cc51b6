internal import CivilTime
internal import Model

/// A stay of which a code has left its key: Seam takes the key from a code that somebody gives another PIN.
///
/// The guest is one, and so the stay is: what it is asked for is asked for all of its doors.
extension [Stay] {
    /// The stays, each group with the codes that were of its key until they got another PIN; `house` is that of a door.
    ///
    /// A code was of a key where it has the name of that stay, with a booking's number in it, the very same hours and the same
    /// house, on a door that the stay has not, and another PIN. Codes of staff, of grants and without an end are left alone.
    func joined(house: (_ deviceID: String) -> String?) -> [Stay] {
        let names = Set(lazy.filter { $0.mayBePart && !$0.isGone }.compactMap(\.name))
        guard !names.isEmpty else { return self }
        let places = indices.filter { self[$0].name.map(names.contains) == true && self[$0].mayBeOfParts }
        var wholes: [Int: [Int]] = [:]
        for same in Dictionary(grouping: places, by: { self[$0].name ?? "" }).values where same.count > 1 {
            let sorted = same.sorted { self[$0].partOrder < self[$1].partOrder }
            var taken: Set<Int> = []
            for whole in sorted where !taken.contains(whole) && self[whole].isOfKey {
                for part in sorted where part != whole && !taken.contains(part) && wholes[part] == nil {
                    let others = wholes[whole, default: []].map { self[$0] }
                    guard self[part].isPart(of: self[whole], beside: others, house: house) else { continue }
                    wholes[whole, default: []].append(part)
                    taken.insert(part)
                }
            }
        }
        guard !wholes.isEmpty else { return self }
        let parts = Set(wholes.values.flatMap(\.self))
        return indices.filter { !parts.contains($0) }.map { place in
            (wholes[place] ?? []).reduce(into: self[place]) { $0.take(self[$1]) }
        }
    }

    /// The same by the doors of a workspace.
    func joined(_ doors: [String: Door]) -> [Stay] { joined { doors[$0]?.house } }
}

extension WorkspaceIndex {
    /// Some targets without those that are codes of another of them with another PIN.
    func whole(_ targets: [Row.Target], at now: Instant) -> [Row.Target] {
        guard targets.count > 1 else { return targets }
        let whole = Set(targets.map { stay($0, seenAt: now) }.joined(doors).map(\.target))
        return targets.filter(whole.contains)
    }
}

extension Stay {
    /// Whether it is a guest's, known by a booking's number.
    fileprivate var mayBeOfParts: Bool {
        guard !isGone, !target.isGrant, let name, name.contains(where: \.isNumber), let hours else { return false }
        return hours.kind == .timeBound && !StaffNames.isStaff(name, patterns: nil)
            && doors.allSatisfy { $0.pinMark != nil }
    }

    /// Whether it is no more than a part: a code without a key, or one that a run has given a key of its own with its new PIN.
    fileprivate var mayBePart: Bool {
        guard case .group(let key) = target else { return true }
        return doors.count == 1 && MadeKey.isOurs(key)
    }

    fileprivate var isOfKey: Bool { if case .group = target { true } else { false } }

    /// What has a key goes before what has none, and most doors first.
    fileprivate var partOrder: (Int, Int, String) { (isOfKey ? 0 : 1, -doors.count, target.identifier) }

    fileprivate func isPart(of whole: Stay, beside others: [Stay], house: (String) -> String?) -> Bool {
        guard mayBePart, case .group = whole.target, let hours, let its = whole.hours, hours.hasHours(of: its),
            zone == whole.zone
        else { return false }
        let taken = Set(([whole] + others).flatMap(\.doors).map(\.deviceID))
        let pins = Set(whole.doors.compactMap(\.pinMark))
        let houses = Set((doors + whole.doors).map { house($0.deviceID) ?? "" })
        return houses.count == 1
            && doors.allSatisfy { door in
                !taken.contains(door.deviceID) && !(door.pinMark.map(pins.contains) ?? true)
            }
    }

    /// Takes the codes of a part as its own.
    fileprivate mutating func take(_ part: Stay) {
        parts.append(part.target)
        doors += part.doors.map { door in
            var door = door
            door.hasOtherPIN = true
            return door
        }
        doors.sort { ($0.name, $0.accessCodeID) < ($1.name, $1.accessCodeID) }
        lost.removeAll { lost in part.doors.contains { $0.deviceID == lost.deviceID } }
    }
}
