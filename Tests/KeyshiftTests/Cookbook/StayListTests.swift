import Foundation
import FoundationNetworking
import Testing

/// The automations that make, move and end stays, through the real binary and read at the sandbox's doors.
struct StayListTests {
    private static let zone = TimeZone(identifier: "America/New_York") ?? .gmt

    /// A day so many days from now, at an hour of the house.
    private static func day(_ days: Int, hour: Int = 12) -> Date {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let start = calendar.startOfDay(for: Date(timeIntervalSinceNow: Double(days) * 86_400))
        return calendar.date(bySettingHour: hour, minute: 0, second: 0, of: start) ?? start
    }

    /// The day as a list has it.
    private static func date(_ days: Int) -> String {
        day(days).formatted(Date.ISO8601FormatStyle(timeZone: zone).year().month().day())
    }

    /// BK-1 and BK-2 are inside and have the front door; BK-3 comes to Room 3 in four days, and BK-4 on the day after it.
    private static func open(_ body: @escaping @Sendable (NightHouse) async throws -> Void) async throws {
        func group(_ name: String, _ doors: [String], _ pin: String, _ start: Date, _ end: Date) -> String {
            let list = doors.map { "\"\($0)\"" }.joined(separator: ", ")
            return """
                { "name": "\(name)", "devices": [\(list)], "code": "\(pin)", "common_code_key": "\(name.prefix(4))",
                  "starts_at": "\(start.ISO8601Format())", "ends_at": "\(end.ISO8601Format())" }
                """
        }
        let doors = ["Front door", "Room 1", "Room 2", "Room 3", "Room 4", "Room 5"].map {
            "{ \"name\": \"\($0)\", \"time_zone\": \"\(zone.identifier)\" }"
        }
        let groups = [
            group("BK-1 Ito", ["Front door", "Room 1"], "948162", day(-1, hour: 15), day(2, hour: 11)),
            group("BK-2 Nowak", ["Front door", "Room 2"], "535353", day(-1, hour: 15), day(3, hour: 11)),
            group("BK-3 Early", ["Front door", "Room 3"], "646464", day(4, hour: 15), day(6, hour: 11)),
            group("BK-4 Haas", ["Room 3"], "757575", day(6, hour: 15), day(8, hour: 11)),
        ]
        let seed = """
            { "format": 1, "workspaces": [ { "name": "Harbour", "devices": [ \(doors.joined(separator: ", ")) ],
              "groups": [ \(groups.joined(separator: ",\n")) ] } ] }
            """
        try await NightHouse.open(seed: seed, body)
    }

    /// Runs an automation with a list.
    private static func run(
        _ house: NightHouse,
        _ name: String,
        _ lines: [String],
        _ rest: [String] = [],
    ) async throws -> Program.Outcome {
        let folder = FileManager.default.temporaryDirectory
        let text = lines.joined(separator: "\r\n") + "\r\n"
        let file = try Program.write(text, in: folder, name: "list-\(UUID().uuidString).csv")
        defer { try? FileManager.default.removeItem(atPath: file) }
        return try await house.run(["run", name, file, "--yes"] + rest)
    }

    private static func arrivals(_ lines: [String]) -> [String] { ["Booking;Guest;Room;Arrival;Departure"] + lines }

    private static let hours = ["with=Front door", "check_in=15:00", "check_out=11:00"]

    @Test func `a line whose room or days are another stay's moves and cancels nobody`() async throws {
        try await Self.open { house in
            for (name, lines) in [
                ("cancel-list", ["Guest;Room;Arrival", "Haas;5;"]),
                ("cancel-list", ["Guest;Room;Arrival", "Haas;3;\(Self.date(4))"]),
                ("moves-from-list", ["Booking no;Zimmer;Abreise", "BK-3;Zi. 4;\(Self.date(7))"]),
                ("change-rooms", ["Guest;To;Check-in", "Haas;Room 5;\(Self.date(5))"]),
            ] {
                let outcome = try await Self.run(house, name, lines)
                #expect(outcome.exitCode == 3, "\(outcome.told)")
                #expect(outcome.told.contains("the list says "), "\(outcome.told)")
            }
            let meant = try await Self.run(house, "cancel-list", ["Guest;Room;Arrival", "Haas;3;\(Self.date(6))"])
            #expect(meant.exitCode == 0, "\(meant.told)")
            let moved = try await Self.run(
                house,
                "moves-from-list",
                ["Booking no;Zimmer;Abreise", "BK-3;Zi. 4;\(Self.date(7))"],
                ["ignore=room"]
            )
            #expect(moved.exitCode == 0, "\(moved.told)")
        }
    }

