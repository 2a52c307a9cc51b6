import Model
import Testing

struct FoldedNameTests {
    @Test(arguments: [
        ("BK-1  Ito", "bk-1 ito"), ("BK-1\u{A0}Ito", "BK-1 Ito"), (" BK-\u{200B}1 Ito ", "BK-1 Ito"),
        ("Jose\u{301}", "JOSÉ"), ("STRASSE", "Straße"), ("ΟΔΟΣ", "οδος"),
    ])
    func `names that a person reads as the same are the same`(left: String, right: String) {
        #expect(FoldedName(left) == FoldedName(right))
        #expect(FoldedName(left).hashValue == FoldedName(right).hashValue)
    }

    @Test(arguments: [
        ("BK-1", "BK-1 Ito", true), ("bk-1 ito", "BK-1 Ito", true), ("BK-1", "BK-12 Ito", false),
        ("Ito", "BK-1 Ito", false),
        ("BK-1*", "BK-1 Ito", false),
    ])
    func `the whole name or its first words begin it`(text: String, name: String, begins: Bool) {
        #expect(FoldedName(text).begins(FoldedName(name)) == begins)
    }

    @Test(arguments: [
        ("BK-8815 Ito", "8815" as String?), ("HX8815", "8815"), ("8815 Ito", nil), ("BK-88 Ito", nil),
        ("BK-8815a", nil),
        ("Room 8815", nil), ("", nil),
    ])
    func `a number behind letters is that of the booking`(name: String, number: String?) {
        #expect(FoldedName(name).numberBehindLetters == number)
    }
}
