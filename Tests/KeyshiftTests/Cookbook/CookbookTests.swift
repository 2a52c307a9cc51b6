import Foundation
import LuaSyntax
import Testing

@testable import keyshift

struct CookbookTests {
    /// One automation that records changes: what it is given, and how many groups it changes and leaves out.
    struct Recipe: Sendable, CustomTestStringConvertible {
        let name: String
        let arguments: @Sendable (CookbookWorld) throws -> [String]
        let changes: @Sendable (CookbookWorld) -> Int
        var leftOut: @Sendable (CookbookWorld) -> Int = { _ in 0 }

        var testDescription: String { name }
    }

    private static let recipes: [Recipe] = [
        Recipe(name: "extend-all") { _ in
            ["2h"]
        } changes: {
            $0.stays.count
        },
        Recipe(name: "storm") { _ in
            ["90m"]
        } changes: { world in
            world.stays.count { $0.isInHouse }
        },
        Recipe(name: "late-checkout") {
            [$0.busiestEnd, "by=90m"]
        } changes: { world in
            world.stays.count { $0.endDate == world.busiestEnd }
        },
        Recipe(
            name: "late-checkout-list",
            arguments: { world in
                let leaving = world.stays.filter { $0.endDate == world.busiestEnd }
                let staying = try #require(world.stays.first { $0.endDate != world.busiestEnd })
                let list = [leaving[0].booking, staying.booking, leaving[1].booking, "BK-99999"]
                let file = try world.write("booking\n" + list.joined(separator: "\n") + "\n", "tonight.csv")
                return [file, world.busiestEnd]
            },
            changes: { _ in 2 },
            leftOut: { _ in 2 },
        ),
        Recipe(
            name: "moves-from-list",
            arguments: { world in
                let (first, second) = (world.stays[0], world.stays[1])
                let table = """
                    booking,arrives,leaves
                    \(first.booking),,\(first.endDate) 12:45
                    \(second.booking),,14:30
                    \(second.booking),,14:30
                    BK-99999,,12:00
                    """
                return [try world.write(table + "\n", "moves.csv")]
            },
            changes: { _ in 2 },
            leftOut: { _ in 2 },
        ),
        Recipe(name: "early-check-in") {
            [$0.busiestStart]
        } changes: { world in
            world.stays.count { world.arrives($0) }
        },
        Recipe(
            name: "early-check-in",
            arguments: { [$0.busiestStart, "10:00"] },
            changes: { world in world.stays.count { world.arrives($0) && !world.isTakenUntilNoon($0) } },
            leftOut: { world in world.stays.count { world.arrives($0) && world.isTakenUntilNoon($0) } },
        ),
        Recipe(name: "clock-change") { _ in
            ["America/Vancouver", "2020-01-01", "meant=yes"]
        } changes: { world in
            world.stays.count { $0.zone == "America/Vancouver" }
        },
        Recipe(name: "road-closed") {
            [$0.busiestEnd]
        } changes: { world in
            world.stays.count { $0.endDate == world.busiestEnd }
        },
        Recipe(name: "checkout-at") {
            [$0.busiestEnd, "13:00"]
        } changes: { world in
            world.stays.count { $0.endDate == world.busiestEnd }
        },
        Recipe(
            name: "checkout-at",
            arguments: { [$0.busiestEnd, "10:30", "--allow", "shorten"] },
            changes: { world in world.stays.count { $0.endDate == world.busiestEnd && !$0.isInHouse } },
            leftOut: { world in world.stays.count { $0.endDate == world.busiestEnd && $0.isInHouse } },
        ),
        Recipe(name: "sunday-checkout") { _ in
            []
        } changes: { world in
            world.stays.count { isSunday($0.endDate) }
        },
        Recipe(
            name: "rename-bookings",
            arguments: { world in
                let name = world.stays[3].name
                return [try world.write("old,new\n\(name),\(name) (VIP)\n", "names.csv")]
            },
            changes: { _ in 1 },
        ),
        Recipe(
            name: "reconcile",
            arguments: { [try $0.write($0.table, "bookings.csv"), "what=move"] },
            changes: { _ in 1 },
        ),
    ]

    @Test(arguments: recipes)
    func `an automation changes the groups that it says, and no other`(recipe: Recipe) async throws {
        try await CookbookWorld.with { program, world in
            let outcome = try await program.run(["plan", recipe.name, "--json"] + (try recipe.arguments(world)))
            let document = try outcome.document()
            #expect((document["error"] as? [String: Any]) == nil, "\(outcome.output.prefix(400))")
            #expect(try outcome.rows().count == recipe.changes(world))
            #expect((document["left_out"] as? [Any])?.count == recipe.leftOut(world))
            #expect(outcome.exitCode == (recipe.changes(world) > 0 ? 2 : 0))
        }
    }

    @Test func `one end is given to the doors of a stay that have different ones`() async throws {
        try await CookbookWorld.with { program, world in
            let source = """
                local stay = groups.all():named("\(world.stays[0].name)"):one()
                seam.access_codes.update({ access_code_id = stay.members[1].access_code_id, ends_at = stay.ends_at + "1h" },
                    { allow = "mixed" })
                """
            let mix = try await program.run(["run", try world.write(source, "mix.lua"), "--yes"])
            #expect(mix.exitCode == 0, "\(mix.errors)")
            let outcome = try await program.run(["plan", "one-end", "--json"])
            #expect(outcome.exitCode == 2, "\(outcome.errors)")
            #expect(try outcome.rows().compactMap { $0["name"] as? String } == [world.stays[0].name])
        }
    }

