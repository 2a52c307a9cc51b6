internal import CivilTime
internal import Journal
internal import Model
internal import Testing

extension JournalSuite {
    /// Calls that change something at once.
    static let effects: [JournalCase] = [
        JournalCase("a call is kept before it is sent, with its number, and once with its end", keepCalls),
        JournalCase("a call without an answer keeps its slot for as long as it may still arrive") { world in
            let journal = try world.open()
            try await journal.openRun(JournalSample.run("80aa"))
            var kept = try await intend(in: journal)
            kept.state = .unknown
            kept.answeredAt = JournalSample.later(30)
            try await journal.finishDirectEffects([kept], run: "80aa")
            let full = Array(repeating: effect, count: 9)
            try await journal.recordDirectEffects(full, run: "80aa")
            let verdict = try await journal.recordDirectIntent(
                effect,
                run: "80aa",
                isPaced: true,
                at: JournalSample.later(59),
            )
            #expect(verdict == .wait(until: JournalSample.later(60)))
            let doors = try await journal.busyDoors(of: JournalSample.run("").endpoint, at: JournalSample.later(100))
            #expect(doors["front door"]?.frees.count == 1)
        },
        JournalCase("what a run sends at once goes with its run, in its order") { world in
            let journal = try world.open()
            try await journal.openRun(JournalSample.run("80aa"))
            try await journal.openRun(JournalSample.run("81bb"))
            let paths = ["/locks/lock_door", "/locks/unlock_door", "/access_codes/create"]
            let calls = paths.map {
                DirectEffect(path: $0, parameters: "{}", deviceID: nil, sentAt: JournalSample.evening)
            }
            try await journal.recordDirectEffects(calls, run: "80aa")
            #expect(try await journal.directEffects(of: "80aa").map(\.path) == paths)
            #expect(try await journal.directEffects(of: "81bb").isEmpty)
        },
    ]

    /// The story of groups over all runs.
    static let history: [JournalCase] = [
        JournalCase("a group has one story over all runs, by key, code and name") { world in
            let journal = try world.open()
            for (id, seconds) in [("80aa", Int64(9)), ("81bb", 1)] {
                let record = JournalSample.run(id, startedAt: JournalSample.later(seconds))
                var row = JournalSample.row("k1", name: "BK-1")
                row.allowed = [.recent]
                try await journal.beginRun(record, rows: [JournalSample.row("k\(id)"), row])
                let intents = [RowIntent(row: 1, attempt: 1)]
                try await journal.recordIntents(intents, run: id, at: JournalSample.later(10))
                let outcomes = [RowOutcome(0, .conflict), RowOutcome(1, .applied)]
                try await journal.recordOutcomes(outcomes, run: id, at: JournalSample.later(11))
                try await journal.finishRun(id, state: .partial, at: JournalSample.later(12))
            }
            for text in ["k1", "k1-2", "BK-1"] {
                let story = try await journal.history(of: text)
                #expect(story.map(\.run.id) == ["81bb", "80aa"])
                #expect(story.map(\.run.state) == [.partial, .partial])
                #expect(story.map(\.ordinal) == [1, 1])
                #expect(story.allSatisfy { $0.events.map(\.kind) == [.intent, .outcome] && $0.row.name == "BK-1" })
            }
            #expect(try await journal.history(of: "k2").isEmpty)
        }
    ]

