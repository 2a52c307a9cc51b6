import CivilTime
import Model
import Testing

@testable import RunEngine

/// The rows that make and end codes, of what is known of a workspace.
struct StayRowTests {
    private static let now = PlanFixture.instant("2026-11-24T08:00:00Z")
    private static let hours = PlanFixture.state("2026-11-23T23:00:00Z", "2026-11-26T19:00:00Z", name: "BK-1 Ito")

    private static func index(key: String? = "ito") -> WorkspaceIndex {
        let doors = ["front", "room", "other"].map {
            Door(deviceID: $0, name: "Door \($0)", zone: "America/Vancouver", isOnline: true)
        }
        let codes = ["front", "room"].map {
            IndexedCode(accessCodeID: "c-\($0)", deviceID: $0, commonCodeKey: key, state: hours)
        }
        return WorkspaceIndex(doors: doors, codes: codes)
    }

    private static var rows: StayRows { StayRows(index: index(), now: now) }

    @Test func `a new stay has an absent code before on each of its doors, and the key that finds it again`() {
        let stay = NewStay(
            name: "BK-9 Neu",
            deviceIDs: ["front", "other"],
            startsAt: Self.now,
            endsAt: Self.now + TimeSpan(milliseconds: 7_200_000),
        )
        let row = Self.rows.creation(stay, key: "k")
        #expect(row.change == .create && row.madeKey == "k" && row.target == .group(commonCodeKey: "k"))
        #expect(row.members.map(\.part) == [.add, .add])
        #expect(row.members.map(\.accessCodeID) == ["k@front", "k@other"])
        #expect(row.before == nil && row.after?.endsAt == stay.endsAt && !row.isMixed)
        #expect(row.isInHouse && row.deadline == nil)
        #expect(Undoability.obstacle(of: row, at: Self.now) == nil)
    }

    @Test func `a new stay has a PIN of a length that each of its doors takes`() {
        var index = Self.index()
        var doors = Array(index.doors.values)
        for place in doors.indices { doors[place].codeLengths = doors[place].deviceID == "front" ? [4, 6] : [6, 7] }
        index = WorkspaceIndex(doors: doors, codes: [])
        let stay = NewStay(name: "N", deviceIDs: ["front", "other"], startsAt: Self.now, endsAt: Self.now)
        #expect(StayRows(index: index, now: Self.now).creation(stay, key: "k").codeLength == 6)
        #expect(Self.rows.creation(stay, key: "k").codeLength == nil)
    }

    @Test func `the door with most rules on PINs gets its code first, as the others take what the server chose for it`()
    {
        var doors = Array(Self.index().doors.values)
        let constraints: [String: Set<String>] = [
            "front": ["start_date_in_future", "name_length"], "room": ["no_zeros"],
            "other": ["no_zeros", "cannot_start_with_12"],
        ]
        for place in doors.indices { doors[place].constraints = constraints[doors[place].deviceID] ?? [] }
        let codes = ["front", "room"].map {
            IndexedCode(accessCodeID: "c-\($0)", deviceID: $0, commonCodeKey: "ito", state: Self.hours)
        }
        var rows = StayRows(index: WorkspaceIndex(doors: doors, codes: codes), now: Self.now)
        let all = ["front", "room", "other"]
        let stay = NewStay(name: "N", deviceIDs: all, startsAt: Self.now, endsAt: Self.now)
        #expect(rows.creation(stay, key: "k").members.map(\.deviceID) == ["other", "room", "front"])
        #expect(Self.rows.creation(stay, key: "k").members.map(\.deviceID) == all)
        let made = rows.newPIN(of: .group(commonCodeKey: "ito"), key: "n").members.filter { $0.part == .add }
        #expect(made.map(\.deviceID) == ["room", "front"])
        // A lock that chooses its PINs itself comes before all rules.
        let front = doors.firstIndex { $0.deviceID == "front" } ?? 0
        doors[front].constraints = ["cannot_specify_pin_code"]
        rows = StayRows(index: WorkspaceIndex(doors: doors, codes: codes), now: Self.now)
        #expect(rows.creation(stay, key: "k").members.map(\.deviceID) == ["front", "other", "room"])
    }

    @Test(arguments: [([], 4), (["room"], 6), (["other"], 4), (["other", "room"], 6)])
    func `a new PIN is of a length that lost doors take, too, where the present ones take it`(
        lost: [String],
        length: Int
    ) {
        var doors = Array(Self.index().doors.values)
        let lengths: [String: Set<Int>] = ["front": [4, 6], "room": [6], "other": [5]]
        for place in doors.indices { doors[place].codeLengths = lengths[doors[place].deviceID] ?? [] }
        let code = IndexedCode(accessCodeID: "c", deviceID: "front", commonCodeKey: "ito", state: Self.hours)
        let rows = StayRows(index: WorkspaceIndex(doors: doors, codes: [code]), now: Self.now)
        #expect(rows.newPIN(of: .group(commonCodeKey: "ito"), key: "n", fitting: lost).codeLength == length)
    }

