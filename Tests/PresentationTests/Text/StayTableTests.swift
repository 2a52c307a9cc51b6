import Model
import Testing

@testable import Presentation

/// Stays as a table on pages of several widths.
struct StayTableTests {
    private static func row(_ name: String, _ doors: [String], _ notes: [String] = ["can open now"]) -> StayTable.Row {
        StayTable.Row(name: name, doors: doors, from: "Sat 28 Nov 15:00", until: "Wed 2 Dec 11:00", notes: notes)
    }

    private static let table = StayTable(rows: [
        row("BK-2001 Müller, Annegret", ["Hotel Adler 2.04", "Hotel Adler Haustür"]),
        row(
            "BK-2002 O'Brien",
            ["Hotel Adler 2.06", "Hotel Adler Haustür"],
            ["can open now", "lock offline: Hotel Adler 2.06"]
        ),
        row("Cleaner Ana", ["Hotel Adler 2.05"]),
        row(
            "BK-3001 Nguyen",
            ["Harbour House Room 101", "Harbour House front door"],
            ["can open now", "code gone: Room 9"]
        ),
    ])

    @Test func `a narrow page shows each name and room, each house once, and the hours below`() {
        let lines = Self.table.lines(on: Page(width: 80, isASCII: false))
        #expect(lines.allSatisfy { TextWidth.of($0) <= 80 }, "\(lines.joined(separator: "\n"))")
        #expect(lines.count { $0 == "  Hotel Adler" || $0 == "  Harbour House" } == 2)
        #expect(lines[1] == "  BK-2001 Müller, Annegret  2.04, Haustür")
        #expect(lines[2] == "      Sat 28 Nov 15:00 – Wed 2 Dec 11:00   can open now")
        #expect(
            lines[4...5].joined(separator: "\n").contains("can open now   lock offline: Hotel\n"),
            "\(lines[4...5])"
        )
        #expect(lines.contains("  BK-3001 Nguyen  Room 101, front door"), "\(lines.joined(separator: "\n"))")
    }

    @Test func `a page on which a house's rows have room without its name keeps them on one line`() {
        let table = StayTable(rows: [Self.table.rows[0], Self.table.rows[2]])
        let lines = table.lines(on: Page(width: 95, isASCII: false))
        #expect(lines.count == 4 && lines[0] == "  Hotel Adler", "\(lines.joined(separator: "\n"))")
        #expect(
            lines[2].contains("2.04, Haustür") && lines[2].hasSuffix("Wed 2 Dec 11:00  can open now"),
            "\(lines[2])"
        )
    }

    @Test func `a page with room enough has one line for each stay, with all that is said of it`() {
        let lines = Self.table.lines(on: .endless)
        #expect(lines.count == 5)
        #expect(lines[2].hasSuffix("can open now   lock offline: Hotel Adler 2.06"), "\(lines[2])")
        #expect(lines == Self.table.lines(on: Page(width: 200, isASCII: false)))
    }

    @Test func `a page without room for columns has a stay on several lines, and nothing is lost`() {
        let lines = Self.table.lines(on: Page(width: 40, isASCII: false))
        #expect(lines.allSatisfy { TextWidth.of($0) <= 40 }, "\(lines.joined(separator: "\n"))")
        let text = lines.joined(separator: "\n")
        for word in ["Müller", "2.04", "2.06", "Room 101", "Sat 28 Nov 15:00", "code gone"] {
            #expect(text.contains(word), "\(word)\n\(text)")
        }
    }
}
