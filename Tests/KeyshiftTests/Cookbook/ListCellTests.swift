import Foundation
import Testing

/// Cells and columns of lists that people wrote by hand: what is certain goes on, and the rest is told.
struct ListCellTests {
    /// Lists with bad cells: what moves to which end, and why the other lines are left out.
    private static let bad: [(list: String, ends: [String: String], why: [String])] = [
        (
            "booking;until\n88201;13:00\n88202;13\n88203;25:00\n88205;noon-ish\n88206;1pm\n88208;3h\n",
            ["BK-88201 Ito": "13:00", "BK-88206 Rossi": "13:00"],
            [
                "line 3 88202: column until has \"13\", which cannot be read: \"13\" may be 13:00 or 13h more",
                "line 4 88203: column until has \"25:00\", which cannot be read: \"25:00\": there is no hour 25",
                "line 5 88205: column until has \"noon-ish\", which cannot be read: \"noon-ish\" is no hour",
                "line 7 88208: column until has \"3h\", which cannot be read: \"3h\" may be 03:00 or 3h more",
            ]
        ),
        (
            "booking;Hours\n88201;3h\n88202;2\n88203;1,5\n88205;many\n",
            ["BK-88201 Ito": "14:00", "BK-88202 Haas": "13:00", "BK-88203 Mori": "12:30"],
            ["line 5 88205: column Hours has \"many\", which cannot be read"]
        ),
        (
            "booking;Hours\n88201;13:00\n88202;13\n", ["BK-88201 Ito": "13:00"],
            ["line 3 88202: column Hours has \"13\", which cannot be read: \"13\" may be 13:00 or 13h more"]
        ),
        (
            "booking;until;day\n88201;13:00;31.02.2031\n88202;13:00;\n", ["BK-88202 Haas": "13:00"],
            ["line 2 88201: column day has \"31.02.2031\", which cannot be read: \"31.02.2031\" is no day"]
        ),
        (
            "booking;until;note\n88201;13:00;\n88202;13:00;a;b\n", ["BK-88201 Ito": "13:00"],
            ["line 3 88202: the row has 4 fields, the header has 3"]
        ),
    ]

    @Test(arguments: bad.indices)
    func `a line that cannot be read is left out with its reason, the others go on, and not all is done`(place: Int)
        async throws
    {
        let (list, ends, why) = Self.bad[place]
        try await ListTests.inHouse { program, folder in
            let file = try Program.write(list, in: folder, name: "tonight.csv")
            let line = ["late-checkout-list", file, ListTests.day(2, "yyyy-MM-dd")]
            let plan = try await program.run(["plan"] + line)
            let lines = why.count == 1 ? "1 line" : "\(why.count) lines"
            #expect(plan.output.contains("\(why.count) left out (\(lines) could not be read)"), "\(plan.output)")
            let outcome = try await program.run(["run"] + line + ["--yes", "--json"])
            #expect(outcome.exitCode == 3, "\(outcome.errors)")
            let told = try #require(try outcome.document()["left_out"] as? [[String: String]]).map {
                "\($0["what"] ?? ""): \($0["why"] ?? "")"
            }
            #expect(told.count == why.count, "\(told)")
            for (told, expected) in zip(told, why) { #expect(told.hasPrefix(expected), "\(told)") }
            let found = try await ListTests.ends(program, folder)
            for name in ListTests.names where name != "BK-88211 Late" {
                #expect(found[name] == ends[name] ?? "11:00", "\(name)")
            }
        }
    }

    @Test(arguments: [
        "h", "Hours", "Std", "Std.", "Stunden", "heures", "horas", "ore", "Extra hours", "prolongation", "Verlängerung",
    ])
    func `a column of hours is known by its name in five languages`(column: String) async throws {
        try await Self.moves("booking;\(column)\n88201;3\n", to: "14:00")
    }

