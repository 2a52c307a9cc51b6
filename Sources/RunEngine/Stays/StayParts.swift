internal import CivilTime
internal import Model

extension WorkspaceIndex {
    /// Every guest as one stay, and every other group and single code.
    func guests(seenAt instant: Instant) -> [Stay] { stays(seenAt: instant).joined(parts) }
}

extension [Stay] {
    /// The stays, each with the codes that are `parts` of it.
    func joined(_ parts: [Row.Target: [Row.Target]]) -> [Stay] {
        guard !parts.isEmpty else { return self }
        let targets = Set(parts.values.joined())
        let apart = Dictionary(lazy.filter { targets.contains($0.target) }.map { ($0.target, $0) }) { first, _ in first
        }
        return filter { !targets.contains($0.target) }.map { whole in
            (parts[whole.target] ?? []).compactMap { apart[$0] }.reduce(into: whole) { $0.take($1) }
        }
    }
}

extension Stay {
    /// Takes the codes of a part as its own.
    fileprivate mutating func take(_ part: Stay) {
        guard !isGone, !part.isGone else { return }
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
