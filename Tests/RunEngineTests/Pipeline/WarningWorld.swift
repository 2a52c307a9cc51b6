import CivilTime
import Model

@testable import RunEngine

/// A house that makes a plan warn of one thing, and words of the sentence that it is told in.
///
/// A new warning is tested here, and nowhere else: with a line in `all`, or several where it has edges, and with one in
/// `silent` for each limit that it has. The clock of these worlds stands at Tuesday 24 November 2026 02:00 UTC, which is
/// Monday 21:00 at the doors, in New York.
struct WarningWorld: Sendable {
    let says: String
    var doors = PlanFixture.doors
    var start = "2026-11-23T23:00:00Z"
    var end = "2026-11-24T19:00:00Z"
    var devices = ["front", "room"]
    var marks: IndexedCode.Marks = []
    var others: [IndexedCode] = []
    var unknown: IndexedCode.Unknown = []
    var change = Change(ends: .by(PlanFixture.span(hours: 2)))
    /// The key of another group that is changed as well.
    var alsoChanged: String?
    var settings = Settings()
    /// The access grant that holds the stay, nil for linked codes.
    var grant: IndexedGrant?
    /// Other grants of the workspace.
    var otherGrants: [IndexedGrant] = []

    /// A world in which nothing is to be warned of, changed by `change` into one in which these words are told.
    static func says(_ words: String, _ change: (inout WarningWorld) -> Void) -> WarningWorld {
        var world = WarningWorld(says: words)
        change(&world)
        return world
    }

