import Model
import Testing

/// What a list has for rooms and houses, found in the names of doors.
struct PlaceNamesTests {
    private static let doors: [(id: String, name: String, house: String?)] = [
        ("a", "Harbour House Room 203", "Harbour House"), ("b", "Harbour House Room 204", "Harbour House"),
        ("c", "Cedar Lodge Room 203", "Cedar Lodge"), ("d", "Cedar Lodge Floor 2 Room 5", "Cedar Lodge"),
        ("e", "Lakeside Inn 206", "Lakeside Inn"), ("f", "Lakeside Suite Rose", "Lakeside Inn"),
        ("g", "Harbour House front door", "Harbour House"), ("h", "Annex B12", nil), ("i", "Chalet 0007", nil),
    ]

    private static let names = PlaceNames(doors)

    @Test(
        arguments: [
            ("203", "ac"), ("Room 203", "ac"), ("Zi. 203", "ac"), ("RM203", "ac"), ("n° 203", "ac"), ("203.0", "ac"),
            ("HH-203", "a"), ("HH203", "a"), ("Cedar Lodge 203", "c"), ("CEDAR LODGE ROOM 203", "c"),
            ("203 double", "ac"),
            ("Harbour House Room 203", "a"), ("Lakeside 203", ""), ("203, 204", "abc"), ("203/206", "ace"),
            ("2.203", "ac"),
            ("Floor 2, Room 5", "d"), ("5", "d"), ("05", "d"), ("b12", "h"), ("12", "h"), ("A12", ""), ("7", "i"),
            ("Rose", "f"), ("Suite Rose", "f"), ("Front door", "g"), ("Front door, Rose", "fg"), ("Rosengarten", ""),
            ("999", ""),
            ("20", ""), ("Room", ""), ("-", ""), ("e", "e"),
        ]
    )
    func `a room is found by its number, and by words where doors have them`(text: String, doors: String) {
        #expect(Self.names.doors(ofRoom: text).sorted().joined() == doors)
    }

    @Test(
        arguments: [
            ("Harbour House", "abg"), ("harbour", "abg"), ("HH", "abg"), ("Hotel Harbour House", "abg"),
            ("Harbour House Vancouver", "abg"), ("Lakeside", "ef"), ("Fort House", ""), ("House", "abg"),
            ("Annex", "h"),
            ("The", ""), ("Inn", "ef"),
        ]
    )
    func `a house is found by its name, the beginning of it and its initials`(text: String, doors: String) {
        #expect(Self.names.doors(ofHouse: text).sorted().joined() == doors)
    }
}
