import CivilTime
import Testing

struct YearlessDateTests {
    private static func days(_ text: String, near day: String, isBeforeClock: Bool = false) throws -> [String]? {
        let today = try CivilDate(parsing: day)
        return YearlessDate(text, isBeforeClock: isBeforeClock)?.days(near: today).map(\.description)
    }

    @Test(arguments: [
        ("4.12.", ["2026-12-04"]), ("4. 12.", ["2026-12-04"]), ("4 Dec", ["2026-12-04"]), ("Dec 4th", ["2026-12-04"]),
        ("4. Dez.", ["2026-12-04"]), ("Fri 4 Dec", ["2026-12-04"]), ("le 4 décembre", ["2026-12-04"]),
        ("2 Jan", ["2027-01-02"]), ("20.11.", ["2026-11-20"]), ("4/12", ["2026-12-04", "2027-04-12"]),
        ("13/12", ["2026-12-13"]), ("5/5", ["2027-05-05", "2026-05-05"]), ("29.2.", ["2028-02-29", "2024-02-29"]),
    ])
    func `a day without its year is the one near today, and two where that is not certain`(
        text: String,
        expected: [String],
    ) throws {
        #expect(try Self.days(text, near: "2026-11-24") == expected)
    }

    @Test func `two numbers with one point are a day only before a clock time`() throws {
        #expect(try Self.days("4.12", near: "2026-11-24") == nil)
        #expect(try Self.days("4.12", near: "2026-11-24", isBeforeClock: true) == ["2026-12-04"])
    }

    @Test(arguments: ["", "4", "13:00", "31.11.", "4.13.", "0/12", "4 Foo", "Dec", "4.12.2026", "2026-12-04", "4-12"])
    func `what is no day without its year is none`(text: String) {
        #expect(YearlessDate(text) == nil)
    }
}