    /// The worlds of each warning about a plan.
    static let all: KeyValuePairs<Warning.Code, WarningWorld> = [
        .doorUnknown: says("room is no device of this workspace any more") {
            $0.doors.removeAll { $0.deviceID == "room" }
        },
        .doorOffline: says("Room 204 offline; the change reaches it when it is back") {
            $0.room { $0.trouble = .offline(since: nil) }
        },
        .doorGone: says("Room 204 is not connected (device_removed)") {
            $0.room { $0.trouble = .gone("device_removed") }
        },
        .doorMissing: says("BK-1 Ito has a code on Room 204 only") { $0.devices = ["room"] },
        .codeLeaving: says("the code of BK-1 Ito on Front door is being removed") { $0.marks = .leaving },
        .codeNotSet: says("the code of BK-1 Ito has not reached Front door so far") { $0.marks = .notSet },
        .grantGap: says("issues it anew, with the same PIN") { $0.hold() },
        .grantCard: says("must be encoded anew at the desk before they open by the new hours: BK-1 Ito") {
            $0.hold { $0.marks = .card }
        },
        .grantReservation: says("BK-1 Ito belongs to the reservation RES-1, whose next push may undo the change") {
            $0.hold { $0.reservationKey = "RES-1" }
        },
        .grantReservation: says("Seam refuses it, because BK-2 of the same reservation has no time in common") {
            world in
            world.hold { $0.reservationKey = "RES-1" }
            var other = world.grant ?? GrantFixture.grant
            (other.accessGrantID, other.codeIDs) = ("other", [])
            other.state = PlanFixture.state("2026-11-23T23:00:00Z", "2026-11-25T19:00:00Z", name: "BK-2")
            world.otherGrants = [other]
            world.change = Change(
                starts: .to(PlanFixture.instant("2026-11-26T23:00:00Z")),
                ends: .to(PlanFixture.instant("2026-11-27T19:00:00Z"))
            )
            world.change.allowed = [.lockout]
        },
        .grantConstrained: says("may open by others (device_time_constraints_violated): BK-1 Ito") {
            $0.hold { $0.marks = .constrained }
        },
        .notCovered: says("1 access grant has no code and no door that is known, and no plan changes it: BK-7") {
            $0.otherGrants = [
                IndexedGrant(accessGrantID: "g7", state: CodeState(startsAt: nil, endsAt: nil, name: "BK-7"))
            ]
        },
        .stayOver: says("BK-1 Ito is over already: it ended") { world in
            (world.start, world.end) = ("2026-11-20T23:00:00Z", "2026-11-23T19:00:00Z")
            world.change = Change(starts: .by(PlanFixture.span(hours: -1)))
        },
        .stayShort: says("BK-1 Ito would open for 30m only") { world in
            let at = PlanFixture.instant("2026-11-29T10:00:00Z")
            world.change = Change(starts: .to(at), ends: .to(at + TimeSpan(milliseconds: 1_800_000)))
            world.change.allowed = [.lockout]
        },
        .stayLong: says("BK-1 Ito would open for") {
            $0.change = Change(ends: .to(PlanFixture.instant("2027-03-24T19:00:00Z")))
        },
        .startPast: says(
            "BK-1 Ito can open since Mon 18:00: the new start, Mon 17:00 America/New_York, is over as well"
        ) {
            $0.change = Change(starts: .by(PlanFixture.span(hours: -1)))
        },
        .startPast: says("BK-1 Ito could open at once: the new start, Mon 20:30 America/New_York, is over already") {
            world in
            (world.start, world.end) = ("2026-11-24T04:30:00Z", "2026-11-26T19:00:00Z")
            world.change = Change(starts: .by(PlanFixture.span(hours: -3)))
        },
        .shorten: says("BK-1 Ito") { world in
            (world.start, world.end) = ("2026-11-28T23:00:00Z", "2026-11-30T19:00:00Z")
            world.change = Change(ends: .by(PlanFixture.span(hours: -2)))
        },
        .overlap: says("BK-1 Ito") { world in
            world.meet(from: "2026-11-24T20:00:00Z", "2026-11-26T19:00:00Z")
            world.change.allowed = [.overlap]
        },
        .turnover: says(
            "BK-1 Ito would stay until Tue 16:00, and BK-9 Next gets in at Tue 16:00 (Room 204, America/New_York): no time to"
        ) {
            $0.meet(from: "2026-11-24T21:00:00Z", "2026-11-26T19:00:00Z")
        },
        .turnover: says("BK-9 Next gets in at Tue 16:59 (Room 204, America/New_York): 59m to get the room ready") {
            $0.meet(from: "2026-11-24T21:59:00Z", "2026-11-26T19:00:00Z")
        },
        .turnover: says(
            "BK-1 Ito would get in at Mon 16:00, and BK-9 Next gets out at Mon 15:30 (Room 204, America/New_York): 30m to"
        ) {
            $0.meet(from: "2026-11-20T19:00:00Z", "2026-11-23T20:30:00Z")
            $0.change = Change(starts: .by(PlanFixture.span(hours: -2)))
        },
        .lockout: says("BK-1 Ito") { world in
            world.change = Change(ends: .by(PlanFixture.span(hours: -2)))
            world.change.allowed = [.lockout]
        },
        .loading: says("its lock may have the old hours already") { world in
            (world.start, world.end) = ("2026-11-25T23:00:00Z", "2026-11-27T19:00:00Z")
            world.change = Change(starts: .by(PlanFixture.span(hours: -1)))
        },
        .otherZone: says("ends Tue 16:00 by the clock of UTC, which is Tue 11:00 at Front door (America/New_York)") {
            $0.change = Change(ends: .to(PlanFixture.instant("2026-11-24T16:00:00Z")))
            $0.change.wallZones = ["UTC"]
            $0.change.allowed = [.lockout]
        },
        .staff: says("1 code of staff is changed with those of guests: Cleaner Ana") { world in
            let hours = PlanFixture.state("2026-11-23T23:00:00Z", "2026-11-24T23:00:00Z", name: "Cleaner Ana")
            world.others = [PlanFixture.code("staff", "front", "staff", hours)]
            world.alsoChanged = "staff"
        },
        .startAhead: says("take only a start in the future") { $0.room { $0.deviceType = "kwikset_lock" } },
        .recreated: says("August locks delete a code and make it anew") { $0.room { $0.deviceType = "august_lock" } },
        .fieldReplaced: says("2 codes have no status that can be read; decided by their pending changes") {
            $0.unknown = IndexedCode.Unknown(["status"])
        },
        .fieldUnknown: says("1 door has no device_type that can be read") {
            $0.room { $0.unknownFields = ["device_type"] }
        },
        .notCovered: says("1 code on these doors has no name") { world in
            let hours = PlanFixture.state("2026-11-23T23:00:00Z", "2026-11-24T23:00:00Z", name: nil)
            world.others = [PlanFixture.code("n", "front", "n", hours)]
        },
    ]