    @Test func `in a column that was called one of lengths each cell is one, and only a bad one leaves its line out`()
        async throws
    {
        try await ListTests.inHouse { program, folder in
            let list = "booking;Hours later\n88201;2\n88202;1:30\n88203;2,5\n88205;-1\n88206;0\n"
            let file = try Program.write(list, in: folder, name: "tonight.csv")
            let line = ["late-checkout-list", file, ListTests.day(2, "yyyy-MM-dd"), "more=Hours later"]
            let plan = try await program.run(["plan"] + line)
            let outcome = try await program.run(["run"] + line + ["--yes"])
            #expect(outcome.exitCode == 3, "\(outcome.output) \(outcome.errors)")
            for (place, cell) in [("5 88205", "-1"), ("6 88206", "0")] {
                let told =
                    "line \(place)  column Hours later has \"\(cell)\", which cannot be read: \"\(cell)\" is no length"
                #expect(plan.output.contains(told), "\(plan.output)")
            }
            let found = try await ListTests.ends(program, folder)
            let ends = ["BK-88201 Ito", "BK-88202 Haas", "BK-88203 Mori"].map { found[$0] }
            #expect(ends == ["13:00", "12:30", "13:30"], "\(outcome.output)")
        }
    }

    @Test(arguments: ["moves-from-list", "change-rooms"])
    func `a column of rooms is offered as that of the bookings by no list, and nothing else in its place`(list: String)
        async throws
    {
        try await ListTests.inHouse { program, folder in
            let file = try Program.write("Zimmer;New time\n12;13:00\n", in: folder, name: "rooms.csv")
            let told = try await program.run(["plan", list, file]).errors
            #expect(told.contains("the table has no column \"booking\"") && !told.contains("keyshift plan"), "\(told)")
        }
    }

    @Test func `a plan that has read nothing of a workspace says nothing of one`() async throws {
        try await ListTests.inHouse { program, folder in
            let script = try Program.write("run.leave_out(\"line 2\", \"no day\")\n", in: folder, name: "n.lua")
            let plan = try await program.run(["plan", script])
            #expect(plan.output.contains("nothing has been sent"), "\(plan.output)")
            #expect(!plan.output.contains("WORKSPACE "), "\(plan.output)")
        }
    }

    @Test(arguments: [
        "until", "New checkout", "New check-out", "Late C/O", "Uhrzeit", "Departure", "Departure time", "Check-out",
        "bis",
        "Spätabreise", "Abreise", "Heure de départ", "jusqu'à", "Hora de salida", "hasta", "Ora di partenza",
        "fino alle",
        "Hour", "ETD",
    ])
    func `a column of clock times is known by its name in five languages`(column: String) async throws {
        try await Self.moves("booking;\(column)\n88201;13:30\n", to: "13:30")
    }

    /// Lists with a column of departures, what is typed behind them, and to which end 88201 and 88202 move; both end at 11:00.
    @Test(arguments: [
        ("booking;Departure time\n88201;13:00\n88202;11:00\n", [], ["13:00", "11:00"]),
        ("booking;Departure time\n88201;13:00\n88202;11:00\n", ["by=2h"], ["13:00", "11:00"]),
        ("booking;Heure départ\n88202;11:00\n88201;13:00\n", ["2h"], ["13:00", "11:00"]),
        ("booking;Departure time\n88201;11:00\n88202;11:00\n", [], ["11:00", "11:00"]),
        ("booking;Departure time\n88201;11:00\n88202;11:00\n", ["by=90m"], ["12:30", "12:30"]),
        ("booking;Departure time\n88201;\n88202;11:00\n", ["by=2h"], ["13:00", "13:00"]),
        ("booking;Departure time\n88201;\n88202;11:00\n", [], ["13:00", "11:00"]),
    ])
    func `a line with the hour that its stay has is met, unless a length is typed and no line has a new hour`(
        list: String,
        typed: [String],
        ends: [String],
    ) async throws {
        try await ListTests.inHouse { program, folder in
            let file = try Program.write(list, in: folder, name: "tonight.csv")
            let line = ["run", "late-checkout-list", file, ListTests.day(2, "yyyy-MM-dd")] + typed + ["--yes"]
            let outcome = try await program.run(line)
            #expect(outcome.exitCode == 0, "\(outcome.output) \(outcome.errors)")
            let found = try await ListTests.ends(program, folder)
            #expect([found["BK-88201 Ito"], found["BK-88202 Haas"]] == ends, "\(outcome.output)")
            let isAllMet = ends == ["11:00", "11:00"]
            #expect(outcome.output.contains("nothing has to be done for them") == isAllMet, "\(outcome.output)")
        }
    }

