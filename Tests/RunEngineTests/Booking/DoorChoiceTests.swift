import Model
import Testing

@testable import RunEngine

/// Which door a stay gives up for another one.
struct DoorChoiceTests {
    private static let hours = PlanFixture.state("2026-11-23T23:00:00Z", "2026-11-26T19:00:00Z", name: "N")
    private static let ito = Row.Target.group(commonCodeKey: "ito")

    /// Ito has the front door alone, and the guests of some rooms have it, too.
    private static func choice(_ rooms: [String]) -> DoorChoice {
        let doors = (["front"] + rooms).map {
            Door(deviceID: $0, name: "Door \($0)", zone: "America/Vancouver", isOnline: true)
        }
        let places = [("ito", "front")] + rooms.flatMap { [($0, "front"), ($0, $0)] }
        let codes = places.map { key, device in
            IndexedCode(accessCodeID: "\(key) \(device)", deviceID: device, commonCodeKey: key, state: hours)
        }
        return DoorChoice(index: WorkspaceIndex(doors: doors, codes: codes))
    }

    @Test func `a stay that has only a door which others share gives up none, unless it is named`() throws {
        #expect(try Self.choice(["a", "b"]).dropped([], of: Self.ito) == [])
        #expect(try Self.choice(["a", "b"]).dropped(["Door front"], of: Self.ito) == ["front"])
    }

    @Test func `a stay that has one door gives up that one where nobody shares it`() throws {
        #expect(try Self.choice([]).dropped([], of: Self.ito) == ["front"])
    }
}