    /// What scripts keep from one completed run to the next.
    static let memories: [JournalCase] = [
        JournalCase("what a run proposes is kept when it is completed, and not before") { world in
            let journal = try world.open()
            try await journal.proposeMemory("1", scope: "late.lua", run: "80aa", at: JournalSample.later(1))
            #expect(try await journal.memory(of: "late.lua") == nil)
            try await journal.proposeMemory("2", scope: "late.lua", run: "80aa", at: JournalSample.later(2))
            try await journal.keepMemory(of: "80aa", at: JournalSample.later(3))
            #expect(try await world.open().memory(of: "late.lua") == "2")
            #expect(try await journal.memory(of: "other.lua") == nil)
        },
        JournalCase("the newest completed run takes the place of the others, in its scope only") { world in
            let journal = try world.open()
            for (run, scope) in [("80aa", "late.lua"), ("81bb", "late.lua"), ("82cc", "other.lua")] {
                try await journal.proposeMemory(run, scope: scope, run: run, at: JournalSample.later(1))
            }
            // The run that began first ends last.
            for (second, run) in ["82cc", "81bb", "80aa"].enumerated() {
                try await journal.keepMemory(of: run, at: JournalSample.later(Int64(second) + 5))
            }
            #expect(try await journal.memory(of: "late.lua") == "80aa")
            #expect(try await journal.memory(of: "other.lua") == "82cc")
        },
        JournalCase("a run that proposed nothing leaves what was kept") { world in
            let journal = try world.open()
            try await journal.proposeMemory("1", scope: "late.lua", run: "80aa", at: JournalSample.later(1))
            try await journal.keepMemory(of: "80aa", at: JournalSample.later(2))
            try await journal.keepMemory(of: "81bb", at: JournalSample.later(3))
            #expect(try await journal.memory(of: "late.lua") == "1")
        },
        JournalCase("a proposal takes back what the same run had kept, and nothing older comes back") { world in
            let journal = try world.open()
            try await journal.proposeMemory("0", scope: "late.lua", run: "79ff", at: JournalSample.later(0))
            try await journal.keepMemory(of: "79ff", at: JournalSample.later(1))
            try await journal.proposeMemory("1", scope: "late.lua", run: "80aa", at: JournalSample.later(1))
            try await journal.keepMemory(of: "80aa", at: JournalSample.later(2))
            try await journal.proposeMemory("2", scope: "late.lua", run: "80aa", at: JournalSample.later(3))
            #expect(try await journal.memory(of: "late.lua") == nil)
        },
    ]

    /// Where groups were last seen.
    static let groups: [JournalCase] = [
        JournalCase("known groups are found by name or key for a day, and a newer look replaces them", findGroups),
        JournalCase("a group is found by words of its name and of its doors, and by no part of a word") { world in
            let journal = try world.open()
            let groups = [group("k2", "BK-1 Ito"), group("k1", "BK-1"), group("k3", "BK-12 Nowak"), group("k4", nil)]
            try await journal.keepKnownGroups(groups, scope: scope)
            let found = try await journal.knownGroups(matching: "BK-1", scope: scope, at: JournalSample.evening)
            #expect(found.map(\.target.identifier) == ["k1", "k2"])
            let named = ["ito": ["k2"], "1": ["k1", "k2", "k4", "k3"], "BK-1*": ["k1", "k2", "k3"], "It": []]
            for (text, keys) in named {
                let found = try await journal.knownGroups(matching: text, scope: scope, at: JournalSample.evening)
                #expect(Set(found.map(\.target.identifier)) == Set(keys), "\(text)")
            }
        },
        JournalCase("the access grant of a code is found for a day, and a group's code has none", findGrants),
        JournalCase("of groups with one key the last one counts, and keys are looked up together") { world in
            let journal = try world.open()
            let groups = [group("k1", "BK-1"), group("k2", "BK-2"), group("k1", "BK-3")]
            try await journal.keepKnownGroups(groups, scope: scope)
            let found = try await journal.knownGroups(
                of: ["k2", "k1", "k9"],
                scope: scope,
                at: JournalSample.evening,
            )
            #expect(Set(found) == [groups[1], groups[2]])
        },
    ]

