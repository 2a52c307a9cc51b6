import Testing

@testable import RunEngine

struct HouseNamesTests {
    private static let doors = [
        "Harbour House Room 1", "Harbour House Room 2", "Harbour House front door", "Harbour Lodge Suite 7",
        "Harbour Lodge Suite 8", "Casa Alfama Porta", "Casa Alfama Quarto 1", "Casa Alfama Quarto 2", "Room 1",
        "Room 2",
        "Front door", "Front gate", "Shed", "Mill 12 A", "Mill 12 B", "",
    ]

    @Test(arguments: [
        ("Harbour House Room 1", "Harbour House" as String?), ("Harbour House front door", "Harbour House"),
        ("Harbour Lodge Suite 7", "Harbour Lodge"), ("Casa Alfama Quarto 1", "Casa Alfama"),
        ("Casa Alfama Porta", "Casa Alfama"), ("Room 1", nil), ("Front door", nil), ("Front gate", nil), ("Shed", nil),
        ("Mill 12 A", "Mill"), ("", nil), ("unknown", nil),
    ])
    func `a house is what the names of its doors begin with`(door: String, house: String?) {
        #expect(HouseNames(Self.doors).house(ofDoor: door) == house)
    }

    @Test func `a space is a house where the settings describe none, the largest where a door is in several`() {
        func door(_ name: String, spaces: [String], described: Bool = false) -> Door {
            var door = Door(deviceID: name, name: name, zone: nil, isOnline: nil)
            door.house = "by location"
            door.isOfDescribedHouse = described
            door.spaceIDs = spaces
            return door
        }
        var doors = [
            door("1", spaces: ["floor", "house"]), door("2", spaces: ["house"]), door("3", spaces: ["nameless"]),
            door("4", spaces: []), door("5", spaces: ["house"], described: true),
        ]
        SpaceHouses.settle(&doors, names: ["floor": "First floor", "house": "Mill", "nameless": " "])
        #expect(doors.map(\.house) == ["Mill", "Mill", "by location", "by location", "by location"])
    }
}
