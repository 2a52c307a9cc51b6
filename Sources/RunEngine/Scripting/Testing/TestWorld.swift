package import CivilTime
internal import Seam

/// A small world of a test: doors, and the stays on them, at an instant.
package struct TestWorld: Hashable, Sendable {
    /// One door.
    struct Door: Hashable, Sendable {
        var name: String
        /// The IANA name of the zone that it stands in.
        var zone: String
        /// The kind of lock, in the API's words; nil for one that keeps hours by itself.
        var type: String?
        var isOnline = true
        /// How full its battery is, 0 to 1; nil for a lock that does not tell.
        var battery: Double?
        var house: String?
    }

    /// From when to when a code opens.
    struct Hours: Hashable, Sendable {
        var starts: Instant
        var ends: Instant
    }

    /// One booking, or a code of somebody who is no guest.
    struct Stay: Hashable, Sendable {
        var name: String
        var doors: [String]
        /// Nil for codes without an end.
        var hours: Hours?
        /// The hours of doors that have others, by the names of the doors.
        var ownHours: [String: Hours] = [:]
        /// Whether its codes are linked; one door's code alone needs no link.
        var isLinked = true
        var pin: String?
    }

    /// The instant at which the world begins.
    package let now: Instant
    /// The zone of doors that name none, on whose clock `now` was read.
    package let zone: Zone
    let doors: [Door]
    let stays: [Stay]

    /// Who holds the codes of stays that are linked.
    package enum Holder: Sendable {
        /// They share a key.
        case key
        /// Access grants, of those stays that have an end, and the same one on all doors.
        case grants
    }

    /// The world as a file of the sandbox; docs/sandbox.md has the form.
    package func seed(_ holder: Holder = .key) -> String {
        let linked = stays.filter(\.isLinked)
        func isHeld(_ stay: Stay) -> Bool { holder == .grants && stay.hours != nil && stay.ownHours.isEmpty }
        let workspace: [String: JSONValue] = [
            "name": .string("Test"),
            "devices": .array(doors.map(\.seed)),
            "groups": .array(linked.filter { !isHeld($0) }.map(\.group)),
            "grants": .array(linked.filter(isHeld).map(\.group)),
            "codes": .array(stays.filter { !$0.isLinked }.flatMap(\.codes)),
        ]
        let document = JSONValue.object(["format": .int(1), "workspaces": .array([.object(workspace)])])
        // No number of it is one that JSON lacks.
        return (try? document.serialized()) ?? ""
    }
}

extension TestWorld.Door {
    fileprivate var seed: JSONValue {
        var fields: [String: JSONValue] = [
            "name": .string(name), "time_zone": .string(zone), "offline": .bool(!isOnline),
        ]
        fields["type"] = type.map(JSONValue.string)
        fields["location"] = house.map(JSONValue.string)
        fields["battery"] = battery.map(JSONValue.double)
        return .object(fields)
    }
}

extension TestWorld.Hours {
    fileprivate var seed: [String: JSONValue] {
        ["starts_at": .string(starts.iso8601), "ends_at": .string(ends.iso8601)]
    }
}

extension TestWorld.Stay {
    fileprivate var group: JSONValue {
        var fields = hours?.seed ?? [:]
        fields["name"] = .string(name)
        fields["devices"] = .array(doors.map(JSONValue.string))
        fields["code"] = pin.map(JSONValue.string)
        if !ownHours.isEmpty { fields["hours"] = .object(ownHours.mapValues { .object($0.seed) }) }
        return .object(fields)
    }

    fileprivate var codes: [JSONValue] {
        doors.map { door in
            var fields = (ownHours[door] ?? hours)?.seed ?? [:]
            fields["name"] = .string(name)
            fields["device"] = .string(door)
            fields["code"] = pin.map(JSONValue.string)
            return .object(fields)
        }
    }
}