    @Sendable private static func findGrants(in world: any JournalWorld) async throws {
        let journal = try world.open()
        var grant = group("g1", "BK-1")
        grant.target = .grant(accessGrantID: "g1")
        try await journal.keepKnownGroups([grant, group("k2", "BK-2")], scope: scope)
        let now = JournalSample.evening
        func found(_ codes: [String], at instant: Instant = now) async throws -> [KnownGroup] {
            try await journal.knownGrants(ofCodes: codes, scope: scope, at: instant)
        }
        #expect(try await found(["g1c1"]) == [grant])
        #expect(try await found(["k2c1", "g1c2", "g1c1"]) == [grant])
        #expect(try await found(["k2c1", "none"]).isEmpty)
        #expect(try await found(["g1c1"], at: JournalSample.later(86_400)).isEmpty)
        #expect(try await journal.knownGroups(matching: "BK-1", scope: scope, at: now) == [grant])
    }

    private static let scope = JournalSample.run("80aa").scope

    private static func group(_ key: String, _ name: String?) -> KnownGroup {
        let members = ["c1", "c2"].map {
            KnownGroup.Member(accessCodeID: "\(key)\($0)", deviceID: "d1", door: "Door \"1\"", zone: nil)
        }
        return KnownGroup(
            target: .group(commonCodeKey: key),
            name: name,
            members: members,
            seenAt: JournalSample.evening,
        )
    }

    @Sendable private static func findGroups(in world: any JournalWorld) async throws {
        let journal = try world.open()
        let group = group("k1", "BK-1")
        try await journal.keepKnownGroups([group], scope: scope)
        for text in ["k1", "BK-1"] {
            let late = JournalSample.later(86_399)
            #expect(try await journal.knownGroups(matching: text, scope: scope, at: late) == [group])
            let tomorrow = JournalSample.later(86_400)
            #expect(try await journal.knownGroups(matching: text, scope: scope, at: tomorrow).isEmpty)
            #expect(try await journal.knownGroups(of: ["k1"], scope: scope, at: tomorrow).isEmpty)
        }
        var other = scope
        other.workspaceID = "w2"
        #expect(try await journal.knownGroups(matching: "k1", scope: other, at: JournalSample.evening).isEmpty)
        try await journal.keepKnownGroups([], scope: other)
        #expect(try await journal.knownGroups(matching: "k1", scope: scope, at: JournalSample.evening).count == 1)
        try await journal.keepKnownGroups([], scope: scope)
        #expect(try await journal.knownGroups(matching: "k1", scope: scope, at: JournalSample.evening).isEmpty)
    }

    private static let effect = DirectEffect(
        path: "/access_codes/update",
        parameters: "{}",
        deviceID: "front door",
        sentAt: JournalSample.evening,
    )

    private static func intend(in journal: any Journal) async throws -> DirectEffect {
        let verdict = try await journal.recordDirectIntent(
            effect,
            run: "80aa",
            isPaced: true,
            at: JournalSample.evening,
        )
        guard case .kept(let kept) = verdict else {
            Issue.record("the call had no place")
            return effect
        }
        return kept
    }

    @Sendable private static func keepCalls(in world: any JournalWorld) async throws {
        let journal = try world.open()
        try await journal.openRun(JournalSample.run("80aa"))
        var kept = [try await intend(in: journal), try await intend(in: journal)]
        #expect(kept[0].id != kept[1].id)
        #expect(try await journal.directEffects(of: "80aa") == kept)
        kept[1].state = .done
        kept[1].answeredAt = JournalSample.later(2)
        kept[1].requestID = "r-1"
        kept[1].detail = "made c1"
        try await journal.finishDirectEffects([kept[1]], run: "80aa")
        #expect(try await journal.directEffects(of: "80aa") == kept)
        for wrong in [[kept[1]], [kept[0], kept[1]]] {
            let error = await journalError { try await journal.finishDirectEffects(wrong, run: "80aa") }
            #expect(error?.code == .unknownRow)
        }
        #expect(try await journal.directEffects(of: "80aa") == kept)
        let doors = try await journal.busyDoors(of: JournalSample.run("").endpoint, at: JournalSample.evening)
        #expect(doors["front door"]?.frees == [JournalSample.later(61), JournalSample.later(62)])
    }
}