    @Test func `the reports say what is on the doors, and change nothing`() async throws {
        try await CookbookWorld.with { program, world in
            let day = world.busiestEnd
            let lines = world.stays.reduce(0) { sum, stay in
                sum + (stay.endDate == day ? stay.doors : 0) + (stay.startDate == day ? stay.doors : 0)
            }
            let inside = world.stays.count { $0.isInHouse }
            let reports: [(line: [String], words: String)] = [
                (["arrivals", day], "\n\(lines) on \(day), of 45 stays\n"),
                (["turnover"], "0 with less than 3h between two guests, of 45 stays on 30 doors of their own\n"),
                (
                    ["turnover", "200h"],
                    "\((world.stays.count - 15) * 2) with less than 200h between two guests, of 45 stays"
                ),
                (["not-on-doors", "48h"], " who arrive within 48h miss a code\n"),
                (["not-on-doors", "9000h"], " of \(world.stays.count { !$0.isInHouse }) who arrive within 9000h"),
                (["offline-doors", "9000h"], "\n1 door is offline, of 30\n"),
                (["no-shows", "9000h"], "\(inside) of \(inside) who should have arrived within 9000h have not used"),
                (["no-shows", "1s"], "0 of 0 who should have arrived within 1s have not used their code\n"),
                (["wrong-hours"], " of 45 stays are off by the clock change"),
                (["who-is-late"], "0 of 0 whose checkout has passed are still about; looked at 45 stays\n"),
                (
                    ["reconcile", try world.write(world.table, "table.csv")],
                    "is not on the doors: no group is booked as"
                ),
                (["reconcile", try world.write(world.table, "table.csv")], "in the table until"),
            ]
            for report in reports {
                let outcome = try await program.run(["run"] + report.line)
                #expect(outcome.exitCode == 0, "\(report.line): \(outcome.errors)")
                #expect(outcome.output.contains(report.words), "\(report.line): \(outcome.output)")
                // Where a condition is of no stay it says which; else the report has said what there is.
                let told = outcome.output.contains("No change is planned, and nothing was sent.")
                let none = outcome.output.contains("Nothing to change. 45 groups looked at, none ")
                #expect(told != none, "\(outcome.output)")
            }
        }
    }

    // MARK: - What ships

    private static let names = {
        let folder = Program.package.appending(path: "scripts/automations").path()
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.filter { $0.hasSuffix(".lua") }.map { String($0.dropLast(4)) }.sorted()
    }()

    @Test(arguments: names)
    func `check finds nothing in an automation that ships`(name: String) throws {
        let source = try String(contentsOfFile: Program.automation(name + ".lua"), encoding: .utf8)
        #expect(ScriptCheck.findings(in: source).map { "\($0.range.start) \($0.message)" } == [])
        let outline = ScriptOutline(of: source)
        #expect(outline.comment.first?.hasSuffix(".") == true)
        #expect(outline.comment.contains { $0.hasPrefix("  keyshift run \(name)") })
        #expect(outline.arguments != nil)
    }

    @Test func `every automation has a test and a place in the cookbook`() throws {
        let page = try String(contentsOf: Program.package.appending(path: "docs/cookbook.md"), encoding: .utf8)
        let reports = [
            "arrivals", "turnover", "not-on-doors", "offline-doors", "one-end", "no-shows", "who-is-late", "door-watch",
            "wrong-hours",
        ]
        // StayListTests tries these.
        let stays = ["new-arrivals", "cancel-list", "change-rooms", "close-room", "cleaner-windows"]
        #expect(Set(Self.recipes.map(\.name) + reports + stays) == Set(Self.names))
        #expect(Self.names.count >= 12)
        for name in Self.names { #expect(page.contains("keyshift run \(name)"), "\(name)") }
    }

    private static func isSunday(_ date: String) -> Bool {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "UTC")
        formatter.dateFormat = "yyyy-MM-dd"
        guard let day = formatter.date(from: date) else { return false }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: "UTC") ?? .gmt
        return calendar.component(.weekday, from: day) == 1
    }
}

extension CookbookWorld {
    /// A table of bookings: all as they are but one that leaves later, and one that is on no door.
    fileprivate var table: String {
        let rows = stays.enumerated().map { place, stay in
            "\(stay.booking),\(stay.starts),\(place == 5 ? stay.ends.prefix(11) + "12:30" : stay.ends[...])"
        }
        return (["booking,arrives,leaves"] + rows + ["BK-99999,2030-01-01 15:00,2030-01-02 11:00"])
            .joined(separator: "\n") + "\n"
    }

    /// Whether a stay is still to come on the day on which most begin.
    fileprivate func arrives(_ stay: Stay) -> Bool { stay.startDate == busiestStart && !stay.isInHouse }

    /// Whether somebody leaves the doors of a stay at eleven on the day on which it begins.
    fileprivate func isTakenUntilNoon(_ stay: Stay) -> Bool {
        guard let number = Int(stay.booking.dropFirst(3)) else { return false }
        // The bookings of one unit are fifteen apart.
        return stays.contains { other in
            guard let another = Int(other.booking.dropFirst(3)), another != number else { return false }
            return (another - number).isMultiple(of: 15) && other.endDate == stay.startDate
        }
    }
}
