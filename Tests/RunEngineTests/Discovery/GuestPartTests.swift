import CivilTime
import Model
import Testing

@testable import RunEngine

/// Which code is a part of a stay: the guest's, with another PIN.
struct GuestPartTests {
    /// What is unlike of the code beside the two of the stay.
    struct Unlike: CustomTestStringConvertible, Sendable {
        var name = "BK-1 Ito"
        var device = "room"
        var key: String?
        var pin: String? = "2222"
        var hours = 20.0
        var marks: IndexedCode.Marks = []
        let testDescription: String

        init(_ description: String, _ change: (inout Unlike) -> Void = { _ in }) {
            testDescription = description
            change(&self)
        }
    }

    private static func index(_ unlike: Unlike) -> WorkspaceIndex {
        func door(_ id: String, _ house: String) -> Door {
            var door = Door(deviceID: id, name: id, zone: "America/New_York", isOnline: true)
            door.house = house
            return door
        }
        func code(_ id: String, _ device: String, _ key: String?, _ name: String, _ pin: String?, _ hours: Double)
            -> IndexedCode
        {
            let start = Instant(milliseconds: 0)
            let end = Instant(milliseconds: Int64(hours * 3_600_000))
            let state = CodeState(startsAt: start, endsAt: end, name: name)
            var code = IndexedCode(accessCodeID: id, deviceID: device, commonCodeKey: key, state: state)
            code.pinMark = pin.map(PINMark.init)
            return code
        }
        var other = code("other", unlike.device, unlike.key, unlike.name, unlike.pin, unlike.hours)
        other.marks = unlike.marks
        return WorkspaceIndex(
            doors: [door("front", "Adler"), door("room", "Adler"), door("away", "Elsewhere"), door("own", "Adler")],
            codes: [
                code("a", "front", "ito", "BK-1 Ito", "1111", 20), code("b", "room", "ito", "BK-1 Ito", "1111", 20),
                other,
            ],
        )
    }

    @Test(arguments: [
        Unlike("a second code on a door"), Unlike("a door of its own") { $0.device = "own" },
        Unlike("a key that a run gave it") { $0.key = MadeKey.of(run: "80aa", place: 0, workspaceID: "w") },
    ])
    func `a code with the name, the hours, the house and another PIN is the guest's`(unlike: Unlike) {
        let index = Self.index(unlike)
        let part: Row.Target = unlike.key.map { .group(commonCodeKey: $0) } ?? .code(accessCodeID: "other")
        #expect(index.parts == [.group(commonCodeKey: "ito"): [part]])
        let stays = index.guests(seenAt: Instant(milliseconds: 0))
        #expect(stays.map(\.doors.count) == [3] && stays[0].doorsOfOtherPIN.map(\.accessCodeID) == ["other"])
        #expect(PlanBuilder(index: index).targets == [.group(commonCodeKey: "ito")])
        #expect(index.guestCodes(of: .group(commonCodeKey: "ito")).count == (unlike.device == "own" ? 3 : 2))
    }

    @Test(arguments: [
        Unlike("another name") { $0.name = "BK-2 Ito" }, Unlike("other hours") { $0.hours = 21 },
        Unlike("another house") { $0.device = "away" }, Unlike("the same PIN") { $0.pin = "1111" },
        Unlike("a PIN that nobody knows") { $0.pin = nil }, Unlike("another key") { $0.key = "somebody" },
        Unlike("a code that is being removed") { $0.marks = .leaving },
    ])
    func `any other code is a stay of its own`(unlike: Unlike) {
        #expect(Self.index(unlike).parts.isEmpty)
    }
}
