import Model
import Testing

struct NamePatternTests {
    @Test(arguments: [
        ("BK-1 Ito", "BK-1 Ito", true),
        ("BK-1", "BK-1 Ito", false),
        ("BK-1*", "BK-1 Ito", true),
        ("*Ito", "BK-1 Ito", true),
        ("*1*", "BK-1 Ito", true),
        ("BK*I*o", "BK-1 Ito", true),
        ("BK*o*I", "BK-1 Ito", false),
        ("*", "", true),
        ("", "", true),
        ("", "x", false),
        ("a*a", "a", false),
        ("a*a", "aa", true),
        ("Zoë*", "Zoë Müller", true),
        ("a**b", "ab", true),
    ])
    func `a pattern fits the whole name`(pattern: String, name: String, fits: Bool) {
        #expect(NamePattern(pattern).matches(name) == fits)
    }
}
