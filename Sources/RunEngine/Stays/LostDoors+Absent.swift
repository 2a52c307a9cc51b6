internal import CivilTime
internal import Journal
internal import Model
internal import Seam

extension LostDoors {
    /// The guests who have a door by their hours and no code there any more, of the doors that some rows give to others, or give
    /// them for longer.
    ///
    /// They are known from earlier looks, and where Seam is asked from runs that gave them the code, and from codes with their PIN
    /// that Seam says were deleted in the last 48 hours. Each comes with the doors that it still has, and as lost those of the rows. None is named
    /// who gets doors by the plan or gives them up, or has a code there again.
    func absent(behind rows: [Row], asksSeam: Bool) async throws -> [Stay] {
        let members = rows.flatMap(\.members)
        let devices = Set(members.lazy.filter(\.opensLonger).map(\.deviceID))
        let own = Set(members.map(\.accessCodeID))
        return try await absent(on: devices, besides: own, asksSeam: asksSeam).filter { !isGivenDoors($0, by: rows) }
    }

    /// The guests who have some doors by their hours and no code there any more; some codes are known to be there.
    func absent(
        on devices: Set<String>,
        besides own: Set<String> = [],
        asksSeam: Bool = true,
    ) async throws -> [Stay] {
        guard !devices.isEmpty else { return [] }
        let present = stays.lazy.filter { !$0.isGone }.flatMap(\.doors).map(\.accessCodeID)
        var found = stays.compactMap { stay in missing(from: stay, on: devices) }
        if asksSeam {
            let removed = await removals().filter { $0.json["device_id"]?.string.map(devices.contains) == true }
            found += try await byPIN(on: devices, besides: found)
            found += try await byRuns(removed, besides: found)
        }
        guard !found.isEmpty else { return [] }
        let known = own.union(present)
        for place in found.indices {
            found[place].lost.removeAll { door in
                known.contains(door.accessCodeID) || CodelessID.isOne(door.accessCodeID)
            }
        }
        let there = try await reader.codes([found.flatMap(\.lost).map(\.accessCodeID)].filter { !$0.isEmpty })
        var absent: [Stay] = []
        for var stay in found {
            stay.lost.removeAll { there[$0.accessCodeID] != nil }
            guard !stay.lost.isEmpty, !hasCodeAgain(stay) else { continue }
            let names = [stay.target.identifier] + (stay.doors + stay.lost).map(\.accessCodeID)
            let history = try await StayHistory.read(of: names, in: journal, lead: .zero)
            stay.lost.removeAll { door in
                history.ending(of: door.accessCodeID) != nil || history.hasShortened(door.accessCodeID, to: now)
                    || history.isMadeAnew(door, since: stay.seenAt)
                    || history.hasTaken(door.deviceID, from: stay.target)
                    || history.hasMoved(stay.target, without: door.accessCodeID)
            }
            stay.target = history.presentTarget(of: stay.target)
            if !stay.lost.isEmpty { absent.append(stay) }
        }
        return absent
    }

    /// What a stay has lost of some doors by the looks at the workspace; nil for nothing, and for staff.
    private func missing(from stay: Stay, on devices: Set<String>) -> Stay? {
        var stay = stay
        let gone = (stay.isGone ? stay.doors : []) + stay.lost
        if stay.isGone { stay.doors = [] }
        stay.lost = gone.filter { devices.contains($0.deviceID) && isAhead($0) }
        let patterns = stay.lost.compactMap { doors[$0.deviceID]?.staff }
        let isStaff = StaffNames.isStaff(stay.handle, patterns: patterns.isEmpty ? nil : patterns.flatMap(\.self))
        return stay.lost.isEmpty || isStaff ? nil : stay
    }

    private func isAhead(_ door: Stay.Door) -> Bool {
        door.state.kind == .timeBound && door.state.endsAt.map { $0 > now } ?? false
    }

    /// The stays whose other codes have the PIN of a code that was deleted on one of some doors.
    private func byPIN(on devices: Set<String>, besides known: [Stay]) async throws -> [Stay] {
        let targets = Set(known.map(\.target))
        let suspected = await suspected(among: stays).subtracting(targets)
        var found: [Stay] = []
        for stay in stays where suspected.contains(stay.target) {
            let history = try await StayHistory.read(of: stay, in: journal, lead: .zero)
            var losing = stay
            losing.lost = try await find(of: stay, history)
            if let losing = missing(from: losing, on: devices) { found.append(losing) }
        }
        return found
    }

    /// The stays to which runs gave the codes that were deleted, where no look has shown them.
    private func byRuns(_ removed: [SeamEvent], besides known: [Stay]) async throws -> [Stay] {
        let codes = Set(known.flatMap(\.lost).map(\.accessCodeID))
        var found: [Stay] = []
        for event in removed {
            guard let code = event.accessCodeID, !codes.contains(code), let device = event.json["device_id"]?.string,
                let door = doors[device]
            else { continue }
            let history = try await StayHistory.read(of: [code], in: journal, lead: .zero)
            let newest = history.sent.last { sent in
                ![.failed, .conflict].contains(sent.row.status)
                    && sent.row.members.contains { $0.accessCodeID == code && $0.after.exists }
            }
            guard let newest, let given = newest.row.members.first(where: { $0.accessCodeID == code }) else { continue }
            var stay = Stay(target: newest.row.target, name: newest.row.name, doors: [], seenAt: newest.at)
            stay.lost = [
                Stay.Door(accessCodeID: code, deviceID: device, name: door.name, zone: door.zone, state: given.after)
            ]
            if let stay = missing(from: stay, on: [device]) { found.append(stay) }
        }
        return found
    }

    /// Whether the guest of a stay gets doors by some rows, or gives them up; other hours on the doors that are left do neither.
    private func isGivenDoors(_ stay: Stay, by rows: [Row]) -> Bool {
        rows.contains { row in
            (row.target == stay.target || stay.name != nil && row.name == stay.name)
                && row.members.contains { $0.part == .add || $0.part == .drop }
        }
    }

    /// Whether the guest of a stay has another code on a door that was lost.
    private func hasCodeAgain(_ stay: Stay) -> Bool {
        guard let name = stay.name else { return false }
        let lost = Set(stay.lost.map(\.deviceID))
        return stays.contains { other in
            !other.isGone && other.doors.contains { lost.contains($0.deviceID) && $0.state.name == name }
        }
    }
}

extension Row.Member {
    /// Whether the row makes the code, or lets it open at a time at which it did not.
    var opensLonger: Bool {
        guard part != .add else { return true }
        guard part != .drop, let after = after.hours else { return false }
        guard let before = before.hours else { return true }
        return after.lowerBound < before.lowerBound || after.upperBound > before.upperBound
    }
}