    /// Lists whose column of bookings has a name that is not known: which stays move, and why others do not.
    @Test(arguments: [
        ("Res #;Name;Hours\n88202;Ito;2\n", [], "the column \"Res #\" says 88202, and that is BK-88202 Haas"),
        ("Res #;Name;Hours\n88201;Ito;2\n88202;Haas;2\n", ["BK-88201 Ito", "BK-88202 Haas"], nil),
        ("Booking;Hours\n88201;13\n88202;2\n", ["BK-88202 Haas"], "the line says 13h later, which may be the clock"),
    ])
    func `a number in a column that is not known is no other guest's, and a clock is no length`(
        list: String,
        moved: [String],
        why: String?,
    ) async throws {
        try await ListTests.inHouse { program, folder in
            let file = try Program.write(list, in: folder, name: "tonight.csv")
            let line = ["run", "late-checkout-list", file, ListTests.day(2, "yyyy-MM-dd"), "--yes"]
            let outcome = try await program.run(line)
            let found = try await ListTests.ends(program, folder)
            for name in ["BK-88201 Ito", "BK-88202 Haas"] {
                #expect(found[name] == (moved.contains(name) ? "13:00" : "11:00"), "\(outcome.told)")
            }
            #expect(why.map(outcome.told.contains) ?? !outcome.told.contains("LEFT OUT"), "\(outcome.told)")
        }
    }

    /// Runs a list of one line, and looks at the end of its stay.
    private static func moves(_ list: String, to end: String) async throws {
        try await ListTests.inHouse { program, folder in
            let file = try Program.write(list, in: folder, name: "tonight.csv")
            let outcome = try await program.run([
                "run", "late-checkout-list", file, ListTests.day(2, "yyyy-MM-dd"), "--yes",
            ])
            #expect(outcome.exitCode == 0, "\(outcome.output) \(outcome.errors)")
            #expect(try await ListTests.ends(program, folder)["BK-88201 Ito"] == end)
        }
    }

    @Test(arguments: [
        ("late-checkout-list", "booking;Wunsch\n88201;13:00\n88202;\n", "hour=\"Wunsch\"", "13:00"),
        ("late-checkout-list", "booking;Wunsch\n88201;+3h\n", "more=\"Wunsch\"", "14:00"),
        ("late-checkout-list", "booking;Hours of late stay\n88201;3\n", "more=\"Hours of late stay\"", "14:00"),
        ("late-checkout-list", "booking;Wunsch\n88201;13:00\n", "hour=none", "13:00"),
        ("late-checkout-list", "booking;until;New end\n88201;13:00;14:00\n", "hour=\"New end\"", "14:00"),
        ("moves-from-list", "booking;Wunsch\n88201;13:00\n", "ends=\"Wunsch\"", "13:00"),
    ])
    func
        `a column that looks like hours and has no name that is known stops the list, and the option that it names helps`(
            script: String,
            list: String,
            option: String,
            end: String,
        ) async throws
    {
        try await ListTests.inHouse { program, folder in
            let file = try Program.write(list, in: folder, name: "tonight.csv")
            let line = ["run", script, file] + (script == "late-checkout-list" ? [ListTests.day(2, "yyyy-MM-dd")] : [])
            let refused = try await program.run(line + ["--yes"])
            #expect(refused.exitCode == 1, "\(refused.output)")
            #expect(refused.errors.contains("there are booking, "), "\(refused.errors)")
            #expect(refused.errors.contains(option), "\(refused.errors)")
            let outcome = try await program.run(line + [option.replacing("\"", with: ""), "--yes"])
            #expect(outcome.exitCode == 0, "\(outcome.output) \(outcome.errors)")
            #expect(try await ListTests.ends(program, folder)["BK-88201 Ito"] == end)
        }
    }

    @Test(arguments: [
        "booking;Nights;Room;Rate;Phone\n88201;2;0001;12.40;+351 210 000 000\n",
        "booking;Arrival time;Created;Guest\n88201;15:00;2026-11-01 10:20;Ito\n",
        "booking;Notes\n88201;wants a taxi at 9\n",
    ])
    func `columns that are something else stop nothing`(list: String) async throws {
        try await Self.moves(list, to: "13:00")
    }
}
