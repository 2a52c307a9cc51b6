import Foundation
import SeamSandbox
import Testing

/// Lists as booking systems export them, through the automations that ship and the real binary.
struct ListTests {
    /// One line of the list, and what it has to bring about.
    private struct Line {
        let booking: String
        let hour: String
        /// The new end on the door's clock, nil where the line is left out.
        let end: String?
        var why = ""
    }

    private static let lines = [
        Line(booking: "BK-88201", hour: "13:00", end: "13:00"),
        Line(booking: "bk-88202", hour: "1pm", end: "13:00"),
        Line(booking: "88203", hour: "13.00", end: "13:00"),
        Line(booking: "BK-88204 Mu\u{308}ller", hour: "12h30", end: "12:30"),
        Line(booking: "BK-88205\u{A0}", hour: "13:15:00", end: "13:15"),
        Line(booking: "BK-\u{200B}88206", hour: "1:45 p.m.", end: "13:45"),
        Line(booking: "\"BK-88207 José\"", hour: "", end: "13:00"),
        Line(booking: "BK-88201", hour: "1 pm", end: nil, why: "it is on line 5 already"),
        Line(booking: "BK-99999", hour: "13:00", end: nil, why: "no group is known by \"BK-99999\""),
        Line(booking: "BK-88208", hour: "10:00", end: nil, why: "ends at 11:00, and 10:00 is earlier"),
        Line(booking: "BK-88209", hour: "13:00", end: nil, why: "line 16 says another hour, so that neither counts"),
        Line(booking: "BK-88209", hour: "14:00", end: nil, why: "line 15 says another hour, so that neither counts"),
        Line(booking: "8821", hour: "13:00", end: nil, why: "2 stays have it: BK-8821 Kim"),
        Line(booking: "BK-88211", hour: "13:00", end: nil, why: ", not on "),
    ]

    static let names = [
        "BK-88201 Ito", "BK-88202 Haas", "BK-88203 Mori", "BK-88204 M\u{FC}ller", "BK-88205 Nowak", "BK-88206 Rossi",
        "BK-88207 José", "BK-88208 Silva", "BK-88209 Weber", "BK-8821 Kim", "HX-8821 Cruz", "BK-88211 Late",
    ]

    private static let zone = TimeZone(identifier: "Europe/Lisbon") ?? .gmt

