import Model
import Testing

struct NearestWordsTests {
    private static let names = [
        "BK-1 Nguyễn", "BK-2 Müller", "BK-3 Miller", "BK-4 O'Neil", "BK-5 Garcia-Lopez", "BK-88213 Ito", "BK-7 Li",
        "BK-8 伊藤", "BK-9 Smith", "BK-10 Smyth", "Room 204", "", "-", "BK-11 de la Cruz",
    ]

    @Test(
        arguments: [
            ("Nguyen", ["Nguyễn"]), ("Nguyenn", ["Nguyễn"]), ("NGUYEN", ["Nguyễn"]), ("Muller", ["Müller"]),
            ("Mullerr", ["Müller"]), ("ONeil", ["O'Neil"]), ("O’Neil", ["O'Neil"]), ("ONeill", ["O'Neil"]),
            ("GarciaLopez", ["Garcia-Lopez"]), ("Garcia Lopes", ["Garcia-Lopez"]), ("Garcai", ["Garcia"]),
            ("BK-88231", ["BK-88213"]), ("BK 88213 Itoo", ["BK-88213 Ito"]), ("Smoth", ["Smith", "Smyth"]),
            ("dela Cruz", ["de la Cruz"]), ("Rom 204", ["Room 204"]),
            // What has the name is not asked for again, nor is one who is near by chance.
            ("Room 205", []), ("205", []), ("B", []), ("", []), ("--", []), ("Zzyzx", []), ("Ito", []),
        ] as [(String, [String])]
    )
    func `a text that nobody has may stand for the words of a name`(text: String, nearest: [String]) {
        #expect(NearestWords.find(text, among: Self.names) == nearest)
    }

    @Test func `where many are equally near, none of them is told`() {
        let names = (0..<10).map { "BK-8810\($0)" }
        #expect(NearestWords.find("BK-8810x", among: names).isEmpty)
        #expect(NearestWords.question(["a", "b", "c"]) == "did you mean \"a\", \"b\" or \"c\"?")
        #expect(NearestWords.question([]) == nil)
    }

    @Test func `of a hundred thousand names only those are compared that are about as long`() {
        let names = (0..<100_000).map { "BK-\(100_000 + $0) Guest of house \($0 % 97)" } + ["BK-9 Nguyễn"]
        #expect(NearestWords.find("Nguyenn", among: names) == ["Nguyễn"])
        #expect(NearestWords.find(String(repeating: "n", count: 100_000), among: names).isEmpty)
    }
}
