import CivilTime
import Journal
import Model
import RunEngine
import Seam
import SeamSandbox
import Testing

/// `door-watch` on an evening: 900 arrivals in 30 houses, 200 locks that take codes just in time, one house without power,
/// one maker whose service is out, and three of a hundred locks offline.
struct DoorWatchTests {
    /// One door with its guest.
    private struct Place: Sendable {
        var door: String
        var house: String
        var type: String
        /// How many minutes after 16:00 the guest arrives.
        var arrival: Int64
        var isOffline = false
        var battery: Double?
    }

    private static let start = "2026-11-24T16:00:00Z"
    private static let names = [
        "schlage_lock": "Schlage", "yale_lock": "Yale", "august_lock": "August", "smartthings_lock": "SmartThings",
        "tedee_lock": "tedee", "lockly_lock": "Lockly",
    ]

    /// The evening, dealt out by a small generator so that it is the same at each start.
    private static let places: [Place] = {
        var seed: UInt64 = 21
        func next(_ bound: UInt64) -> UInt64 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (seed >> 33) % bound
        }
        var places: [Place] = []
        for house in 0..<30 {
            for room in 0..<30 {
                // Six of thirty take codes just in time, and in the first twenty houses one more: 200 in all.
                let isJustInTime = room < 6 || (room == 6 && house < 20)
                let others = ["schlage_lock", "yale_lock", "august_lock", "tedee_lock"]
                let type =
                    isJustInTime ? ["smartthings_lock", "lockly_lock"][Int(next(2))] : others[(house + room) % 4]
                places.append(
                    Place(
                        door: "House \(house) Room \(room)",
                        house: "House \(house)",
                        type: type,
                        arrival: 10 + Int64(next(600)),
                    )
                )
            }
        }
        for place in places.indices where places[place].house == "House 7" || places[place].type == "tedee_lock" {
            places[place].isOffline = true
        }
        let well = places.indices.filter { !places[$0].isOffline }
        var left = places.count * 3 / 100
        while left > 0 {
            let place = well[Int(next(UInt64(well.count)))]
            guard !places[place].isOffline else { continue }
            places[place].isOffline = true
            left -= 1
        }
        for room in [3, 300, 600] where !places[room].isOffline { places[room].battery = 0.05 }
        return places
    }()

    private static func instant(_ minutes: Int64) -> Instant {
        (try? Instant(iso8601: start)).map { $0 + TimeSpan(milliseconds: minutes * 60_000) } ?? Instant(milliseconds: 0)
    }

    private static let world = AutomationWorld(
        now: start,
        doors: places.map { place in
            AutomationWorld.Door(
                name: place.door,
                house: place.house,
                isOffline: place.isOffline,
                type: place.type,
                battery: place.battery,
            )
        },
        stays: places.enumerated().flatMap { number, place -> [AutomationWorld.Stay] in
            let guest = AutomationWorld.Stay(
                name: "BK-\(number) Guest",
                doors: [place.door],
                starts: instant(place.arrival).iso8601,
                ends: instant(place.arrival + 2880).iso8601,
            )
            // In every tenth room somebody cleans before.
            guard number % 10 == 0 else { return [guest] }
            let cleaner = AutomationWorld.Stay(
                name: "Cleaner \(number)",
                doors: [place.door],
                starts: instant(0).iso8601,
                ends: instant(place.arrival).iso8601,
            )
            return [guest, cleaner]
        },
    )

    /// The alarms that there must be when so many minutes of the evening are over, and no others: by what each is about, with the
    /// first arrival that it concerns.
    private static func expected(at minutes: Int64) -> [String: Int64] {
        var found: [String: Int64] = [:]
        for place in places {
            let left = place.arrival - minutes
            guard left > -120, left <= 240 else { continue }
            let isOffline = place.isOffline && minutes >= 30
            let cause: String
            if isOffline, place.type == "tedee_lock" {
                cause = "brand_out word locks of tedee"
            } else if isOffline, place.house == "House 7" {
                cause = "house_out house House 7"
            } else if isOffline {
                cause = "offline door \(place.door)"
            } else if !place.isOffline, place.battery ?? 1 < 0.15 {
                cause = "battery door \(place.door)"
            } else {
                continue
            }
            found[cause] = min(found[cause] ?? .max, place.arrival)
        }
        return found
    }

    private static func watch(_ fixture: ScriptFixture) async throws -> [Alarm] {
        let source = try AutomationWorld.source("door-watch")
        let script = Engine.Script(name: "door-watch.lua", source: source, arguments: [], folder: "/")
        let report = await fixture.engine.drive(.script(script), .given, runID: "watch")
        #expect(report.state == .completed, "\(report.failure?.message ?? "")")
        return try await fixture.environment.journal().alarms(clearedSince: nil)
    }

    private static func name(_ alarm: Alarm) -> String {
        "\(alarm.cause.kind) \(alarm.cause.subjectKind.rawValue) \(alarm.name)"
    }

    private static var options: Engine.Options {
        var options = Engine.Options()
        options.scheduleName = "door-watch"
        return options
    }

    @Test func `an evening of 900 arrivals has under 40 alarms, none false, none missed, each cleared when mended`()
        async throws
    {
        #expect(Self.places.count == 900)
        #expect(Self.places.count { $0.type == "smartthings_lock" || $0.type == "lockly_lock" } == 200)
        try await Self.world.with(Self.options) { fixture in
            var told: Set<Int64> = []
            for minutes in [1, 31, 121, 241] as [Int64] {
                let passed = minutes - Self.minutesPassed(fixture)
                try await fixture.advance(hours: Double(passed) / 60)
                let alarms = try await Self.watch(fixture)
                let expected = Self.expected(at: minutes)
                #expect(Set(alarms.map(Self.name)) == Set(expected.keys), "after \(minutes) minutes")
                #expect(alarms.count == expected.count)
                for alarm in alarms {
                    told.insert(alarm.id)
                    // The guest who comes first has somebody there in time: half an hour before, where nothing else is said.
                    let first = try #require(expected[Self.name(alarm)])
                    #expect(alarm.dueAt == Self.instant(first - 30), "\(alarm.text)")
                    #expect(alarm.text.contains("keyshift "))
                }
            }
            #expect(told.count < 40, "\(told.count) alarms in the whole evening")
            try await fixture.mend()
            let left = try await Self.watch(fixture)
            #expect(left.allSatisfy { $0.cause.kind == "battery" }, "\(left.map(Self.name))")
            let all = try await fixture.environment.journal().alarms(clearedSince: Instant(milliseconds: 0))
            #expect(all.count == told.count)
        }
    }

    private static func minutesPassed(_ fixture: ScriptFixture) -> Int64 {
        (fixture.environment.clock.now() - instant(0)).milliseconds / 60_000
    }
}

extension ScriptFixture {
    /// Connects every device again.
    fileprivate func mend() async throws {
        let client = environment.connection.client
        let devices = try await client.call("/devices/list", ["limit": .int(1000)]).body["devices"]?.array ?? []
        for device in devices {
            guard device["properties"]?["online"]?.bool == false, let id = device["device_id"] else { continue }
            _ = try await client.call("/devices/simulate/connect", ["device_id": id])
        }
    }
}
