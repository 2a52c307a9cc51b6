import Model
import Scripting
import Testing

struct ArgumentLineTests {
    private static let names = ["file", "date", "by"]

    @Test(arguments: [
        (["a.csv", "2026-11-24"], ["file": "a.csv", "date": "2026-11-24"]),
        (["by=90m", "a.csv"], ["file": "a.csv", "by": "90m"]),
        (["a.csv", "file=b.csv"], ["file": "b.csv", "date": "a.csv"]),
        (["date=a=b"], ["date": "a=b"]),
        (["by="], ["by": ""]),
        (["./x=y.csv"], ["file": "./x=y.csv"]),
        (["1x=2"], ["file": "1x=2"]),
        ([], [:]),
    ])
    func `texts find their names`(given: [String], texts: [String: String]) throws {
        #expect(try ArgumentLine(given, names: Self.names).texts == texts)
    }

    @Test(arguments: [
        (["dat=2026-11-24"], "the script has no argument \"dat\"; did you mean \"date\"?"),
        (["by=2h", "by=3h"], "the argument \"by\" is given twice"),
        (["a", "b", "c", "d"], "\"d\" is one argument too many; the script takes file, date, by"),
        (["by=2h", "a", "b", "c"], "\"c\" is one argument too many; the script takes file, date, by"),
    ])
    func `a text without a place is refused`(given: [String], message: String) {
        let error = #expect(throws: PlanError.self) { try ArgumentLine(given, names: Self.names) }
        #expect(error?.message == message)
    }
}
