import Model
import Testing

struct GuestNameTests {
    @Test(arguments: [
        ("Müller, Ana", "BK-1 Mueller", true as Bool?), ("CÓSTA", "BK-2 Costa", true),
        ("Garcia Jose", "BK-3 José García", true),
        ("O’Brien", "BK-4 O'Brien", true), ("Wiśniewska", "BK-5 Wisniewski", false), ("Nowa", "BK-6 Nowak", true),
        ("Now", "BK-6 Nowak", false), ("Nowak", "BK-1 Ito", false),
    ])
    func `a guest is the stay's whose name has a word of theirs, or its beginning`(
        guest: String,
        stay: String,
        fits: Bool?
    ) {
        #expect(GuestName(guest).fits(GuestName(stay)) == fits)
        #expect(GuestName(stay).fits(GuestName(guest)) == fits)
    }

    @Test(arguments: [
        ("", "BK-1 Ito"), ("204", "BK-1 Ito"), ("Ito", "BK-1"), ("伊藤", "BK-1 Ito"), ("Иванов", "BK-1 Ivanov"),
    ])
    func `where one name has no words to compare nothing is said`(guest: String, stay: String) {
        #expect(GuestName(guest).fits(GuestName(stay)) == nil)
    }
}
