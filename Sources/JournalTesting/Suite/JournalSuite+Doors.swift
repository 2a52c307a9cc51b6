internal import CivilTime
internal import Journal
internal import Model
internal import Testing

extension JournalSuite {
    /// The slots of doors, which all runs share.
    static let doors: [JournalCase] = [
        JournalCase("two runs take ten slots of a door together, and not ten each") { world in
            let (first, second) = try await runs(in: world)
            #expect(try await ask(first, intents(0..<6), run: "80aa").granted == Set(0..<6))
            let verdict = try await ask(second, intents(0..<6), run: "81bb")
            #expect(verdict.granted == Set(0..<4))
            #expect(Set(verdict.waits.keys) == [4, 5])
            #expect(verdict.doors["front door"]?.frees.count == 6)
            // Those that got no place were not kept.
            #expect(try await second.events(of: "81bb").count == 4)
        },
        JournalCase(
            "a slot lasts as long as its send may, and a minute from the answer once there is one",
            shortenSlots
        ),
        JournalCase("calls that make codes, and calls that end them, have slots of their own at a door") { world in
            let (first, second) = try await runs(in: world)
            #expect(try await ask(first, intents(0..<10), run: "80aa").granted == Set(0..<10))
            func calls(_ call: PacedCall, _ rows: Range<Int>) -> [RowIntent] {
                intents(rows).map { intent in
                    var intent = intent
                    intent.call = call
                    return intent
                }
            }
            #expect(try await ask(first, calls(.create, 10..<20), run: "80aa").granted == Set(10..<20))
            #expect(try await ask(second, calls(.create, 0..<1), run: "81bb").waits.keys.sorted() == [0])
            #expect(try await ask(second, calls(.delete, 1..<20), run: "81bb").granted == Set(1..<20))
        },
        JournalCase("a send of which nothing left gives its slot back") { world in
            let (first, second) = try await runs(in: world)
            _ = try await ask(first, intents(0..<10), run: "80aa")
            let ends = [SendEnd(row: 3, attempt: 1, answeredAt: nil)]
            try await first.recordOutcomes([], after: ends, run: "80aa", at: JournalSample.later(1))
            #expect(try await ask(second, intents(0..<2), run: "81bb", second: 1).granted == [0])
        },
        JournalCase("the ends of sends count before the intents that come with them") { world in
            let (first, _) = try await runs(in: world)
            _ = try await ask(first, intents(0..<10), run: "80aa")
            let ends = [SendEnd(row: 3, attempt: 1, answeredAt: nil)]
            #expect(try await ask(first, intents(10..<12), run: "80aa", after: ends, second: 1).granted == [10])
        },
        JournalCase("a 429 closes the door for all runs") { world in
            let (first, second) = try await runs(in: world)
            _ = try await ask(first, intents(0..<1), run: "80aa")
            for until in [Int64(31), 21] {
                var end = SendEnd(row: 0, attempt: 1, answeredAt: JournalSample.later(1))
                end.closedUntil = JournalSample.later(until)
                try await first.recordOutcomes([], after: [end], run: "80aa", at: JournalSample.later(1))
            }
            let verdict = try await ask(second, intents(0..<1), run: "81bb", second: 2)
            #expect(verdict.waits[0] == JournalSample.later(31))
            #expect(verdict.doors["front door"]?.closedUntil == JournalSample.later(31))
            #expect(try await ask(second, intents(0..<1), run: "81bb", second: 31).granted == [0])
        },
        JournalCase("a door of another server is another door") { world in
            let (first, second) = try await runs(in: world)
            var record = JournalSample.run("82cc")
            record.endpoint = "http://127.0.0.1:2"
            try await second.beginRun(record, rows: [JournalSample.row("k1")])
            _ = try await ask(first, intents(0..<10), run: "80aa")
            #expect(try await ask(second, intents(0..<1), run: "82cc").granted == [0])
            let busy = try await second.busyDoors(of: "http://127.0.0.1:2", at: JournalSample.evening)
            #expect(busy["front door"]?.frees.count == 1)
        },
        JournalCase("a row of two doors waits for the later of them, and takes nothing of the other") { world in
            let (first, second) = try await runs(in: world)
            _ = try await ask(first, intents(0..<10), run: "80aa")
            let both = [RowIntent(row: 0, attempt: 1, devices: ["front door": 1, "room 204": 2])]
            #expect(try await ask(second, both, run: "81bb", second: 1).granted.isEmpty)
            let busy = try await second.busyDoors(of: JournalSample.run("").endpoint, at: JournalSample.later(1))
            #expect(Set(busy.keys) == ["front door"])
        },
        JournalCase("a row that needs more places than a door has gets through when the door is empty") { world in
            let (first, second) = try await runs(in: world)
            let large = [RowIntent(row: 0, attempt: 1, devices: ["front door": 12])]
            #expect(try await ask(first, large, run: "80aa").granted == [0])
            #expect(try await ask(second, large, run: "81bb").granted.isEmpty)
        },
        JournalCase("intents without a pace take no slots") { world in
            let (first, second) = try await runs(in: world)
            let unpaced = (0..<20).map { RowIntent(row: $0, attempt: 1) }
            #expect(try await ask(first, unpaced, run: "80aa").granted.count == 20)
            #expect(try await ask(second, intents(0..<10), run: "81bb").granted.count == 10)
        },
        JournalCase("the earlier deadline gets the next slot, and a named booking comes before all", letUrgentGoFirst),
        JournalCase("the past of a run knows the doors that others keep busy") { world in
            let (first, second) = try await runs(in: world)
            _ = try await ask(first, intents(0..<3), run: "80aa")
            let end = SendEnd(row: 0, attempt: 1, answeredAt: JournalSample.later(2))
            try await first.recordOutcomes([], after: [end], run: "80aa", at: JournalSample.later(2))
            let doors = try await second.past(of: "81bb", at: JournalSample.later(3)).doors
            #expect(doors["front door"]?.frees == [61, 61, 62].map(JournalSample.later))
        },
    ]

