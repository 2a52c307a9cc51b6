import CivilTime
import Journal
import Model
import RunEngine
import Seam
import SeamSandbox
import Testing

/// `door-watch` and a code that is not on a lock which is in reach: from when on it counts.
struct MissingCodeTests {
    /// A lock that takes no code, with what it is and when somebody looks.
    struct Look: Sendable, CustomTestStringConvertible {
        /// Takes codes long before they begin.
        static let early = "schlage_lock"
        /// Takes a code an hour before it begins.
        static let justInTime = "smartthings_lock"

        let lock: String
        /// How many minutes before the arrival somebody looks; below zero for after it.
        let minutes: Int64
        /// How many minutes before the look the code was made.
        var age: Int64 = 60
        var refuses = true
        let isRaised: Bool

        var testDescription: String {
            "\(lock), \(minutes) min before, made \(age) min before, \(refuses ? "refused" : "taken")"
        }

        static let all: [Look] = [
            // A day before, on a lock that has its codes for days by then.
            Look(lock: early, minutes: 24 * 60 + 1, isRaised: false),
            Look(lock: early, minutes: 24 * 60, isRaised: true),
            Look(lock: early, minutes: 46, isRaised: true),
            // 45 minutes before, on one that is not sent them earlier than an hour before.
            Look(lock: justInTime, minutes: 24 * 60, isRaised: false),
            Look(lock: justInTime, minutes: 59, isRaised: false),
            Look(lock: justInTime, minutes: 46, isRaised: false),
            Look(lock: justInTime, minutes: 45, isRaised: true),
            Look(lock: justInTime, minutes: 1, isRaised: true),
            // A guest who has arrived is looked at for two hours.
            Look(lock: early, minutes: -119, isRaised: true), Look(lock: early, minutes: -120, isRaised: false),
            Look(lock: justInTime, minutes: -119, isRaised: true),
            // What was made just now is on its way, unless the guest is nearer than somebody who could help.
            Look(lock: early, minutes: 120, age: 14, isRaised: false),
            Look(lock: early, minutes: 120, age: 15, isRaised: true),
            Look(lock: early, minutes: 31, age: 5, isRaised: false),
            Look(lock: early, minutes: 30, age: 5, isRaised: true),
            Look(lock: justInTime, minutes: 40, age: 5, isRaised: false),
            Look(lock: justInTime, minutes: 30, age: 5, isRaised: true),
            // Locks that are well.
            Look(lock: early, minutes: 24 * 60, refuses: false, isRaised: false),
            Look(lock: early, minutes: 1, refuses: false, isRaised: false),
            Look(lock: justInTime, minutes: 46, refuses: false, isRaised: false),
            Look(lock: justInTime, minutes: 45, refuses: false, isRaised: false),
        ]

        /// The world at the instant in which the code is made.
        var world: AutomationWorld {
            let door = AutomationWorld.Door(name: "Mill 1", house: "Mill", type: lock, refuses: refuses)
            return AutomationWorld(now: MissingCodeTests.instant(0).iso8601, doors: [door], stays: [])
        }

        /// The stay whose code is made.
        var stay: AutomationWorld.Stay {
            let arrival = MissingCodeTests.instant(age + minutes)
            return AutomationWorld.Stay(
                name: "BK-1 Ito",
                doors: ["Mill 1"],
                starts: arrival.iso8601,
                ends: (arrival + TimeSpan(milliseconds: 2 * 86_400_000)).iso8601,
            )
        }
    }

    private static func instant(_ minutes: Int64) -> Instant {
        Instant(milliseconds: 1_795_536_000_000 + minutes * 60_000)
    }

    private static func stay(_ name: String, _ starts: Int64, _ ends: Int64) -> AutomationWorld.Stay {
        AutomationWorld.Stay(
            name: name,
            doors: ["Mill 1"],
            starts: instant(starts).iso8601,
            ends: instant(ends).iso8601,
        )
    }

    private static var scheduled: Engine.Options {
        var options = Engine.Options()
        options.scheduleName = "door-watch"
        return options
    }

    private static func watch(_ fixture: ScriptFixture) async throws -> [Alarm] {
        let source = try AutomationWorld.source("door-watch")
        let script = Engine.Script(name: "door-watch.lua", source: source, arguments: [], folder: "/")
        let report = await fixture.engine.drive(.script(script), .given, runID: "watch")
        #expect(report.state == .completed, "\(report.failure?.message ?? "")")
        return try await fixture.environment.journal().alarms(clearedSince: nil)
    }

    @Test(arguments: Look.all)
    func `a code that is not on its lock counts a day before, and 45 minutes before where it is sent just in time`(
        look: Look
    ) async throws {
        // A guest who has arrived before the code was made is none that door-watch waits for.
        let age = max(look.age, 1 - look.minutes)
        var look = look
        look.age = age
        let arrival = Self.instant(age + look.minutes)
        try await look.world.with(Self.scheduled) { [look] fixture in
            try await fixture.make(look.stay, on: fixture.doorIDs()["Mill 1"])
            try await fixture.advance(hours: Double(look.age) / 60)
            let alarms = try await Self.watch(fixture)
            #expect(alarms.map { "\($0.cause.kind) \($0.name)" } == (look.isRaised ? ["code Mill 1"] : []))
            guard let alarm = alarms.first else { return }
            #expect(alarm.dueAt == arrival - TimeSpan(milliseconds: 30 * 60_000))
            #expect(alarm.text.contains("the code is not on the lock") && alarm.text.contains("BK-1 Ito comes"))
            #expect(alarm.text.contains("keyshift why 'BK-1 Ito'"), "\(alarm.text)")
        }
    }

    @Test func `the alarm is cleared when the code is on the lock, and not by a look that could not ask`() async throws
    {
        let (long, guest) = (Self.stay("BK-0 Long", -3000, 30_000), Self.stay("BK-1 Ito", 600, 3000))
        let door = AutomationWorld.Door(name: "Mill 1", house: "Mill", room: 1)
        let full = AutomationWorld(now: Self.instant(0).iso8601, doors: [door], stays: [long])
        try await full.with(Self.scheduled) { fixture in
            let door = try await fixture.doorIDs()["Mill 1"]
            try await fixture.make(guest, on: door)
            try await fixture.advance(hours: 1)
            #expect(try await Self.watch(fixture).map(\.name) == ["Mill 1"])
            let client = fixture.environment.connection.client
            _ = try await client.call(
                "/_sandbox/faults",
                ["path": "/access_codes/get", "kind": "status", "status": 400, "count": 50],
            )
            let source = try AutomationWorld.source("door-watch")
            let script = Engine.Script(name: "door-watch.lua", source: source, arguments: [], folder: "/")
            let blind = await fixture.engine.drive(.script(script), .given, runID: "blind")
            #expect(blind.state == .failed, "\(blind.state)")
            #expect(try await fixture.environment.journal().alarms(clearedSince: nil).map(\.name) == ["Mill 1"])
            fixture.server.clearFaults()
            try await fixture.removeCode(named: long.name, on: door)
            // The lock is asked again half an hour after it refused.
            try await fixture.advance(hours: 0.75)
            #expect(try await Self.watch(fixture).isEmpty)
        }
    }
}