    @Test func `the line of a name whose room is another one does what it says to the stay that it names`() async throws
    {
        try await Self.open { house in
            let end = Self.day(7, hour: 11)
            for (name, lines, command) in [
                ("moves-from-list", ["Guest;Zimmer;Abreise", "Early;Zi. 4;\(Self.date(7))"], "move"),
                ("change-rooms", ["Guest;New room;Check-in", "Haas;Room 5;\(Self.date(5))"], "change-room"),
                ("late-checkout-list", ["Guest;Room;Until", "Nowak;1;13:00"], "extend"),
                ("cancel-list", ["Guest;Room;Arrival", "Haas;1;"], "cancel"),
            ] {
                let day = command == "extend" ? [Self.date(3)] : []
                let refused = try await Self.run(house, name, lines, day)
                #expect(refused.exitCode == 3, "\(refused.told)")
                let line = try #require(
                    FreeRoomTests.lines(in: refused.told).first { $0.first == command },
                    "\(refused.told)"
                )
                let sent = try await house.run(line + ["--yes", "--allow", "overlap"])
                #expect(sent.exitCode == 0, "\(line): \(sent.told)")
            }
            let after = try await house.keypads()
            #expect(after.ends(of: "BK-3 Early") == [end] && after.ends(of: "BK-2 Nowak") == [Self.day(3, hour: 13)])
            #expect(after.ids(of: "BK-4 Haas").isEmpty && after.ids(of: "BK-1 Ito").count == 2)
        }
    }

    @Test func `the same arrivals twice make nothing twice, and a changed line changes what it says`() async throws {
        try await Self.open { house in
            let (kim, lee) = (
                "BK-50;Kim;Room 4;\(Self.date(-1));\(Self.date(3))", "BK-51;Lee;Room 5;\(Self.date(4));\(Self.date(6))"
            )
            let rooms = ["Room 4", "Room 5", "Front door"]
            let first = try await Self.run(house, "new-arrivals", Self.arrivals([kim, lee]), Self.hours)
            #expect(first.exitCode == 0, "\(first.output) \(first.errors)")
            let made = try await house.keypads()
            #expect(made.ids(of: "BK-50 Kim").count == 2 && made.ids(of: "BK-51 Lee").count == 2, "\(made)")
            let pin = try #require(made.pin(of: "BK-50 Kim", on: "Room 4"))
            #expect(try await house.opened(by: pin, of: rooms) == ["Room 4", "Front door"])

            let again = try await Self.run(house, "new-arrivals", Self.arrivals([kim, lee]), Self.hours)
            #expect(again.exitCode == 0 && again.output.contains("Nothing to change"), "\(again.output)")
            #expect(try await house.keypads() == made)

            let changed = [kim.replacing("Room 4", with: "Room 5"), lee.replacing(Self.date(6), with: Self.date(7))]
            // Room 5 is free until the other one comes.
            let second = try await Self.run(house, "new-arrivals", Self.arrivals(changed), Self.hours)
            #expect(second.exitCode == 0, "\(second.output) \(second.errors)")
            let after = try await house.keypads()
            #expect(after.doors(of: "BK-50 Kim") == ["Front door", "Room 5"])
            #expect(after.pin(of: "BK-50 Kim", on: "Room 5") == pin)
            #expect(try await house.opened(by: pin, of: rooms) == ["Room 5", "Front door"])
            #expect(after.ids(of: "BK-51 Lee") == made.ids(of: "BK-51 Lee"))
            #expect(after.ends(of: "BK-51 Lee") == [Self.day(7, hour: 11)])
            #expect(after.ends(of: "BK-50 Kim") == [Self.day(3, hour: 11)])

            let shorter = try await Self.run(house, "new-arrivals", Self.arrivals([changed[0]]), Self.hours)
            #expect(shorter.exitCode == 0, "\(shorter.output) \(shorter.errors)")
            #expect(try await house.keypads() == after)
        }
    }

    @Test func `the house's hours are those of keyshift json, and a list without any makes no stay`() async throws {
        try await Self.open { house in
            let line = "BK-50;Kim;Room 4;\(Self.date(4));\(Self.date(6))"
            let none = try await Self.run(house, "new-arrivals", Self.arrivals([line]), ["with=Front door"])
            #expect(none.exitCode == 3 && none.output.contains("give check_in=15:00"), "\(none.output)")
            let settings = """
                { "houses": { "Harbour": { "doors": ["*"], "check_in": "16:00", "check_out": "10:00" } } }
                """
            let folder = FileManager.default.temporaryDirectory
            let file = try Program.write(settings, in: folder, name: "keyshift-\(UUID().uuidString).json")
            defer { try? FileManager.default.removeItem(atPath: file) }
            let made = try await Self.run(
                house,
                "new-arrivals",
                Self.arrivals([line]),
                ["with=Front door", "--settings", file]
            )
            #expect(made.exitCode == 0, "\(made.output) \(made.errors)")
            #expect(try await house.keypads().ends(of: "BK-50 Kim") == [Self.day(6, hour: 10)])
        }
    }

    @Test func `a list cancels who is to come, and who can open now only where that is meant`() async throws {
        try await Self.open { house in
            let list = ["Reservation;Reason", "BK-3;ill", "Ito;left", "BK-99;?"]
            let refused = try await Self.run(house, "cancel-list", list)
            #expect(refused.exitCode == 4 && refused.output.contains("BK-1 Ito"), "\(refused.output) \(refused.errors)")
            #expect(try await house.opened(by: "948162", of: ["Room 1"]) == ["Room 1"])
            let others = try await Self.run(house, "cancel-list", list, ["--leave-out", "lockout"])
            #expect(others.exitCode == 0, "\(others.output) \(others.errors)")
            #expect(others.output.contains("line 4 BK-99"), "\(others.output)")
            let left = try await house.keypads()
            #expect(left.ids(of: "BK-3 Early").isEmpty && left.ids(of: "BK-1 Ito").count == 2)
            #expect(try await house.opened(by: "948162", of: ["Room 1"]) == ["Room 1"])
            let all = try await Self.run(house, "cancel-list", list, ["--allow", "lockout"])
            #expect(all.exitCode == 0, "\(all.output) \(all.errors)")
            #expect(try await house.opened(by: "948162", of: ["Room 1", "Front door"]).isEmpty)
        }
    }

    @Test func `a stay that a list moves opens its new room with its old PIN`() async throws {
        try await Self.open { house in
            let list = ["Conf. no;From;To", "BK-1;1;4", "BK-2;Room 2;Room 5", "BK-99;Room 1;Room 2"]
            let moved = try await Self.run(house, "change-rooms", list)
            #expect(moved.exitCode == 0, "\(moved.output) \(moved.errors)")
            for (room, old, pin) in [("Room 4", "Room 1", "948162"), ("Room 5", "Room 2", "535353")] {
                #expect(try await house.opened(by: pin, of: [old, room, "Front door"]) == [room, "Front door"])
            }
            let before = try await house.keypads()
            let again = try await Self.run(house, "change-rooms", list)
            #expect(again.output.contains("0 stays get another room, 2 are there already"), "\(again.output)")
            #expect(try await house.keypads() == before)
        }
    }

    @Test func `the stays of a lock that was replaced open the new one with their PINs`() async throws {
        try await Self.open { house in
            let moved = try await house.run(["run", "close-room", "Room 1", "to=Room 4", "--yes"])
            #expect(moved.exitCode == 0, "\(moved.output) \(moved.errors)")
            #expect(try await house.opened(by: "948162", of: ["Room 1", "Room 4"]) == ["Room 4"])
            let later = try await house.run(["run", "close-room", "Room 3", "to=Room 4", "--yes"])
            #expect(later.exitCode == 0, "\(later.output) \(later.errors)")
            let doors = try await house.keypads()
            #expect(doors.doors(of: "BK-3 Early") == ["Front door", "Room 4"])
            #expect(doors.doors(of: "BK-4 Haas") == ["Room 4"])
        }
    }

    @Test func `cleaners have one code for each room and day, which moves with the checkout`() async throws {
        try await Self.open { house in
            let line = ["run", "cleaner-windows", Self.date(6), "with=Front door", "--yes"]
            let made = try await house.run(line)
            #expect(made.exitCode == 0, "\(made.output) \(made.errors)")
            let first = try await house.keypads()
            #expect(first.doors(of: "Cleaner Room 3") == ["Front door", "Room 3"])
            #expect(first.ends(of: "Cleaner Room 3") == [Self.day(6, hour: 15)])
            let again = try await house.run(line)
            #expect(again.exitCode == 0 && again.output.contains("No change is planned"), "\(again.output)")
            #expect(try await house.keypads() == first)
            let later = try await house.run(["extend", "Early", "--by", "2h", "--yes"])
            #expect(later.exitCode == 0, "\(later.output) \(later.errors)")
            let moved = try await house.run(line)
            #expect(moved.exitCode == 0, "\(moved.output) \(moved.errors)")
            let second = try await house.keypads()
            #expect(second.ids(of: "Cleaner Room 3") == first.ids(of: "Cleaner Room 3"))
            #expect(second.starts(of: "Cleaner Room 3") == [Self.day(6, hour: 13)])
        }
    }
}

