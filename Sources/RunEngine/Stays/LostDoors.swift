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
    /// The stays of the newest look, with those that are gone.
    var stays: [Stay] = []

    /// The doors; none for a stay that is gone as a whole, or whose codes share no key.
    func find(of stay: Stay, _ history: StayHistory) async throws -> [Stay.Door] {
        guard case .group = stay.target, !stay.isGone else { return [] }
        // A code that a run was to make and did not is none that was lost.
        var lost = history.lost(of: stay, at: now, among: stays).filter { !CodelessID.isOne($0.accessCodeID) }
        let over = history.overDoors(of: stay, at: now).filter { door in
            !CodelessID.isOne(door.accessCodeID) && !lost.contains { $0.deviceID == door.deviceID }
        }
        if !over.isEmpty {
            let events = await CodeEvent.read(
                of: over.map(\.accessCodeID),
                from: reader.client,
                since: now - Stay.memory
            )
            let told = history.adding(events, doors: over)
            lost += over.filter { told.cut($0.accessCodeID, by: now) != nil }
        }
        if lost.isEmpty { lost = try await told(of: stay, history) }
        guard !lost.isEmpty else { return [] }
        // A code may have gone to another stay, and a run may have ended it there.
        let there = try await reader.codes([lost.map(\.accessCodeID)])
        var found: [Stay.Door] = []
        for door in lost where there[door.accessCodeID] == nil {
            if try await !isEndedByRun(door.accessCodeID) { found.append(door) }
        }
        return found
    }

    /// Whether the newest run that had a code ended it, whatever stay the code was of by then.
    private func isEndedByRun(_ code: String) async throws -> Bool {
        try await StayHistory.read(of: [code], in: journal, lead: .zero).ending(of: code) != nil
    }

    /// The doors whose deleted codes had the PIN of the stay, or one that a run has replaced, by what Seam tells.
    private func told(of stay: Stay, _ history: StayHistory) async throws -> [Stay.Door] {
        let codes = try await reader.codes([stay.doors.filter { !$0.hasOtherPIN }.map(\.accessCodeID)])
        let present = Set(codes.values.map(\.code))
        guard present.count == 1, let pin = present.first ?? nil, let state = stay.hours else { return [] }
        let own = Set(stay.doors.map(\.deviceID))
        var lost: [String: Stay.Door] = [:]
        for (code, device) in try await deleted(withPIN: pin, replacing: history.replaced(of: stay.target)) {
            guard let door = doors[device], !own.contains(device), !history.hasTaken(device, from: stay.target),
                !history.hasMoved(stay.target, without: code)
            else { continue }
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

    /// The codes with a PIN, or with one that codes had which a run has replaced, that were deleted in the last 48 hours, not by a
    /// row of this journal; and their devices.
    func deleted(
        withPIN pin: String,
        replacing replaced: Set<String> = [],
    ) async throws -> [(code: String, device: String)] {
        let removals = await removals()
        let former = removals.filter { $0.accessCodeID.map(replaced.contains) == true }
        return try await deleted(withPINs: Set(former.compactMap { $0.json["code"]?.string } + [pin]), removals)
    }

    private func deleted(
        withPINs pins: Set<String>,
        _ removals: [SeamEvent],
    ) async throws -> [(code: String, device: String)] {
        var deleted: [(code: String, device: String)] = []
        for event in removals where event.json["code"]?.string.map(pins.contains) == true {
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

    /// Which of some stays may have lost a door: those with the PIN of a code that was deleted on a door which is not theirs.
    ///
    /// Seam is asked once, whatever their number; `meant` are the devices that are asked about, nil for all.
    func suspected(among stays: [Stay], on meant: Set<String>? = nil) async -> Set<Row.Target> {
        var devices: [PINMark: Set<String>] = [:]
        for event in await removals() {
            guard let pin = event.json["code"]?.string, let device = event.json["device_id"]?.string,
                meant?.contains(device) ?? true
            else { continue }
            devices[PINMark(pin), default: []].insert(device)
        }
        guard !devices.isEmpty else { return [] }
        let suspected = stays.filter { stay in
            guard case .group = stay.target, !stay.isGone else { return false }
            let own = Set(stay.doors.map(\.deviceID))
            return stay.doors.contains { door in
                door.pinMark.flatMap { devices[$0] }.map { !$0.isSubset(of: own) } ?? false
            }
        }
        return Set(suspected.map(\.target))
    }

    /// Of how many stays the PINs are asked for, to find the one that has lost a door.
    private static let mostAsked = 500

    /// The codes that were deleted while a stay is remembered; none where Seam does not tell them.
    func removals() async -> [SeamEvent] {
        do throws(SeamError) {
            let since = (now - Stay.memory).iso8601
            return try await reader.client.events.list(eventTypes: CodeEvent.removals, since: since, limit: 500)
        } catch {
            return []
        }
    }
}

extension LostDoors {
    /// By an engine's connection and journal.
    init(_ engine: Engine, doors: [String: Door], now: Instant, stays: [Stay]) throws(JournalError) {
        let journal = try engine.environment.journal()
        self.init(reader: WorkspaceReader(engine), journal: journal, doors: doors, now: now, stays: stays)
    }
}

extension StayHistory {
    /// The doors that a stay had at an earlier look or by a run, also under a key that it had before, and has no more, though
    /// no run has taken them and their hours are not over.
    ///
    /// The key is known from runs, or by the name, the doors and the hours.
    func lost(of stay: Stay, at now: Instant, among stays: [Stay] = []) -> [Stay.Door] {
        let targets = formerTargets(of: stay.target)
        var doors: [String: Stay.Door] = [:]
        for door in stay.lost { doors[door.accessCodeID] = door }
        for former in stays
        where former.target != stay.target && (targets.contains(former.target) || stay.standsFor(former)) {
            for door in former.doors + former.lost { doors[door.accessCodeID] = door }
        }
        for sent in done(to: targets) {
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
            guard !isOver, ending(of: door.accessCodeID) == nil, !hasTaken(door.deviceID, from: stay.target),
                !hasMoved(stay.target, without: door.accessCodeID)
            else { return false }
            return devices.insert(door.deviceID).inserted
        }
    }

    /// The doors of which a stay had a code whose hours are over by the last look, though no run has taken it or made it end.
    func overDoors(of stay: Stay, at now: Instant) -> [Stay.Door] {
        let devices = Set(stay.doors.map(\.deviceID))
        return stay.lost.filter { door in
            !devices.contains(door.deviceID) && door.state.endsAt.map { $0 <= now } ?? false
                && ending(of: door.accessCodeID) == nil && !hasShortened(door.accessCodeID, to: now)
                && !hasTaken(door.deviceID, from: stay.target) && !hasMoved(stay.target, without: door.accessCodeID)
        }
    }

    /// The codes of a stay that runs have ended, as for a new PIN.
    func replaced(of target: Row.Target) -> Set<String> {
        let members = done(to: formerTargets(of: target)).flatMap(\.row.members)
        return Set(members.filter { $0.part == .drop }.map(\.accessCodeID))
    }

    /// Whether the newest run that made or ended a stay's code on a device took the door from it.
    func hasTaken(_ deviceID: String, from target: Row.Target) -> Bool {
        let newest = done(to: formerTargets(of: target)).last { sent in
            sent.row.members.contains { $0.deviceID == deviceID && ($0.part == .add || $0.part == .drop) }
        }
        let parts = newest?.row.members.filter { $0.deviceID == deviceID }.map(\.part) ?? []
        return parts.contains(.drop) && !parts.contains(.add)
    }

    /// Whether the stay has changed rooms since a code of it was seen by a run, and had no room left to give up: the new one
    /// stands for what was lost.
    func hasMoved(_ target: Row.Target, without code: String) -> Bool {
        let rows = done(to: formerTargets(of: target))
        let seen = rows.lastIndex { $0.row.members.contains { $0.accessCodeID == code } } ?? -1
        return rows.indices.contains { place in
            let parts = rows[place].row.members.map(\.part)
            return place > seen && rows[place].run.origin == .booking(.changeRoom) && parts.contains(.add)
                && !parts.contains(.drop)
        }
    }

    /// What was sent to some targets, and not refused.
    private func done(to targets: Set<Row.Target>) -> [Sent] {
        sent.filter { targets.contains($0.row.target) && ![.failed, .conflict].contains($0.row.status) }
    }
}
