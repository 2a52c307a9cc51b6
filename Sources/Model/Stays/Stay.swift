package import CivilTime

/// Who has which door when: one booking, or one code that stands alone, as it was last read.
package struct Stay: Hashable, Sendable {
    /// One code of a stay and the door that it opens.
    package struct Door: Hashable, Sendable {
        /// The code.
        package var accessCodeID: String
        /// The device that it is on.
        package var deviceID: String
        /// The name of that device, as a person knows it.
        package var name: String
        /// The IANA name of the zone that the door stands in, nil where it is not known.
        package var zone: String?
        /// The code's hours and its name.
        package var state: CodeState
        /// Whether the lock can be reached; nil where that is not known.
        package var isOnline: Bool?
        /// Whether the lock has the code; nil where that is not known.
        package var isOnLock: Bool?
        /// Whether its lock is known to have not got the code yet.
        package var isMissing = false
        /// By which its PIN is compared with others; nil where it was not read by this process.
        package var pinMark: PINMark?
        /// Whether its code was of the stay's key until somebody gave it another PIN, and no key links it any more.
        package var hasOtherPIN = false

        /// Makes a door of its parts.
        package init(accessCodeID: String, deviceID: String, name: String, zone: String?, state: CodeState) {
            self.accessCodeID = accessCodeID
            self.deviceID = deviceID
            self.name = name
            self.zone = zone
            self.state = state
        }
    }

    /// The group, or the single code.
    package var target: Row.Target
    /// The booking's name, nil where it has none.
    package var name: String?
    /// Its doors, in the order of their names.
    package var doors: [Door]
    /// The doors of which the code left, although the stay is still there, as they were last seen.
    package var lost: [Door] = []
    /// When its codes were last seen.
    package var seenAt: Instant
    /// Whether the newest reading has none of its codes any more.
    package var isGone = false
    /// What the codes on its doors with another PIN are by themselves; none where all its codes have one key.
    package var parts: [Row.Target] = []

    /// Makes a stay of its parts.
    package init(target: Row.Target, name: String?, doors: [Door], seenAt: Instant) {
        self.target = target
        self.name = name
        self.doors = doors
        self.seenAt = seenAt
    }
}

extension Stay {
    /// How long a stay that has ended can still be found.
    package static let memory = TimeSpan(milliseconds: 48 * 3_600_000)

    /// The name, or the key or id where it has none; as it came.
    package var handle: String { name ?? target.identifier }

    /// The zone that all doors agree on, nil when one is unknown or two differ.
    package var zone: String? {
        guard let zone = doors.first?.zone else { return nil }
        return doors.allSatisfy { $0.zone == zone } ? zone : nil
    }

    /// The hours of all doors, nil when they differ.
    package var hours: CodeState? {
        guard let first = doors.first?.state else { return nil }
        return doors.allSatisfy { $0.state.hasHours(of: first) } ? first : nil
    }

    /// The names of its codes that are others than its own, as where somebody has renamed one of them.
    package var otherNames: [String] {
        guard doors.contains(where: { $0.state.name != name }) else { return [] }
        return Set(doors.compactMap(\.state.name)).filter { $0 != name }.sorted()
    }

    /// Its doors, those together that open for the same time on the same clock, and those first that end first.
    package var doorsByHours: [[Door]] {
        var parts: [[Door]] = []
        for door in doors {
            let place = parts.firstIndex { $0[0].state.hasHours(of: door.state) && $0[0].zone == door.zone }
            if let place { parts[place].append(door) } else { parts.append([door]) }
        }
        return parts.map { ($0[0].state.endsAt?.milliseconds ?? .max, $0[0].name, $0) }
            .sorted { ($0.0, $0.1) < ($1.0, $1.1) }
            .map(\.2)
    }

    /// The latest end of the doors of a guest, where they have different ones and it is not over; nil where one has none.
    package func latestOfEnds(at instant: Instant) -> Instant? {
        guard case .group = target, !StaffNames.isStaff(handle, patterns: nil) else { return nil }
        let ends = doors.compactMap(\.state.endsAt)
        guard !isGone, ends.count == doors.count, Set(ends).count > 1, let latest = ends.max(), latest > instant,
            // Hours that are over take no other end: those doors get codes anew.
            ends.allSatisfy({ $0 > instant })
        else { return nil }
        return latest
    }

    /// The command that gives all its doors the latest end, with the words by which it is known.
    package func oneEnd(named name: String) -> [String] { ["run", "one-end", "--name", name] }

    /// The doors that open by another PIN than its other ones.
    package var doorsOfOtherPIN: [Door] { doors.filter(\.hasOtherPIN) }