    /// A day so many days from now, as it is written in a form.
    static func day(_ days: Int, _ form: String, hour: Int = 11) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let start = calendar.startOfDay(for: Date(timeIntervalSinceNow: Double(days) * 86_400))
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = form.hasSuffix("Z'") ? .gmt : zone
        formatter.dateFormat = form
        return formatter.string(from: calendar.date(bySettingHour: hour, minute: 0, second: 0, of: start) ?? start)
    }

    /// A house with a room for each stay and one front door; all but one leave in two days at 11:00.
    private static func seed() throws -> SandboxSeed {
        let instant = "yyyy-MM-dd'T'HH:mm:ss'Z'"
        let doors = ["Front door"] + names.indices.map { "Room \($0 + 1)" }
        let devices = doors.map {
            ["name": $0, "type": "schlage_lock", "time_zone": zone.identifier, "location": "Casa Alfama"]
        }
        let groups: [[String: Any]] = names.enumerated().map { place, name in
            [
                "name": name, "devices": ["Front door", "Room \(place + 1)"], "starts_at": day(-1, instant, hour: 15),
                "ends_at": day(name.hasSuffix("Late") ? 3 : 2, instant),
            ]
        }
        let world: [String: Any] = [
            "format": 1, "workspaces": [["name": "Casa Alfama", "devices": devices, "groups": groups]],
        ]
        return try SandboxSeed(
            text: String(decoding: try JSONSerialization.data(withJSONObject: world), as: UTF8.self),
            source: "casa"
        )
    }

    static func inHouse(_ body: @escaping @Sendable (Program, URL) async throws -> Void) async throws {
        var options = SandboxOptions(rngSeed: 7, rateLimits: .off)
        options.seed = try seed()
        try await Program.withServer(options) { program, folder, _ in try await body(program, folder) }
    }

    /// The list as a spreadsheet saves it: with a byte order mark, title lines, semicolons, CRLF, and an empty row.
    private static func list(separator: String = ";", encoding: String.Encoding = .utf8) throws -> Data {
        let day = day(2, "dd/MM/yyyy")
        let rows = lines.map { [$0.booking, "", day, $0.hour, ""].joined(separator: separator) }
        let gap = String(repeating: separator, count: 4)
        let text =
            (["Départs tardifs\(gap)", "\(Self.day(0, "dd/MM/yyyy"))\(gap)", gap]
            + [["Réservation", "Client", "Départ", "Heure", ""].joined(separator: separator)] + rows + [gap, ""])
            .joined(separator: "\r\n")
        let shown =
            encoding == .windowsCP1252
            ? text.precomposedStringWithCanonicalMapping.replacing("\u{200B}", with: "") : text
        let mark =
            encoding == .utf8
            ? Data([0xEF, 0xBB, 0xBF]) : encoding == .utf16LittleEndian ? Data([0xFF, 0xFE]) : Data()
        return mark + (try #require(shown.data(using: encoding)))
    }

    /// The ends on the doors' clock, by the name of the stay.
    static func ends(_ program: Program, _ folder: URL) async throws -> [String: String] {
        let source = "for g in groups.all():each() do print(g.name, g.ends_at:clock(g.zone)) end"
        let outcome = try await program.run(["run", try Program.write(source, in: folder, name: "ends.lua"), "--quiet"])
        var ends: [String: String] = [:]
        for line in outcome.output.split(separator: "\n") {
            let fields = line.split(separator: "\t").map(String.init)
            if fields.count == 2 { ends[fields[0]] = fields[1] }
        }
        return ends
    }

    @Test(arguments: [
        (";", String.Encoding.utf8), ("\t", .utf16LittleEndian), (";", .windowsCP1252), (",", .utf8),
    ])
    func `a list of late checkouts goes through with arguments only`(separator: String, encoding: String.Encoding)
        async throws
    {
        try await Self.inHouse { program, folder in
            let file = folder.appending(path: "tonight.csv")
            try Self.list(separator: separator, encoding: encoding).write(to: file)
            let outcome = try await program.run([
                "run", "late-checkout-list", file.path(), "dates=dmy", "--yes", "--json",
            ])
            #expect(outcome.exitCode == 0, "\(outcome.errors) \(outcome.output.prefix(600))")
            let moved = Self.lines.filter { $0.end != nil }
            #expect(try outcome.rows().count == moved.count)
            let leftOut = try #require(try outcome.document()["left_out"] as? [[String: String]])
            let expected = Self.lines.enumerated().filter { $0.element.end == nil }
            #expect(leftOut.count == expected.count)
            for (place, line) in expected {
                let what = "line \(place + 5) \(line.booking)"
                // Where the reason does not name the stay, the line does.
                let why = leftOut.filter { $0["what"]?.hasPrefix(what) == true }.compactMap { $0["why"] }
                #expect(why.count == 1 && why[0].contains(line.why), "\(what): \(why)")
            }
            let ends = try await Self.ends(program, folder)
            for (name, line) in zip(Self.names, moved) { #expect(ends[name] == line.end, "\(name)") }
            for name in Self.names.dropFirst(moved.count) { #expect(ends[name] == "11:00", "\(name)") }
        }
    }

    @Test(arguments: [
        (
            "booking;date\n88201;03/04/2031\n", [],
            "tonight.csv line 2: column date has \"03/04/2031\", which may be 4 March 2031 or 3 April 2031"
        ),
        ("notes;date\n12;03/04/2031\n", [], "tonight.csv line 1: the table has no column \"booking\""),
        (
            "booking;until\n88201;13:00\n", ["booking=Conf"],
            "the table has no column \"Conf\"; there are booking, until"
        ),
    ])
    func `a list that is not certain stops with its line`(text: String, arguments: [String], expected: String)
        async throws
    {
        try await Self.inHouse { program, folder in
            let file = try Program.write(text, in: folder, name: "tonight.csv")
            let outcome = try await program.run(["plan", "late-checkout-list", file] + arguments)
            #expect(outcome.exitCode == 1)
            #expect(outcome.errors.contains(expected), "\(outcome.errors)")
        }
    }

    @Test func `a line without a day is left out, and a day on the command line stands for it`() async throws {
        try await Self.inHouse { program, folder in
            let file = try Program.write("booking\n88201\n", in: folder, name: "tonight.csv")
            let none = try await program.run(["plan", "late-checkout-list", file])
            #expect(none.exitCode == 3)
            // One whole line has the day, for all of them.
            let offered = NightHouse.commands(in: none.output).filter { $0.contains("late-checkout-list") }
            let day = Self.day(2, "yyyy-MM-dd")
            #expect(offered == [["plan", "late-checkout-list", file, "date=\(day)"]], "\(none.output)")
            let typed = try await program.run(try #require(offered.first) + ["--json"])
            #expect(try typed.rows().count == 1, "\(typed.errors)")
            let some = try Program.write("booking;day\n88201;\n88202;\(day)\n", in: folder, name: "some.csv")
            let half = try await program.run(["plan", "late-checkout-list", some])
            #expect(half.output.contains("no day: give date="), "\(half.output)")
            let outcome = try await program.run([
                "plan", "late-checkout-list", file, Self.day(2, "yyyy-MM-dd"), "90m", "--json",
            ])
            #expect(try outcome.rows().count == 1, "\(outcome.errors)")
        }
    }

    /// Lists by the names of guests: what stands in the column, the stays that move, and why the other lines are left out.
    private static let guests: [(list: String, arguments: [String], moved: [String], why: [String])] = [
        (
            "booking;until\nIto;13:00\nMUELLER;13:00\nmuller;13:00\n", [], ["BK-88201 Ito", "BK-88204 Müller"],
            ["it is on line 3 already"]
        ),
        ("Name|Until\nNowak|1pm\nMu\u{308}ller|13.00\n", [], ["BK-88204 M\u{FC}ller", "BK-88205 Nowak"], []),
        ("Gast\tUhrzeit\nrossi\t13:00\n", [], ["BK-88206 Rossi"], []),
        ("Who,Until\n\"Silva, 88208\",13:00\n", ["booking=Who"], ["BK-88208 Silva"], []),
        ("booking;until\n8821;13:00\nKim;13:00\n", [], ["BK-8821 Kim"], ["2 stays have it: BK-8821 Kim"]),
        (
            "booking;until\nBK-882*;13:00\n\u{200B}\u{202E};13:00\n';13:00\n\(String(repeating: "x", count: 200));13:00\nIto;13:00\n",
            [],
            [
                "BK-88201 Ito"
            ], ["where it stands for any text", "no group is known by \"'\""]
        ),
        ("Ref;Guest;Until\nX1;Ito;13:00\n", ["booking=Guest"], ["BK-88201 Ito"], []),
        (
            "booking;until\nIto BK-88201;13:00\nIto BK-88202;13:00\n", [], ["BK-88201 Ito"],
            [
                "no group is known by \"Ito BK-88202\""
            ]
        ),
    ]

    @Test(arguments: guests.indices, ["late-checkout-list", "moves-from-list"])
    func `a list by the names of guests finds those that the commands find, whatever their accents`(
        place: Int,
        script: String
    ) async throws {
        let (list, arguments, moved, why) = Self.guests[place]
        try await Self.inHouse { program, folder in
            let file = try Program.write(list.replacing("Uhrzeit", with: "until"), in: folder, name: "tonight.csv")
            let day = script == "late-checkout-list" ? [Self.day(2, "yyyy-MM-dd")] : []
            let outcome = try await program.run(["run", script, file] + day + arguments + ["--yes", "--json"])
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            let names = try outcome.rows().compactMap { ($0["name"] as? String)?.precomposedStringWithCanonicalMapping }
            #expect(names.sorted() == moved.map(\.precomposedStringWithCanonicalMapping).sorted())
            let reasons = try #require(try outcome.document()["left_out"] as? [[String: String]])
            let told = reasons.compactMap { $0["why"] }.joined(separator: "\n")
            for words in why { #expect(told.contains(words), "\(told)") }
            if why.isEmpty { #expect(reasons.isEmpty, "\(told)") }
        }
    }

    @Test func `two stays of one name are told with their rooms, and neither is moved`() async throws {
        try await NightHouse.open { house in
            let folder = FileManager.default.temporaryDirectory
            let list = try Program.write("name;until\nSmith;13:00\n", in: folder, name: "\(UUID().uuidString).csv")
            defer { try? FileManager.default.removeItem(atPath: list) }
            for id in try await house.codes("Ito") + house.codes("Nowak") {
                try await house.call("access_codes/update", #"{"access_code_id":"\#(id)","name":"BK Smith"}"#)
            }
            let outcome = try await house.run(["plan", "moves-from-list", list, "--json"])
            let left = try #require(try outcome.document()["left_out"] as? [[String: String]])
            let why = try #require(left.first?["why"])
            #expect(left.count == 1 && why.contains("2 stays have it") && why.contains("Room 204"), "\(why)")
            #expect(why.contains("Room 9"), "\(why)")
        }
    }

    @Test(arguments: [
        ("booking;until\nNobody;13:00\nNoone;13:00\n", "late-checkout-list"),
        ("booking;ends\nNobody;13:00\nNoone;13:00\n", "moves-from-list"),
    ])
    func `a list of which nobody is here moves nothing, and does not end as if all were well`(
        list: String,
        script: String,
    ) async throws {
        try await Self.inHouse { program, folder in
            let file = try Program.write(list, in: folder, name: "tonight.csv")
            let day = script == "late-checkout-list" ? [Self.day(2, "yyyy-MM-dd")] : []
            let run = try await program.run(["run", script, file] + day + ["--yes"])
            #expect(run.exitCode == 3, "\(run.errors)")
            #expect(run.output.contains("NOTHING MOVED  2 left out"), "\(run.output)")
            #expect(!run.output.contains("Nothing to change"), "\(run.output)")
            for who in ["Nobody", "Noone"] { #expect(run.output.contains("no group is known by \"\(who)\"")) }
            let plan = try await program.run(["plan", script, file] + day)
            #expect(plan.exitCode == 3, "\(plan.errors)")
            let document = try await program.run(["run", script, file] + day + ["--yes", "--json"])
            #expect(document.exitCode == 3)
            #expect(try document.document()["state"] as? String == "partial")
        }
    }

    @Test func `a list that is run again has nothing left to do, and says so`() async throws {
        try await Self.inHouse { program, folder in
            let file = try Program.write("booking;until\nIto;13:00\n", in: folder, name: "tonight.csv")
            let line = ["run", "late-checkout-list", file, Self.day(2, "yyyy-MM-dd"), "--yes"]
            let first = try await program.run(line)
            #expect(first.exitCode == 0 && first.output.contains("DONE  1 moved"), "\(first.output) \(first.errors)")
            let again = try await program.run(line)
            #expect(again.exitCode == 0 && again.output.contains("1 already so"), "\(again.output) \(again.errors)")
        }
    }

    @Test func `where no line has its booking, the column with the guests is told`() async throws {
        try await Self.inHouse { program, folder in
            let file = try Program.write("Ref;Guest;until\nX1;Ito;13:00\n", in: folder, name: "tonight.csv")
            let outcome = try await program.run(["run", "late-checkout-list", file, Self.day(2, "yyyy-MM-dd"), "--yes"])
            #expect(outcome.exitCode == 3, "\(outcome.errors)")
            #expect(outcome.output.contains("booking= and its name"), "\(outcome.output)")
        }
    }

    @Test func `new starts and ends of a list are read from one column or two`() async throws {
        try await Self.inHouse { program, folder in
            let (end, start) = (Self.day(3, "dd.MM.yyyy"), Self.day(-1, "d MMM yyyy"))
            let table = """
                Conf. no|Arrival|Departure|Departure time
                88201||\(end)|
                88202||\(end) 1pm|
                88203|\(start) 14:00||12h30
                88204|||
                88205||11:00|
                88206|\(end)|\(start)|
                99999||\(end)|

                """
            let file = try Program.write(table, in: folder, name: "moves.csv")
            let outcome = try await program.run(["run", "moves-from-list", file, "--yes", "--json"])
            #expect(outcome.exitCode == 0, "\(outcome.errors) \(outcome.output.prefix(600))")
            let source = """
                for _, number in ipairs{ "88201", "88202", "88203" } do
                    local g = groups.all():booking(number):one()
                    print(g.starts_at:format("%d.%m.%Y %H:%M", g.zone), g.ends_at:format("%d.%m.%Y %H:%M", g.zone))
                end
                """
            let script = try Program.write(source, in: folder, name: "ends.lua")
            let after = try await program.run(["run", script, "--quiet"])
            let today = Self.day(-1, "dd.MM.yyyy")
            let lines = ["\(today) 15:00\t\(end) 11:00", "\(today) 15:00\t\(end) 13:00"]
            #expect(
                after.output.hasPrefix(
                    lines.joined(separator: "\n") + "\n\(today) 14:00\t\(Self.day(2, "dd.MM.yyyy")) 12:30\n"
                ),
                "\(after.output)"
            )
            let reasons = try #require(try outcome.document()["left_out"] as? [[String: String]]).compactMap {
                $0["why"]
            }
            #expect(reasons.count == 3)
            #expect(reasons[0].contains("the line says no hours"))
            #expect(reasons[1].hasPrefix("BK-88206 Rossi: the end"), "\(reasons[1])")
            #expect(reasons[2].contains("no group is known by \"99999\""))
            // What has its hours already is no line that was left out.
            #expect(try outcome.summary()["already"] == 1)
        }
    }

    /// Tables of which several things are not certain: the script, the table, and what is asked for.
    private static let uncertain: [(script: String, table: String, asked: [String])] = [
        (
            "late-checkout-list",
            "Conf #;Leaves on;LCO wish\n88201;\(day(2, "dd/MM/yyyy"));13:00\n88202;\(day(2, "dd/MM/yyyy"));\n",
            ["booking=\"Conf #\"", "hour=\"LCO wish\"", "day=\"Leaves on\""]
        ),
        (
            "moves-from-list",
            "Conf #;Arr. on;Wish out;Kommt\n88201;;\(day(3, "yyyy-MM-dd"));\n88202;\(day(-1, "yyyy-MM-dd"));;14:00\n",
            ["booking=\"Conf #\"", "=\"Arr. on\"", "=\"Wish out\"", "=Kommt"]
        ),
        (
            "new-arrivals",
            "Conf #;Wohnung;Kommt am;Geht am\nN1;Room 1;\(day(9, "yyyy-MM-dd"));\(day(10, "yyyy-MM-dd"))\n",
            ["booking=\"Conf #\"", "room=Wohnung", "arrives=\"Kommt am\"", "leaves=\"Geht am\""]
        ),
        (
            "change-rooms", "Conf #;Neue Wohnung\n88201;Room 12\n", ["booking=\"Conf #\"", "to=\"Neue Wohnung\""]
        ),
    ]

    @Test(arguments: uncertain.indices)
    func `a list asks for all that is missing at once, in one line that works`(place: Int) async throws {
        let (script, table, asked) = Self.uncertain[place]
        try await Self.inHouse { program, folder in
            let file = try Program.write(table, in: folder, name: "tonight.csv")
            let refused = try await program.run(["plan", script, file])
            #expect(refused.exitCode == 1, "\(refused.told)")
            #expect(refused.errors.contains(" things are not certain:"), "\(refused.errors)")
            let line = try #require(
                refused.errors.split(separator: "\n").first { $0.contains(": keyshift plan \(script) ") }
            )
            for word in asked { #expect(line.contains(word), "\(word): \(line)") }
            var shell = program
            let typed = line[try #require(line.range(of: "keyshift plan ")).lowerBound...]
            shell.launcher = ["/bin/sh", "-c", "keyshift() { \"$0\" \"$@\"; }; \(typed)"]
            let planned = try await shell.run([])
            #expect([0, 2, 3, 4].contains(planned.exitCode), "\(typed): \(planned.told)")
            #expect(!planned.told.contains("not certain") && !planned.told.contains("STOPPED"), "\(planned.told)")
        }
    }

    @Test func `a line without an hour beside lines with one is told with what it gets`() async throws {
        try await Self.inHouse { program, folder in
            let table = "booking;until\nBK-88201;\nBK-88202;13:00\nBK-88203;\n"
            let file = try Program.write(table, in: folder, name: "tonight.csv")
            let line = ["plan", "late-checkout-list", file, Self.day(2, "yyyy-MM-dd"), "3h"]
            let told = try await program.run(line)
            let words =
                "no hour in line 2 (BK-88201 Ito), 4 (BK-88203 Mori): 3h later, which is the command's own (by=)"
            #expect(told.told.contains(words), "\(told.told)")
            let plain = try Program.write("booking\nBK-88201\n", in: folder, name: "plain.csv")
            let silent = try await program.run(["plan", "late-checkout-list", plain, Self.day(2, "yyyy-MM-dd"), "3h"])
            #expect(!silent.told.contains("no hour"), "\(silent.told)")
            let moves =
                "booking;ends;end time\nBK-88201;\(Self.day(3, "yyyy-MM-dd"));\nBK-88202;\(Self.day(3, "yyyy-MM-dd"));13:00\n"
            let moved = try await program.run([
                "plan", "moves-from-list", try Program.write(moves, in: folder, name: "moves.csv"),
            ])
            #expect(
                moved.told.contains("no hour in line 2 (BK-88201 Ito ends at 11:00): the hour that it has now"),
                "\(moved.told)"
            )
        }
    }
}
