import CivilTime
import Model
import PaceSimulation
import Testing

@testable import RunEngine

struct PreflightTests {
    private static let now = PlanFixture.now

    /// A house with a room and what a test adds to it.
    private static func preflight(
        doors: [Door] = PlanFixture.doors,
        _ codes: [IndexedCode],
        _ change: Change = Change(ends: .by(PlanFixture.span(hours: 2))),
        of target: Row.Target = .group(commonCodeKey: "g"),
    ) throws -> Preflight {
        let builder = PlanBuilder(index: WorkspaceIndex(doors: doors, codes: codes))
        try builder.record(change, of: target, at: now)
        return Preflight(builder.index, rows: builder.rows, now: now)
    }

    private static func group(
        _ start: String = "2026-11-23T23:00:00Z",
        _ end: String = "2026-11-24T19:00:00Z",
        on devices: [String] = ["front", "room"],
        marks: IndexedCode.Marks = [],
    ) -> [IndexedCode] {
        devices.map { device in
            PlanFixture.code("g-\(device)", device, "g", PlanFixture.state(start, end, name: "BK-1 Ito"), marks: marks)
        }
    }

    private static func stay(_ id: String, _ start: String, _ end: String, key: String? = nil) -> IndexedCode {
        PlanFixture.code(id, "room", key ?? id, PlanFixture.state(start, end, name: "BK \(id)"))
    }

    private static func guest(_ key: String, _ start: String, _ end: String, on devices: [String]) -> [IndexedCode] {
        devices.map { device in
            PlanFixture.code("\(key)-\(device)", device, key, PlanFixture.state(start, end, name: "BK \(key)"))
        }
    }

    private static func doors(_ change: (inout Door) -> Void) -> [Door] {
        PlanFixture.doors.map { door in
            var door = door
            if door.deviceID == "room" { change(&door) }
            return door
        }
    }

    @Test func `a plan without trouble has no warning`() throws {
        let preflight = try Self.preflight(Self.group())
        #expect(preflight.warnings.isEmpty)
    }

    @Test(arguments: [
        (
            Door.Trouble.offline(since: PlanFixture.instant("2026-11-23T23:40:00Z")),
            "Room 204 offline since Mon 18:40 America/New_York;"
        ),
        (.offline(since: nil), "Room 204 offline;"),
        (.gone("device_removed"), "Room 204 is not connected (device_removed)"),
    ])
    func `a door that no change reaches is named with its reason`(trouble: Door.Trouble, words: String) throws {
        let preflight = try Self.preflight(doors: Self.doors { $0.trouble = trouble }, Self.group())
        #expect(preflight.warnings.count == 1)
        #expect(preflight.warnings.first?.message.hasPrefix(words) == true, "\(preflight.warnings)")
    }

    @Test(arguments: [
        ("kwikset_lock", "only a start in the future"), ("august_lock", "delete a code and make it anew"),
    ])
    func `the rule of a brand is told`(type: String, words: String) throws {
        let preflight = try Self.preflight(doors: Self.doors { $0.deviceType = type }, Self.group())
        #expect(preflight.warnings.count == 1)
        #expect(preflight.warnings.first?.message.contains(words) == true, "\(preflight.warnings)")
    }

    @Test(arguments: [
        (IndexedCode.Marks.leaving, "is being removed"), (.notSet, "has not reached"),
    ])
    func `a code that the lock does not have is told for each door`(marks: IndexedCode.Marks, words: String) throws {
        let preflight = try Self.preflight(Self.group(marks: marks))
        #expect(preflight.warnings.count == 2)
        #expect(preflight.warnings.allSatisfy { $0.message.contains(words) }, "\(preflight.warnings)")
    }

    @Test func `a linked stay with one code only is asked about`() throws {
        let preflight = try Self.preflight(Self.group(on: ["room"]))
        #expect(preflight.warnings.first?.message.contains("is one missing?") == true, "\(preflight.warnings)")
    }

