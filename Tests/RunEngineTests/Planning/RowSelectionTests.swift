import Model
import Testing

struct RowSelectionTests {
    private static func row(_ name: String, on door: String) -> Row {
        let state = CodeState(startsAt: nil, endsAt: nil, name: name, kind: .timeBound)
        return Row(
            target: .group(commonCodeKey: "key-\(name)"),
            name: name,
            zone: nil,
            changes: [.endsAt],
            members: [
                Row.Member(
                    accessCodeID: "code-\(name)",
                    deviceID: "device-\(door)",
                    door: door,
                    before: state,
                    after: state
                )
            ],
            isInHouse: false,
            deadline: nil,
        )
    }

    private static let rows = [
        row("BK-1 Ito", on: "Room 204"), row("BK-12 Nowak", on: "Room 205"), row("bk-1  Sato", on: "Front door"),
    ]

    @Test(
        arguments: [
            (["BK-1"], [], [0, 2]), (["bk-1 ito"], [], [0]), (["BK-1*"], [], [0, 1, 2]), (["key-BK-12 Nowak"], [], [1]),
            ([], ["room 204"], [0]), ([], ["Room *"], [0, 1]), ([], ["device-Front door"], [2]),
            (["BK-1"], ["Room *"], [0]), ([], [], [0, 1, 2]),
        ] as [([String], [String], [Int])]
    )
    func `rows are asked for by whole names, first words, patterns and doors`(
        names: [String],
        doors: [String],
        places: [Int],
    ) {
        let selection = RowSelection(names: names, doors: doors)
        #expect(Self.rows.indices.filter { selection.contains(Self.rows[$0]) } == places)
        #expect(selection.unmatched(in: Selectable(Self.rows)) == nil)
    }

    @Test(arguments: [
        ("harbour  house", [0, 1]), ("Lodge", [2]), ("Front", [2]),
    ])
    func `rows are asked for by houses: of the settings, of the workspace, or by the beginning of a name`(
        house: String,
        places: [Int],
    ) {
        var selection = RowSelection(houses: [house])
        var described = House(name: "Harbour House")
        described.doors = ["Room *"]
        selection.described = [described]
        if house == "Lodge" { selection.homes = ["device-Front door": "Lodge"] }
        #expect(Self.rows.indices.filter { selection.contains(Self.rows[$0]) } == places)
        #expect(selection.unmatched(in: Selectable(Self.rows)) == nil)
        #expect(RowSelection(houses: ["Lodge"]).unmatched(in: Selectable(Self.rows))?.what == .house)
    }

    @Test func `a name or a door that no row has is told`() throws {
        let name = try #require(RowSelection(names: ["BK-1", "BK-9"]).unmatched(in: Selectable(Self.rows)))
        #expect(name.what == .name && name.text == "BK-9")
        let door = try #require(RowSelection(doors: ["Room 2"]).unmatched(in: Selectable(Self.rows)))
        #expect(door.what == .door && door.among.contains("Room 204"))
        let both = try #require(
            RowSelection(names: ["BK-12"], doors: ["Front door"]).unmatched(in: Selectable(Self.rows))
        )
        #expect(both.what == .both)
    }

    @Test func `what the workspace has is no mistake where no row has it`() {
        let rows = Selectable([Self.rows[0]])
        let known = rows + Selectable(Self.rows)
        for selection in [
            RowSelection(names: ["BK-12"]), RowSelection(doors: ["Front door"]), RowSelection(houses: ["Front"]),
            RowSelection(names: ["Nowak"], doors: ["Room 205"]),
        ] {
            #expect(selection.unmatched(in: rows) != nil)
            #expect(selection.unmatched(in: known) == nil)
            #expect(!selection.contains(Self.rows[0]))
        }
        #expect(RowSelection(names: ["Nowak"], doors: ["Room 204"]).unmatched(in: known)?.what == .both)
    }

    @Test func `what was typed is told in words`() {
        let selection = RowSelection(names: ["Ito"], doors: ["Room *"], houses: ["Fort\nHouse"])
        #expect(selection.words == "house \"Fort\\nHouse\", door \"Room *\", name \"Ito\"")
        #expect(RowSelection().words.isEmpty)
    }
}