    /// Worlds that just do not have what a warning is about: the other side of its limit.
    static let silent: KeyValuePairs<Warning.Code, WarningWorld> = [
        .startPast: says("a start to come") { world in
            (world.start, world.end) = ("2026-11-24T06:30:00Z", "2026-11-26T19:00:00Z")
            world.change = Change(starts: .by(PlanFixture.span(hours: -3)))
        },
        .stayShort: says("an hour") { world in
            let at = PlanFixture.instant("2026-11-29T10:00:00Z")
            world.change = Change(starts: .to(at), ends: .to(at + PlanFixture.span(hours: 1)))
            world.change.allowed = [.lockout]
        },
        .stayLong: says("90 days") { world in
            let start = PlanFixture.instant("2026-11-23T23:00:00Z")
            world.change = Change(ends: .to(start + PlanFixture.span(hours: 90 * 24)))
        },
        .grantGap: says("a guest who comes later") { world in
            (world.start, world.end) = ("2026-11-25T23:00:00Z", "2026-11-27T19:00:00Z")
            world.hold()
        },
        .grantGap: says("linked codes") { _ in },
        .grantGap: says("a new name alone") { world in
            world.hold()
            world.change = Change(name: "BK-1 Ito, VIP")
        },
        .grantReservation: says("no reservation") { $0.hold() },
        .fieldUnknown: says("a missing status alone is no more than good to know") {
            $0.unknown = IndexedCode.Unknown(["status"])
        },
        .recreated: says("a stay that has not begun") { world in
            (world.start, world.end) = ("2026-11-25T23:00:00Z", "2026-11-27T19:00:00Z")
            world.room { $0.deviceType = "august_lock" }
        },
        .turnover: says("an hour between them") { $0.meet(from: "2026-11-24T22:00:00Z", "2026-11-26T19:00:00Z") },
        .turnover: says("it was so before") { world in
            world.meet(from: "2026-11-24T19:00:00Z", "2026-11-26T19:00:00Z")
            world.change = Change(starts: .by(PlanFixture.span(hours: -1)))
        },
        .turnover: says("the next one moves along") { world in
            world.meet(from: "2026-11-24T19:00:00Z", "2026-11-26T19:00:00Z")
            (world.alsoChanged, world.change.starts) = ("next", world.change.ends)
            world.change.allowed = [.lockout]
        },
        .turnover: says("staff comes") {
            $0.meet("Cleaner Ana", from: "2026-11-24T21:00:00Z", "2026-11-24T23:00:00Z")
        },
        .turnover: says("the front door alone") { world in
            world.meet(from: "2026-11-24T21:00:00Z", "2026-11-26T19:00:00Z", on: "front")
            for place in world.doors.indices { world.doors[place].isShared = world.doors[place].deviceID == "front" }
        },
        .loading: says("a start more than 72 hours ahead") { world in
            (world.start, world.end) = ("2026-11-27T02:01:00Z", "2026-11-30T19:00:00Z")
            world.change = Change(starts: .by(PlanFixture.span(hours: -1)))
        },
        .loading: says("only the end of a stay to come moves") { world in
            (world.start, world.end) = ("2026-11-25T23:00:00Z", "2026-11-27T19:00:00Z")
        },
        .otherZone: says("another zone with the same clock") {
            $0.change = Change(ends: .to(PlanFixture.instant("2026-11-24T20:00:00Z")))
            $0.change.wallZones = ["America/Toronto"]
        },
        .staff: says("staff that nobody changes") { world in
            let hours = PlanFixture.state("2026-11-23T23:00:00Z", "2026-11-24T23:00:00Z", name: "Cleaner Ana")
            world.others = [PlanFixture.code("staff", "front", "staff", hours)]
        },
    ]

    /// Has an access grant hold the stay.
    private mutating func hold(_ change: (inout IndexedGrant) -> Void = { _ in }) {
        var grant = IndexedGrant(
            accessGrantID: "grant",
            state: PlanFixture.state(start, end, name: "BK-1 Ito"),
            codeIDs: devices.map { "g-\($0)" },
        )
        change(&grant)
        self.grant = grant
    }

    /// Has another guest on a door.
    private mutating func meet(
        _ name: String = "BK-9 Next",
        from start: String,
        _ end: String,
        on device: String = "room"
    ) {
        others = [PlanFixture.code("next", device, "next", PlanFixture.state(start, end, name: name))]
    }

    private mutating func room(_ change: (inout Door) -> Void) {
        for place in doors.indices where doors[place].deviceID == "room" { change(&doors[place]) }
    }

    /// A proposal of the change, as if made by one of the ways.
    func proposal(_ maker: Proposal.Maker) throws -> Proposal {
        let codes = devices.map { device in
            PlanFixture.code(
                "g-\(device)",
                device,
                "g",
                PlanFixture.state(start, end, name: "BK-1 Ito"),
                marks: marks,
                unknown: unknown
            )
        }
        let grants = [grant].compactMap(\.self) + otherGrants
        let builder = PlanBuilder(index: WorkspaceIndex(doors: doors, codes: codes + others, grants: grants))
        try builder.record(change, of: grant?.target ?? .group(commonCodeKey: "g"), at: PlanFixture.now)
        if let alsoChanged { try builder.record(change, of: .group(commonCodeKey: alsoChanged), at: PlanFixture.now) }
        var limits = Limits()
        limits.maxShift = PlanFixture.span(hours: 99_999)
        return Proposal(
            maker,
            Plan(rows: builder.rows, madeAt: PlanFixture.now),
            limits: limits,
            facts: PlanFixture.facts(builder),
            zoneData: "2026f",
        )
    }
}
