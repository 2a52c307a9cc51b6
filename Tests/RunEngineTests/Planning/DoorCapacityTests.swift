import CivilTime
import Model
import Testing

@testable import RunEngine

/// The doors that cannot take a code: what is said of each, and what is free.
struct DoorCapacityTests {
    private static let now = PlanFixture.instant("2026-11-24T08:00:00Z")

    private static func hours(_ from: String, _ to: String, _ name: String) -> CodeState {
        PlanFixture.state("2026-11-\(from)T23:00:00Z", "2026-11-\(to)T19:00:00Z", name: name)
    }

    private static let ito = hours("23", "26", "BK-1 Ito")

    /// Ito in Room 1 with a PIN, Haas in Room 2 with the same one until the 25th; nobody in Room 3.
    private static func index(_ change: (inout Door) -> Void = { _ in }) -> WorkspaceIndex {
        let doors = ["Room 1", "Room 2", "Room 3"].map { name in
            var door = Door(deviceID: name, name: name, zone: "America/Vancouver", isOnline: true)
            door.house = "Harbour"
            if name == "Room 2" { change(&door) }
            return door
        }
        func code(_ key: String, _ device: String, _ state: CodeState, _ pin: String) -> IndexedCode {
            var code = IndexedCode(accessCodeID: key, deviceID: device, commonCodeKey: key, state: state)
            code.pinMark = PINMark(pin)
            return code
        }
        let codes = [
            code("ito", "Room 1", ito, "948162"), code("haas", "Room 2", hours("23", "25", "BK-2 Haas"), "535353"),
        ]
        return WorkspaceIndex(doors: doors, codes: codes)
    }

    /// What the check says of rows.
    private static func told(
        _ index: WorkspaceIndex,
        maker: Proposal.Maker = .script,
        _ make: (StayRows) -> [Row],
    ) -> [String] {
        let rows = make(StayRows(index: index, now: now))
        var after = index
        for row in rows { after.overlay(row, \.after) }
        let facts = WorkspaceFacts(workspaceID: "w", workspaceName: "Harbour", clockLead: nil, index: after)
        let proposal = Proposal(maker, Plan(rows: rows, madeAt: now), limits: Limits(), facts: facts, zoneData: nil)
        let context = CheckContext(proposal, settings: Settings(), isSandbox: false, isUnattended: false, now: now)
        return RowRule.takesNoCode.find(context).map(\.sentence)
    }

    private static func stay(_ devices: [String], _ from: String = "27", _ to: String = "29") -> NewStay {
        let state = hours(from, to, "N")
        return NewStay(
            name: "N",
            deviceIDs: devices,
            startsAt: state.startsAt ?? now,
            endsAt: state.endsAt ?? now,
        )
    }

    private static func move(_ rows: StayRows, _ key: String, to device: String, from old: String) -> Row {
        rows.move(of: .group(commonCodeKey: key), DoorMove(added: [device], dropped: [old]), key: key)
    }

    @Test(arguments: [
        ("takes_codes", "Room 2 has a lock that takes no codes from afar; Room 1 is free then"),
        ("gone", "Room 2 is not connected (device_removed), and takes no code until it is; Room 1 is free then"),
        ("offline", nil), ("nothing", nil),
    ])
    func `a door that takes no code is named, with one that is free`(trouble: String, sentence: String?) {
        let index = Self.index { door in
            switch trouble {
            case "takes_codes": door.takesCodes = false
            case "gone": door.trouble = .gone("device_removed")
            case "offline": door.trouble = .gone("hub_disconnected")
            default: door.takesCodes = true
            }
        }
        let told = Self.told(index) { [$0.creation(Self.stay(["Room 2"]), key: "k")] }
        #expect(told == [sentence].compactMap(\.self))
    }

    @Test func `a device that is gone is named`() {
        let told = Self.told(Self.index()) { [$0.creation(Self.stay(["Attic"]), key: "k")] }
        #expect(told == ["Attic is no device of this workspace any more, or Seam does not manage it"])
    }

    /// A lock has a code 72 hours before its start: Haas leaves on the 25th at 19:00.
    @Test(arguments: [("27", 1, false, true), ("28", 1, false, false), ("27", 2, false, false), ("27", 1, true, false)])
    func `a lock is full while it has as many codes as it holds`(
        start: String,
        most: Int,
        isJustInTime: Bool,
        isFull: Bool,
    ) {
        let index = Self.index { door in
            door.mostCodes = most
            if isJustInTime { door.deviceType = "smartthings_lock" }
        }
        let told = Self.told(index) { [$0.creation(Self.stay(["Room 2"], start, "30"), key: "k")] }
        #expect(told == (isFull ? ["Room 2 has 1 code then, and its lock holds 1; Room 1 is free then"] : []))
    }