    /// Calls of scripts, which devices count by their kind.
    static let calls: [JournalCase] =
        JournalCase.each(
            "a device takes so many calls of a kind",
            [
                ("/access_codes/update", 10), ("/access_codes/create", 10), ("/access_codes/delete", 20),
                ("/locks/lock_door", 15), ("/locks/unlock_door", 15),
            ],
            labels: \.0,
        ) { world, kind in
            let journal = try world.open()
            try await journal.openRun(JournalSample.run("80aa"))
            for _ in 0..<kind.1 { #expect(try await call(kind.0, in: journal).isKept) }
            #expect(try await call(kind.0, in: journal) == .wait(until: JournalSample.later(61)))
            #expect(try await journal.directEffects(of: "80aa").count == kind.1)
            let other = kind.0 == "/access_codes/create" ? "/access_codes/update" : "/access_codes/create"
            #expect(try await call(other, in: journal).isKept)
            #expect(try await call(kind.0, at: "room 204", in: journal).isKept)
        }
        + [
            JournalCase("calls that no device counts, and calls without a pace, take no slots") { world in
                let journal = try world.open()
                try await journal.openRun(JournalSample.run("80aa"))
                for _ in 0..<20 {
                    #expect(try await call("/access_codes/create", isPaced: false, in: journal).isKept)
                    #expect(try await call("/devices/update", in: journal).isKept)
                    #expect(try await call("/access_codes/create", at: nil, in: journal).isKept)
                }
                #expect(try await call("/access_codes/create", in: journal).isKept)
            },
            JournalCase("calls that were answered already count for a minute from their answers") { world in
                let journal = try world.open()
                try await journal.openRun(JournalSample.run("80aa"))
                var sent = effect("/access_codes/update", at: "front door")
                sent.state = .done
                sent.answeredAt = JournalSample.later(5)
                try await journal.recordDirectEffects(Array(repeating: sent, count: 10), run: "80aa")
                let doors = try await journal.busyDoors(of: JournalSample.run("").endpoint, at: JournalSample.later(6))
                #expect(doors["front door"]?.frees == Array(repeating: JournalSample.later(65), count: 10))
                let verdict = try await call("/access_codes/update", in: journal, second: 6)
                #expect(verdict == .wait(until: JournalSample.later(65)))
                #expect(try await call("/access_codes/update", in: journal, second: 65).isKept)
            },
        ]

    /// Two runs, each with twenty rows that all have the same front door.
    private static func runs(in world: any JournalWorld) async throws -> (any Journal, any Journal) {
        let (first, second) = (try world.open(), try world.open(processID: 4712))
        let rows = (0..<40).map { JournalSample.row("k\($0)") }
        try await first.beginRun(JournalSample.run("80aa"), rows: Array(rows[..<20]))
        try await second.beginRun(JournalSample.run("81bb"), rows: Array(rows[20...]))
        return (first, second)
    }

    private static func intents(_ rows: Range<Int>, deadline: Instant? = nil, isNamed: Bool = false) -> [RowIntent] {
        rows.map { RowIntent(row: $0, attempt: 1, devices: ["front door": 1], deadline: deadline, isNamed: isNamed) }
    }

    private static func ask(
        _ journal: any Journal,
        _ intents: [RowIntent],
        run: String,
        after ends: [SendEnd] = [],
        second: Int64 = 0,
    ) async throws -> IntentVerdict {
        try await journal.recordIntents(intents, after: ends, run: run, at: JournalSample.later(second))
    }

    private static func effect(_ path: String, at device: String?) -> DirectEffect {
        DirectEffect(path: path, parameters: "{}", deviceID: device, sentAt: JournalSample.evening)
    }

    private static func call(
        _ path: String,
        at device: String? = "front door",
        isPaced: Bool = true,
        in journal: any Journal,
        second: Int64 = 0,
    ) async throws -> DirectIntentVerdict {
        let effect = effect(path, at: device)
        return try await journal.recordDirectIntent(
            effect,
            run: "80aa",
            isPaced: isPaced,
            at: JournalSample.later(second)
        )
    }

    @Sendable private static func shortenSlots(in world: any JournalWorld) async throws {
        let (first, second) = try await runs(in: world)
        _ = try await ask(first, intents(0..<10), run: "80aa")
        let blocked = try await ask(second, intents(0..<1), run: "81bb", second: 1)
        // The door is full for three minutes at most, and likely for one: then it is asked again, every few seconds.
        #expect(blocked.waits[0] == JournalSample.later(61))
        let again = try await ask(second, intents(0..<1), run: "81bb", second: 61)
        #expect(again.granted.isEmpty)
        #expect(again.waits[0] == JournalSample.later(66))
        let end = SendEnd(row: 3, attempt: 1, answeredAt: JournalSample.later(20))
        try await first.recordOutcomes([], after: [end], run: "80aa", at: JournalSample.later(62))
        let next = try await ask(second, intents(0..<1), run: "81bb", second: 63)
        #expect(next.waits[0] == JournalSample.later(68))
        #expect(try await ask(second, intents(0..<1), run: "81bb", second: 80).granted == [0])
        // Without an answer the others end after three minutes.
        #expect(try await ask(second, intents(1..<10), run: "81bb", second: 179).granted.isEmpty)
        #expect(try await ask(second, intents(1..<10), run: "81bb", second: 180).granted == Set(1..<10))
    }

    @Sendable private static func letUrgentGoFirst(in world: any JournalWorld) async throws {
        let (first, second) = try await runs(in: world)
        _ = try await ask(first, intents(0..<10), run: "80aa")
        let ends = (0..<2).map { SendEnd(row: $0, attempt: 1, answeredAt: JournalSample.later(0)) }
        try await first.recordOutcomes([], after: ends, run: "80aa", at: JournalSample.later(0))
        // The second run waits with the earlier deadline, and two slots free a minute after the answers.
        let urgent = intents(0..<1, deadline: JournalSample.later(300))
        #expect(try await ask(second, urgent, run: "81bb", second: 5).granted.isEmpty)
        let late = intents(10..<12, deadline: JournalSample.later(900))
        #expect(try await ask(first, late, run: "80aa", second: 61).granted == [10])
        #expect(try await ask(second, urgent, run: "81bb", second: 61).granted == [0])

        let end = SendEnd(row: 2, attempt: 1, answeredAt: JournalSample.later(10))
        try await first.recordOutcomes([], after: [end], run: "80aa", at: JournalSample.later(61))
        let named = intents(5..<6, isNamed: true)
        #expect(try await ask(second, named, run: "81bb", second: 62).granted.isEmpty)
        let soonest = intents(12..<13, deadline: JournalSample.later(63))
        #expect(try await ask(first, soonest, run: "80aa", second: 71).granted.isEmpty)
        #expect(try await ask(second, named, run: "81bb", second: 71).granted == [5])
    }
}

extension DirectIntentVerdict {
    fileprivate var isKept: Bool {
        if case .kept = self { true } else { false }
    }
}
