internal import CivilTime
internal import Journal
internal import Model
internal import Seam

/// Finds the doors of a stay of which somebody took the code, although the stay is still there.
///
/// They are known from earlier looks at the workspace and from what runs gave the stay. Where nobody has looked before, Seam
/// tells of codes that were deleted in the last 48 hours, and one with the PIN of the stay was the stay's.
struct LostDoors {
    let reader: WorkspaceReader
    let journal: any Journal
    /// The doors of the workspace, by device id.
    let doors: [String: Door]
    let now: Instant

    /// The doors; none for a stay that is gone as a whole, or whose codes share no key.
    func find(of stay: Stay, _ history: StayHistory) async throws -> [Stay.Door] {
        guard case .group = stay.target, !stay.isGone else { return [] }
        var lost = history.lost(of: stay, at: now)
        if lost.isEmpty { lost = try await told(of: stay) }
        guard !lost.isEmpty else { return [] }
        // A code may have gone to another stay.
        let there = try await reader.codes([lost.map(\.accessCodeID)])
        return lost.filter { there[$0.accessCodeID] == nil }
    }

    /// The doors whose deleted codes had the PIN of the stay, by what Seam tells.
    private func told(of stay: Stay) async throws -> [Stay.Door] {
        let codes = try await reader.codes([stay.doors.map(\.accessCodeID)])
        let pins = Set(codes.values.map(\.code))
        guard pins.count == 1, let pin = pins.first ?? nil, let state = stay.hours else { return [] }
        let own = Set(stay.doors.map(\.deviceID))
        var lost: [String: Stay.Door] = [:]
        for (code, device) in try await deleted(withPIN: pin) {
            guard let door = doors[device], !own.contains(device) else { continue }
            lost[device] = Stay.Door(
                accessCodeID: code,
                deviceID: device,
                name: door.name,
                zone: door.zone,
                state: state,
            )
        }
        return lost.values.sorted { $0.name < $1.name }
    }

    /// The codes with a PIN that were deleted in the last 48 hours, not by a row of this journal, and their devices.
    func deleted(withPIN pin: String) async throws -> [(code: String, device: String)] {
        var deleted: [(code: String, device: String)] = []
        for event in await removals() where event.json["code"]?.string == pin {
            guard let code = event.accessCodeID, let device = event.json["device_id"]?.string else { continue }
            let known = try await journal.history(of: code)
            let isOurs = known.contains { $0.row.members.contains { $0.accessCodeID == code && $0.part == .drop } }
            if !isOurs { deleted.append((code, device)) }
        }
        return deleted
    }

    /// The stays of which a code was deleted on one of some doors, by the PIN that their other codes have.
    func stays(among stays: [Stay], on isMeant: (Door) -> Bool) async throws -> [Stay] {
        let pins = Set(
            await removals().compactMap { event -> String? in
                let door = event.json["device_id"]?.string.flatMap { doors[$0] }
                return door.map(isMeant) == true ? event.json["code"]?.string : nil
            }
        )
        guard !pins.isEmpty else { return [] }
        let groups = stays.filter { stay in
            if case .group = stay.target { !stay.isGone } else { false }
        }
        let codes = try await reader.codes(groups.prefix(Self.mostAsked).map { $0.doors.map(\.accessCodeID) })
        return groups.filter { stay in
            stay.doors.contains { codes[$0.accessCodeID]?.code.map(pins.contains) == true }
        }
    }

    /// Of how many stays the PINs are asked for, to find the one that has lost a door.
    private static let mostAsked = 500

    /// The codes that were deleted while a stay is remembered; none where Seam does not tell them.
    private func removals() async -> [SeamEvent] {
        do throws(SeamError) {
            let since = (now - Stay.memory).iso8601
            return try await reader.client.events.list(eventTypes: CodeEvent.removals, since: since, limit: 500)
        } catch {
            return []
        }
    }
}

extension StayHistory {
    /// The doors that a stay had at an earlier look or by a run, and has no more, though no run has taken them and their
    /// hours are not over.
    func lost(of stay: Stay, at now: Instant) -> [Stay.Door] {
        var doors: [String: Stay.Door] = [:]
        for door in stay.lost { doors[door.accessCodeID] = door }
        for sent in sent where sent.row.target == stay.target && ![.failed, .conflict].contains(sent.row.status) {
            for member in sent.row.members where member.hasCode && member.after.exists {
                doors[member.accessCodeID] = Stay.Door(
                    accessCodeID: member.accessCodeID,
                    deviceID: member.deviceID,
                    name: member.door,
                    zone: sent.row.zone,
                    state: member.after,
                )
            }
        }
        var devices = Set(stay.doors.map(\.deviceID))
        let lost = doors.values.sorted { ($0.name, $0.accessCodeID) < ($1.name, $1.accessCodeID) }
        return lost.filter { door in
            let isOver = door.state.endsAt.map { $0 <= now } ?? false
            guard !isOver, ending(of: door.accessCodeID) == nil else { return false }
            return devices.insert(door.deviceID).inserted
        }
    }
}