    @Test func `a cancelled stay leaves no code, locks out who is inside, and nothing gives its PIN back`() {
        let row = Self.rows.cancellation(of: .group(commonCodeKey: "ito"))
        #expect(row.members.map(\.part) == [.drop, .drop])
        #expect(row.locksOut(at: Self.now) && row.shutsOut(at: Self.now))
        #expect(Undoability.obstacle(of: row, at: Self.now) == "a cancelled PIN is gone, and nothing gives it back")
        let early = PlanFixture.instant("2026-11-23T20:00:00Z")
        #expect(!row.locksOut(at: early))
    }

    @Test func `another room keeps what is not named, and shuts nobody out`() {
        let move = DoorMove(added: ["other"], dropped: ["room"])
        let row = Self.rows.move(of: .group(commonCodeKey: "ito"), move, key: "unused")
        #expect(row.members.map(\.part) == [.keep, .drop, .add])
        #expect(row.madeKey == "ito" && row.keepsPIN)
        #expect(!row.locksOut(at: Self.now))
        let nothing = Self.rows.move(of: .group(commonCodeKey: "ito"), DoorMove(added: [], dropped: ["room"]), key: "k")
        #expect(nothing.locksOut(at: Self.now))
    }

    @Test func `a code without a key gets one for its other door, and its PIN goes along`() {
        let rows = StayRows(index: Self.index(key: nil), now: Self.now)
        let row = rows.move(of: .code(accessCodeID: "c-room"), DoorMove(added: ["other"], dropped: ["room"]), key: "k")
        #expect(row.madeKey == "k" && row.keepsPIN && row.target == .code(accessCodeID: "c-room"))
    }

    @Test func `a new PIN is put on every door under another key`() {
        let row = Self.rows.newPIN(of: .group(commonCodeKey: "ito"), key: "new")
        #expect(row.madeCount == 2 && row.endedCount == 2 && row.madeKey == "new" && !row.keepsPIN)
        #expect(Undoability.obstacle(of: row, at: Self.now) == "the old PIN is gone, and nothing gives it back")
    }

    @Test func `an undo swaps what was made and what ended, with the key and the PIN`() {
        let move = DoorMove(added: ["other"], dropped: ["room"])
        var row = Self.rows.move(of: .group(commonCodeKey: "ito"), move, key: "unused")
        row.members[2].accessCodeID = "c-made"
        let builder = UndoBuilder(run: "80aa", rows: [row], sent: [0], now: Self.now)
        let back = builder.plan([0]).rows
        #expect(back.map(\.change) == [.doors])
        #expect(back.first?.members.map(\.part) == [.keep, .add, .drop])
        #expect(back.first?.madeKey == "ito" && back.first?.keepsPIN == true)
    }

    @Test func `the same id makes the same key, in one workspace`() {
        let key = MadeKey.of(id: "BK-9", workspaceID: "w1")
        #expect(key == MadeKey.of(id: "BK-9", workspaceID: "w1") && MadeKey.isOurs(key))
        #expect(key != MadeKey.of(id: "BK-9", workspaceID: "w2"))
        #expect(key != MadeKey.of(run: "BK-9", place: 0, workspaceID: "w1"))
    }

    @Test func `an index shows a row's codes as they shall be, and as they were`() {
        var index = Self.index()
        let row = Self.rows.move(
            of: .group(commonCodeKey: "ito"),
            DoorMove(added: ["other"], dropped: ["room"]),
            key: "k"
        )
        index.overlay(row, \.after)
        #expect(index.members(of: row.target).map(\.deviceID) == ["front", "other"])
        index.overlay(row, \.before)
        #expect(index.members(of: row.target).map(\.deviceID) == ["front", "room"])
    }

    @Test func `a plan file keeps a row that makes and ends codes`() throws {
        let row = Self.rows.move(
            of: .group(commonCodeKey: "ito"),
            DoorMove(added: ["other"], dropped: ["room"]),
            key: "k"
        )
        let file = PlanFile.sample(rows: [row])
        let read = try PlanFile(parsing: file.text, name: "plan.json")
        #expect(read.plan.rows == [row])
    }
}

extension PlanFile {
    fileprivate static func sample(rows: [Row]) -> PlanFile {
        let now = PlanFixture.instant("2026-11-24T08:00:00Z")
        return PlanFile(
            script: "rooms.lua",
            scriptHash: "",
            arguments: [],
            operatorName: "ana",
            endpoint: "http://127.0.0.1:1",
            workspaceID: "w",
            expiresAt: now,
            limits: Limits(),
            plan: Plan(rows: rows, madeAt: now),
        )
    }
}