    /// Whether another stay is the same one, or another one of its guest: by a name with a booking's number in it.
    package func isOfGuest(of other: Stay) -> Bool {
        target == other.target || name == other.name && name?.contains(where: \.isNumber) == true
    }

    /// The days of its ends and its starts, on the clocks of its doors.
    package var daysOfBounds: [CivilDate] {
        [\CodeState.endsAt, \.startsAt].flatMap { bound in
            doors.compactMap { door in
                door.state[keyPath: bound].map { LocalTime.zone(door.zone).civil(at: $0).date }
            }
        }
    }

    /// Its codes with another PIN on doors of which it has a code already.
    package var secondCodes: [Door] {
        doorsOfOtherPIN.filter { door in
            doors.contains { other in
                other.deviceID == door.deviceID && other.accessCodeID != door.accessCodeID
                    && (!other.hasOtherPIN || other.accessCodeID < door.accessCodeID)
            }
        }
    }

    /// Whether it is known which of its PINs is the guest's: that of a door which has no second code.
    package var hasMainPIN: Bool {
        let second = Set(secondCodes.map(\.deviceID))
        return doors.contains { !$0.hasOtherPIN && !second.contains($0.deviceID) }
    }

    /// That some doors open by another PIN, in a sentence without an end; nil where all have one.
    package var otherPIN: String? { morePINs.map { "\(handle.shown) has \($0)" } }

    /// The same without the name: `another PIN on Room 204 than on its other doors`, `two PINs on Room 204`.
    package var morePINs: String? {
        let second = Set(secondCodes.map(\.accessCodeID))
        let others = doorsOfOtherPIN.filter { !second.contains($0.accessCodeID) }
        func names(_ doors: [Door]) -> String { doors.map(\.name.shown).joined(separator: ", ") }
        let parts = [
            others.isEmpty ? nil : "another PIN on \(names(others)) than on its other doors",
            second.isEmpty ? nil : "a second code, with another PIN, on \(names(secondCodes))",
        ].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: ", and ")
    }

    /// Whether somebody can open one of its doors at an instant; an ongoing code has no guest.
    package func isInside(at instant: Instant) -> Bool {
        !isGone && doors.contains { $0.state.isInside(at: instant) }
    }

    /// Whether its hours are over on all of its doors, although codes of it are there still, as on a lock that is offline.
    package func isOver(at instant: Instant) -> Bool { !isGone && !doors.isEmpty && isEnded(at: instant) }

    /// Whether its time is over, or its codes are gone.
    package func isEnded(at instant: Instant) -> Bool {
        isGone || doors.allSatisfy { $0.state.endsAt.map { $0 <= instant } ?? false }
    }

    /// When it ended: its last end, or when it was last seen where it had none or was gone before it.
    package func endedAt(by instant: Instant) -> Instant {
        let end = doors.compactMap(\.state.endsAt).max() ?? seenAt
        return end <= instant ? end : seenAt
    }
}

/// What a stay that is gone looks like in a list.
private struct GoneLook: Hashable {
    let name: String
    let devices: Set<String>
    let starts: Instant?
    let ends: Instant?
}

extension [Stay] {
    /// The stays without those that are gone and look like one before them: a stay that got a new PIN and was cancelled
    /// has left two keys with the same name, doors and hours.
    package var withoutTwins: [Stay] {
        var seen: Set<GoneLook> = []
        return filter { stay in
            guard stay.isGone, let name = stay.name, let hours = stay.hours else { return true }
            let devices = Set(stay.doors.map(\.deviceID))
            let look = GoneLook(name: name, devices: devices, starts: hours.startsAt, ends: hours.endsAt)
            return seen.insert(look).inserted
        }
    }
}

extension CodeState {
    /// Whether both are of one type and have the same bounds.
    package func hasHours(of other: CodeState) -> Bool {
        kind == other.kind && startsAt == other.startsAt && endsAt == other.endsAt
    }
}

/// What a workspace looked like when it was read.
package struct StayReading: Hashable, Sendable {
    /// The server and the workspace.
    package var scope: WorkspaceScope
    /// The workspace's name.
    package var workspaceName: String
    /// When it was read.
    package var readAt: Instant
    /// How far this machine's clock was ahead of the server's, zero where they agreed.
    package var clockLead = TimeSpan.zero
    /// Its stays, those first that come first by name; with those that ended or left in the last 48 hours.
    package var stays: [Stay]

    /// Makes a reading of its parts.
    package init(scope: WorkspaceScope, workspaceName: String, readAt: Instant, stays: [Stay]) {
        self.scope = scope
        self.workspaceName = workspaceName
        self.readAt = readAt
        self.stays = stays
    }
}