    @Test func `the codes of one plan fill a lock together, and what it ends before makes room`() {
        let index = Self.index { $0.mostCodes = 1 }
        let two = Self.told(index) { rows in
            [
                rows.cancellation(of: .group(commonCodeKey: "haas")),
                rows.creation(Self.stay(["Room 2"], "24", "26"), key: "k"),
                rows.creation(Self.stay(["Room 2"], "26", "28"), key: "l"),
            ]
        }
        #expect(two.count == 2)
        let one = Self.told(index) { rows in
            [
                rows.cancellation(of: .group(commonCodeKey: "haas")),
                rows.creation(Self.stay(["Room 2"], "24", "26"), key: "k"),
            ]
        }
        #expect(one == [])
    }

    @Test func `a new PIN needs a place beside the old one`() {
        let index = Self.index { $0.mostCodes = 1 }
        let told = Self.told(index) { [$0.newPIN(of: .group(commonCodeKey: "haas"), key: "n")] }
        #expect(told == ["Room 2 has 1 code then, and its lock holds 1"])
    }

    @Test(arguments: [Proposal.Maker.script, .booking, .file, .undo])
    func `a room that has the PIN of the stay already is known before anything is sent`(maker: Proposal.Maker) {
        var index = Self.index()
        var rival = IndexedCode(accessCodeID: "r", deviceID: "Room 3", commonCodeKey: "r", state: Self.ito)
        rival.state.name = "BK-3 Mori"
        rival.pinMark = PINMark("948162")
        index.add(rival)
        let told = Self.told(index, maker: maker) { [Self.move($0, "ito", to: "Room 3", from: "Room 1")] }
        #expect(told.count == 1)
        #expect(told.first?.hasPrefix("its PIN is that of BK-3 Mori on Room 3") == true, "\(told)")
        #expect(told.first?.contains("keyshift new-pin") == true)
        #expect(Self.told(index, maker: .resume) { [Self.move($0, "ito", to: "Room 3", from: "Room 1")] } == [])
        #expect(Self.told(index) { [Self.move($0, "haas", to: "Room 3", from: "Room 2")] } == [])
    }

    @Test func `two stays with one PIN cannot get one door, and can change places`() {
        var index = Self.index()
        var twin = IndexedCode(accessCodeID: "twin", deviceID: "Room 2", commonCodeKey: "twin", state: Self.ito)
        twin.pinMark = PINMark("948162")
        index.add(twin)
        let both = Self.told(index) { rows in
            [
                Self.move(rows, "ito", to: "Room 3", from: "Room 1"),
                Self.move(rows, "twin", to: "Room 3", from: "Room 2"),
            ]
        }
        #expect(both.count == 2)
    }

    @Test func `a PIN that is too long for a door is told by its length alone`() {
        let index = Self.index { $0.codeLengths = [4, 5] }
        let told = Self.told(index) { [Self.move($0, "ito", to: "Room 2", from: "Room 1")] }
        #expect(told == ["its PIN has 6 digits, and Room 2 takes 4, 5; Room 3 is free then"])
    }

    @Test func `doors that take no common length get no stay together`() {
        var doors = Array(Self.index().doors.values)
        for place in doors.indices { doors[place].codeLengths = doors[place].name == "Room 2" ? [4] : [6] }
        let index = WorkspaceIndex(doors: doors, codes: [])
        let told = Self.told(index) { [$0.creation(Self.stay(["Room 2", "Room 3"]), key: "k")] }
        #expect(told == ["no PIN is of a length that all its doors take: Room 2 takes 4; Room 3 takes 6 digits"])
    }

    @Test func `a mark says whether two PINs are the same and how long they are, and no digit`() {
        #expect(PINMark("948162") == PINMark("948162") && PINMark("948162") != PINMark("948163"))
        #expect(PINMark("948162").length == 6 && PINMark("9481").length == 4)
        #expect(!"\(PINMark("948162"))".contains("948162"))
    }

    @Test func `an index that a row was taken from again has its codes as they were read`() {
        var index = Self.index()
        let row = StayRows(index: index, now: Self.now).cancellation(of: .group(commonCodeKey: "haas"))
        let before = index.codes["haas"]
        index.overlay(row, \.after)
        #expect(index.codes["haas"] == nil && index.pinMark(of: "haas") == PINMark("535353"))
        index.overlay(row, \.before)
        #expect(index.codes["haas"] == before)
    }
}