/// What the keypads of a house take: every code of every door.
private struct Keypads: Hashable {
    struct Code: Hashable {
        let id: String
        let name: String
        let door: String
        let pin: String
        let starts: String
        let ends: String
    }

    let codes: [Code]

    private func all(_ name: String) -> [Code] { codes.filter { $0.name == name } }

    func ids(of name: String) -> Set<String> { Set(all(name).map(\.id)) }

    func doors(of name: String) -> [String] { all(name).map(\.door).sorted() }

    func pin(of name: String, on door: String) -> String? { all(name).first { $0.door == door }?.pin }

    func starts(of name: String) -> Set<Date> { Self.instants(all(name).map(\.starts)) }

    func ends(of name: String) -> Set<Date> { Self.instants(all(name).map(\.ends)) }

    private static func instants(_ texts: [String]) -> Set<Date> {
        Set(texts.compactMap { try? Date($0, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)) })
    }
}

extension NightHouse {
    /// The ids of all doors, by their names.
    private func ids() async throws -> [String: String] {
        let devices = try await ask("devices/list", "{}")["devices"] as? [[String: Any]] ?? []
        let pairs = devices.compactMap { device in
            (device["display_name"] as? String).flatMap { name in (device["device_id"] as? String).map { (name, $0) } }
        }
        return Dictionary(pairs) { first, _ in first }
    }

    /// Every code of every door, as the API lists them.
    fileprivate func keypads() async throws -> Keypads {
        var codes: [Keypads.Code] = []
        for (door, id) in try await ids().sorted(by: { $0.key < $1.key }) {
            let answer = try await ask("access_codes/list", #"{"device_id":"\#(id)"}"#)
            for code in answer["access_codes"] as? [[String: Any]] ?? [] {
                func text(_ name: String) -> String { code[name] as? String ?? "" }
                codes.append(
                    Keypads.Code(
                        id: text("access_code_id"),
                        name: text("name"),
                        door: door,
                        pin: text("code"),
                        starts: text("starts_at"),
                        ends: text("ends_at"),
                    )
                )
            }
        }
        return Keypads(codes: codes.sorted { $0.id < $1.id })
    }

    /// Those of some doors that open for a PIN, as their keypads have it.
    fileprivate func opened(by pin: String, of doors: [String]) async throws -> [String] {
        var opened: [String] = []
        for door in doors {
            let device = try #require(try await ids()[door])
            if try await opens(device, pin) { opened.append(door) }
        }
        return opened
    }
}
