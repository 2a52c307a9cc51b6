import Model
import Testing

/// What a list has for the sort of a room in the place of its name.
struct RoomSortsTests {
    @Test(arguments: [
        ["Double"], ["Double", "Suite sea view"], ["DZ", "EZ", "Familienzimmer"], ["Chambre double vue mer"],
        ["Habitación doble", "Suite"], ["Camera matrimoniale", "2 letti"], ["Double", "Ocean"],
    ])
    func `words for sorts of rooms are sorts`(texts: Set<String>) { #expect(RoomSorts.are(texts)) }

    @Test(arguments: [[], ["203"], ["Rosengarten", "Tulpe"], ["Double", "203"], ["Double", "Rose", "Tulpe"]])
    func `numbers and names of rooms are none`(texts: Set<String>) { #expect(!RoomSorts.are(texts)) }
}