    @Test(arguments: [
        (Change(ends: .to(PlanFixture.instant("2026-11-23T23:30:00Z") + PlanFixture.span(hours: 3))), nil),
        (
            Change(
                starts: .to(PlanFixture.instant("2026-11-29T10:00:00Z")),
                ends: .to(PlanFixture.instant("2026-11-29T10:30:00Z"))
            ),
            "would open for 30m only"
        ),
        (Change(ends: .to(PlanFixture.instant("2027-03-24T19:00:00Z"))), "would open for 120 days"),
    ])
    func `hours that are very short or very long are asked about`(change: Change, words: String?) throws {
        let warnings = try Self.preflight(Self.group(), change).warnings
        #expect(warnings.count == (words == nil ? 0 : 1), "\(warnings)")
        if let words { #expect(warnings.first?.message.contains(words) == true, "\(warnings)") }
    }

    @Test func `a stay that runs into the next one on its door is told with both`() throws {
        let next = Self.stay("2", "2026-11-24T20:00:00Z", "2026-11-26T19:00:00Z")
        let preflight = try Self.preflight(Self.group() + [next])
        let overlap = try #require(preflight.calendar.newOverlaps(of: preflight.rows, at: Self.now).first)
        #expect([overlap.label, overlap.nextLabel, overlap.door] == ["BK-1 Ito", "BK 2", "Room 204"])
        #expect(overlap.end == PlanFixture.instant("2026-11-24T21:00:00Z"))
        #expect(overlap.nextStart == PlanFixture.instant("2026-11-24T20:00:00Z"))
    }

    @Test(arguments: [
        (["2026-11-24T18:00:00Z", "2026-11-26T19:00:00Z"], 2, true),
        (["2026-11-24T18:00:00Z", "2026-11-26T19:00:00Z"], -1, false),
        (["2026-11-24T01:00:00Z", "2026-11-24T10:00:00Z"], 2, false),
        (["2026-11-23T23:00:00Z", "2026-11-24T19:00:00Z"], 2, false),
        (["2026-11-20T18:00:00Z", "2026-11-24T04:00:00Z"], 2, false),
        (["2026-11-24T00:00:00Z", "2026-11-25T19:00:00Z"], 2, false),
        (["2026-11-24T08:00:00Z", "2026-11-24T21:00:00Z"], 2, true),
    ])
    func `stays of which one follows the other do not meet for longer, and those that share a room may`(
        next hours: [String],
        by change: Int64,
        isTold: Bool,
    ) throws {
        let change = Change(ends: .by(PlanFixture.span(hours: change)))
        func overlaps(on devices: [String]) throws -> [DoorCalendar.Overlap] {
            let preflight = try Self.preflight(Self.group() + Self.guest("2", hours[0], hours[1], on: devices), change)
            return preflight.calendar.newOverlaps(of: preflight.rows, at: Self.now)
        }
        let met = try overlaps(on: ["front", "room"])
        #expect(met.map(\.isLonger) == (isTold ? [true] : []))
        #expect(met.allSatisfy { $0.nextLabel == "BK 2" })
        // A room is one whatever else somebody has, and a front door alone may be one that guests share.
        #expect(try overlaps(on: ["front", "room", "spa"]).map(\.isLonger) == (isTold ? [true] : []))
        #expect(try overlaps(on: ["front"]).isEmpty)
    }

    @Test func `a start that moves to an earlier hour of the guest before is a longer meeting, blamed once`() throws {
        let codes =
            Self.group() + Self.guest("2", "2026-11-20T18:00:00Z", "2026-11-24T01:30:00Z", on: ["front", "room"])
        let preflight = try Self.preflight(codes, Change(starts: .by(PlanFixture.span(hours: -3))))
        #expect(preflight.calendar.newOverlaps(of: preflight.rows, at: Self.now).map(\.isFirst) == [false])
        let builder = PlanBuilder(index: WorkspaceIndex(doors: PlanFixture.doors, codes: codes))
        for key in ["g", "2"] {
            let later = Change(ends: .by(PlanFixture.span(hours: 2)))
            try builder.record(later, of: .group(commonCodeKey: key), at: Self.now)
        }
        let both = Preflight(builder.index, rows: builder.rows, now: Self.now)
        let told = both.calendar.newOverlaps(of: both.rows, at: Self.now)
        #expect(told.map { both.rows[$0.row].target } == [.group(commonCodeKey: "2")])
    }

    @Test func `a next stay that has moved along is no overlap`() throws {
        let next = Self.stay("2", "2026-11-24T20:00:00Z", "2026-11-26T19:00:00Z")
        let builder = PlanBuilder(index: WorkspaceIndex(doors: PlanFixture.doors, codes: Self.group() + [next]))
        let later = Change(starts: .by(PlanFixture.span(hours: 2)), ends: .by(PlanFixture.span(hours: 2)))
        try builder.record(later, of: .group(commonCodeKey: "2"), at: Self.now)
        try builder.record(Change(ends: .by(PlanFixture.span(hours: 2))), of: .group(commonCodeKey: "g"), at: Self.now)
        let preflight = Preflight(builder.index, rows: builder.rows, now: Self.now)
        #expect(preflight.calendar.newOverlaps(of: preflight.rows, at: Self.now).isEmpty)
    }

    @Test func `a door on which two stays meet that each have another one is shared, and has no next stay`() throws {
        let others = ["room", "shed"].map { device in
            let hours = PlanFixture.state("2026-11-20T23:00:00Z", "2026-11-29T19:00:00Z", name: "BK 2")
            return PlanFixture.code("2-\(device)", device, "2", hours)
        }
        let next = Self.stay("9", "2026-11-24T20:00:00Z", "2026-11-26T19:00:00Z")
        let preflight = try Self.preflight(Self.group() + others + [next])
        #expect(preflight.calendar.newOverlaps(of: preflight.rows, at: Self.now).isEmpty)
    }

    @Test func `a door that the settings call shared is so though no stays meet there`() throws {
        let next = Self.stay("9", "2026-11-24T20:00:00Z", "2026-11-26T19:00:00Z")
        let shared = try Self.preflight(doors: Self.doors { $0.isShared = true }, Self.group() + [next])
        #expect(shared.calendar.newOverlaps(of: shared.rows, at: Self.now).isEmpty)
        let own = try Self.preflight(Self.group() + [next])
        #expect(!own.calendar.newOverlaps(of: own.rows, at: Self.now).isEmpty)
    }

    @Test func `a cleaner on many rooms makes none of them a shared one, and meets nobody`() throws {
        let cleaner = ["room", "shed"].map { device in
            let hours = PlanFixture.state("2026-11-20T23:00:00Z", "2026-11-29T19:00:00Z", name: "Cleaner Ana")
            return PlanFixture.code("2-\(device)", device, "2", hours)
        }
        let next = Self.stay("9", "2026-11-24T20:00:00Z", "2026-11-26T19:00:00Z")
        let preflight = try Self.preflight(Self.group() + cleaner + [next])
        #expect(preflight.calendar.newOverlaps(of: preflight.rows, at: Self.now).count == 1)
    }

    @Test(arguments: [
        ("2026-11-26T10:00:00Z", "yale_lock", "within 72 hours"), ("2026-11-28T10:00:00Z", "yale_lock", nil),
        ("2026-11-26T10:00:00Z", "lockly_lock", nil), ("2026-11-24T02:30:00Z", "lockly_lock", "within 60 minutes"),
    ])
    func `a stay that its lock may have already is told`(start: String, type: String, words: String?) throws {
        let doors = Self.doors { $0.deviceType = type }
        let codes = Self.group(start, "2026-11-30T19:00:00Z", on: ["room"])
        let change = Change(starts: .by(PlanFixture.span(hours: 1)))
        let warnings = try Self.preflight(doors: doors, codes, change).warnings.filter { $0.code == .loading }
        #expect(warnings.count == (words == nil ? 0 : 1), "\(warnings)")
        if let words { #expect(warnings.first?.message.contains(words) == true) }
    }

    @Test func `codes on these doors that the plan does not change are told by what is special about them`() throws {
        let nameless = PlanFixture.code(
            "n",
            "front",
            "n",
            PlanFixture.state("2026-11-23T23:00:00Z", "2026-11-24T19:00:00Z", name: nil)
        )
        let single = PlanFixture.code(
            "s",
            "room",
            nil,
            PlanFixture.state("2026-11-23T23:00:00Z", "2026-11-24T23:00:00Z", name: "Cleaner")
        )
        let later = PlanFixture.code(
            "l",
            "room",
            nil,
            PlanFixture.state("2026-12-23T23:00:00Z", "2026-12-24T23:00:00Z", name: "Plumber")
        )
        let preflight = try Self.preflight(Self.group() + [nameless, single, later])
        #expect(
            preflight.warnings.filter { $0.code == .notCovered }.map(\.message) == [
                "1 code on these doors has no name", "1 code on these doors stands alone and keeps its hours: Cleaner",
            ],
        )
    }
}
