import RunEngine
import Testing

/// `no-shows` and `who-is-late`, by what the doors told.
struct ArrivalReportTests {
    /// Tuesday 24 November 2026, 12:30 in New York.
    private static let now = "2026-11-24T17:30:00Z"

    private static let doors: [AutomationWorld.Door] = [
        .init(name: "Mill Front", house: "Mill"), .init(name: "Mill 1", house: "Mill"),
        .init(name: "Mill 2", house: "Mill"), .init(name: "Mill 3", house: "Mill", isOffline: true),
        .init(name: "Quay 1", house: "Quay", zone: "Asia/Tokyo"),
    ]

    private static func stay(_ name: String, _ doors: [String], _ starts: String, _ ends: String, _ pin: String)
        -> AutomationWorld.Stay
    {
        AutomationWorld.Stay(
            name: name,
            doors: doors,
            starts: starts + ":00-05:00",
            ends: ends + ":00-05:00",
            pin: pin
        )
    }

    private static let world = AutomationWorld(
        now: now,
        doors: doors,
        stays: [
            stay("BK-1 Ito", ["Mill Front", "Mill 1"], "2026-11-24T09:00", "2026-11-26T14:00", "111111"),
            stay("BK-2 Haas", ["Mill Front", "Mill 2"], "2026-11-24T10:00", "2026-11-24T14:00", "222222"),
            stay("BK-3 Mori", ["Mill Front", "Mill 3"], "2026-11-23T15:00", "2026-11-24T14:00", "333333"),
            stay("BK-4 Kim", ["Quay 1"], "2026-11-20T15:00", "2026-11-24T14:00", "444444"),
            stay("BK-5 Lee", ["Mill Front", "Mill 2"], "2026-11-24T15:00", "2026-11-26T14:00", "555555"),
            stay("Cleaner Ana", ["Mill Front", "Mill 1"], "2026-11-24T08:00", "2026-11-24T13:00", "666666"),
        ]
    )

    private static var direct: Engine.Options {
        var options = Engine.Options()
        options.allowsDirectEffects = true
        return options
    }

    private static func lines(
        of name: String,
        _ arguments: [String] = [],
        after body: @escaping @Sendable (ScriptFixture) async throws -> Void = { _ in },
    ) async throws -> [String] {
        try await world.with(direct) { fixture in
            try await body(fixture)
            let outcome = try await AutomationWorld.plan(name, arguments, fixture)
            #expect(outcome.hours.isEmpty)
            return outcome.lines
        }
    }

    // MARK: - no-shows

    @Test func `who has not used the code is missing, with what the own doors told`() async throws {
        let lines = try await Self.lines(of: "no-shows")
        #expect(
            lines == [
                "times in America/New_York", "Tue 09:00  BK-1 Ito  Mill 1, Mill Front",
                "Tue 10:00  BK-2 Haas  Mill 2, Mill Front",
                "Mon 15:00  BK-3 Mori  Mill 3, Mill Front  Mill 3 is offline",
                "3 of 3 who should have arrived within 24h have not used their code",
            ]
        )
    }

    @Test(arguments: [("111111", "Mill 1", "BK-1"), ("222222", "Mill Front", "BK-2")])
    func `who has used the code at any door is there`(pin: String, door: String, booking: String) async throws {
        let lines = try await Self.lines(of: "no-shows") { try await $0.type(pin, at: door) }
        #expect(!lines.contains { $0.contains(booking) })
        #expect(lines.last == "2 of 3 who should have arrived within 24h have not used their code")
    }

    @Test func `a wrong code at the own door is told, and one at the front door is not`() async throws {
        let lines = try await Self.lines(of: "no-shows") { fixture in
            try await fixture.type("999999", at: "Mill 1")
            try await fixture.type("999999", at: "Mill Front")
        }
        #expect(lines[1] == "Tue 09:00  BK-1 Ito  Mill 1, Mill Front  Mill 1 refused somebody Tue 12:30")
        #expect(lines[2] == "Tue 10:00  BK-2 Haas  Mill 2, Mill Front")
    }

    @Test(arguments: [
        (["1h"], "0 of 0 who should have arrived within 1h have not used their code"),
        (["999h", "house=Quay"], "1 of 1 who should have arrived within 999h have not used their code"),
    ])
    func `no-shows looks as far back as it is told, at one house`(arguments: [String], last: String) async throws {
        #expect(try await Self.lines(of: "no-shows", arguments).last == last)
    }

    // MARK: - who-is-late

    @Test func `nobody is late before the end of the code`() async throws {
        #expect(
            try await Self.lines(of: "who-is-late")
                == ["0 of 0 whose checkout has passed are still about; looked at 5 stays"]
        )
    }

    @Test func `who opens a door after the hour of the checkout is late, with who comes next`() async throws {
        let lines = try await Self.lines(of: "who-is-late", ["11:00"]) { fixture in
            try await fixture.type("222222", at: "Mill 2")
            try await fixture.type("111111", at: "Mill 1")
            try await fixture.type("666666", at: "Mill 1")
        }
        #expect(
            lines == [
                "times in America/New_York",
                "Tue 11:00  BK-2 Haas  opened Mill 2 Tue 12:30; BK-5 Lee arrives Tue 15:00",
                "1 of 2 whose checkout has passed are still about; looked at 5 stays",
            ]
        )
    }

    @Test func `the checkout of the house counts where no hour is given`() async throws {
        let text = """
            { "houses": { "Mill": { "doors": ["Mill *"], "check_out": "12:00", "shared_doors": ["Mill Front"] } } }
            """
        var options = Self.direct
        options.settings = try Settings(json: text, file: "keyshift.json")
        let lines = try await Self.world.with(options) { fixture in
            try await fixture.type("333333", at: "Mill Front")
            return try await AutomationWorld.plan("who-is-late", [], fixture).lines
        }
        #expect(lines[1] == "Tue 12:00  BK-3 Mori  opened Mill Front Tue 12:30")
        #expect(lines.last == "1 of 2 whose checkout has passed are still about; looked at 5 stays")
    }

    @Test func `a code that a lock has kept after its end is told`() async throws {
        let lines = try await Self.lines(of: "who-is-late", ["house=mill"]) { try await $0.advance(hours: 2) }
        #expect(
            lines == [
                "times in America/New_York", "Tue 14:00  BK-3 Mori  the code is still on Mill 3",
                "1 of 1 whose checkout has passed are still about; looked at 3 stays",
            ]
        )
    }
}
