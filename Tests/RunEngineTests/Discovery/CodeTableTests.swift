import Model
import Testing

@testable import RunEngine

/// The codes of a workspace at their places, and the order of its stays.
struct CodeTableTests {
    private static func code(_ id: String, _ name: String = "BK-1") -> IndexedCode {
        PlanFixture.code(
            id,
            "room",
            "key",
            PlanFixture.state("2026-11-23T23:00:00Z", "2026-11-24T19:00:00Z", name: name)
        )
    }

    @Test func `a code keeps its place when others come and go`() throws {
        var table = CodeTable()
        let places = ["a", "b", "c"].map { table.insert(Self.code($0)).place }
        let taken = table.remove("b")
        let removed = try #require(taken)
        #expect(removed.place == places[1] && removed.code.accessCodeID == "b")
        #expect(table["b"] == nil && table.code(at: places[1]) == nil)
        #expect(table.code(at: places[2])?.accessCodeID == "c")
        #expect(table.values.map(\.accessCodeID) == ["a", "c"] && table.count == 2)
        let again = table.remove("b")
        #expect(again == nil)
    }

    @Test func `a code that comes again takes its own place`() {
        var table = CodeTable()
        let first = table.insert(Self.code("a"))
        let again = table.insert(Self.code("a", "BK-2"))
        #expect(first.isNew && !again.isNew && first.place == again.place)
        #expect(table["a"]?.state.name == "BK-2" && table.count == 1)
    }

    @Test func `a copy of the table keeps the hours that it had`() {
        var table = CodeTable()
        _ = table.insert(Self.code("a"))
        let before = table
        table.set(PlanFixture.state("2026-11-23T23:00:00Z", "2026-11-25T19:00:00Z", name: "BK-1"), of: "a")
        #expect(before["a"] == Self.code("a"))
        #expect(table["a"] != before["a"])
    }

    @Test func `stays are in the order of their names and then of their keys, whatever letters they have`() {
        let names = [
            "", "BK-1", "BK-10 Ito", "BK-1000000000000001 Ono", "BK-1000000000000002 Ono", "BK-9", "Zoë", "Zoe\u{308}",
            "Zoe", "bk-1", "é", "e\u{301}a", "f", "\u{1}", "日本 太郎", "BK-1000000000000001", "BK-100000000000000",
        ]
        let named = names.flatMap { name in ["k2", "k1"].map { (name: name, key: $0) } }
        let sorted = named.map { NamedTarget(.group(commonCodeKey: $0.key), $0.name) }.sorted().map(\.target)
        let wanted = named.sorted { ($0.name, $0.key) < ($1.name, $1.key) }.map {
            Row.Target.group(commonCodeKey: $0.key)
        }
        #expect(sorted == wanted)
        for left in named {
            for right in named {
                let isFirst =
                    NamedTarget(.group(commonCodeKey: left.key), left.name)
                    < NamedTarget(.group(commonCodeKey: right.key), right.name)
                #expect(isFirst == ((left.name, left.key) < (right.name, right.key)), "\(left) \(right)")
            }
        }
    }
}
