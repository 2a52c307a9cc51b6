import Testing

@testable import Presentation

struct AdvisedCommandTests {
    private static let page = Page(width: 40, isASCII: false)

    @Test(arguments: [
        (
            "    keyshift extend \"BK-88213 Ito and others\" --to 13:00 --yes",
            ["    keyshift extend \\", "      \"BK-88213 Ito and others\" --to \\", "      13:00 --yes"]
        ),
        ("To take it back: keyshift undo 80aa11bb --plan", ["To take it back:", "  keyshift undo 80aa11bb --plan"]),
        (
            "To finish it: keyshift resume 80aa   To give it up: keyshift runs abandon 80aa",
            ["To finish it:", "  keyshift resume 80aa", "  To give it up:", "    keyshift runs abandon 80aa"]
        ),
        ("keyshift is what this is about, and a sentence", ["keyshift is what this is about, and a", "  sentence"]),
        (
            "run keyshift add, which makes one of them, and so on",
            ["run keyshift add, which makes one of", "  them, and so on"]
        ),
        (
            "When it is over: keyshift undo last takes back all of it; keyshift undo last --by 1h an hour",
            ["When it is over: keyshift undo last", "  takes back all of it; keyshift undo", "  last --by 1h an hour"]
        ),
        ("short: keyshift status", ["short: keyshift status"]),
    ])
    func `a command is parted only where a shell reads on`(text: String, lines: [String]) {
        #expect(Self.page.lines(text) == lines)
    }

    @Test func `a word that is wider than the window stays whole`() {
        let key = String(repeating: "k", count: 60)
        #expect(Self.page.lines("    keyshift explain \(key)") == ["    keyshift explain \\", "      \(key)"])
    }
}
