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

    @Test func `a narrow page shows each room, each house once, and what else is to be said below the stay`() {
        let lines = Self.table.lines(on: Page(width: 80, isASCII: false))
        #expect(lines.allSatisfy { TextWidth.of($0) <= 80 }, "\(lines.joined(separator: "\n"))")
        let text = lines.joined(separator: "\n")
        #expect(lines.count { $0.contains("Hotel Adler") } == 2, "\(text)")
        #expect(lines.count { $0 == "  Harbour House" } == 1, "\(text)")
        for room in ["2.04, Haustür", "2.06, Haustür", "2.05", "Room 101, front"] {
            #expect(lines.contains { $0.contains(" \(room)") }, "\(room)\n\(text)")
        }
        #expect(
            lines.contains("      lock offline: Hotel Adler 2.06") && lines.contains("      code gone: Room 9"),
            "\(text)"
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
