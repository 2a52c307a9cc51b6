internal import CivilTime
internal import Journal
internal import Model
internal import Testing

extension JournalSuite {
    /// The last look at a workspace, and runs that somebody has looked at.
    static let desk: [JournalCase] = [
        JournalCase("the newest reading of a server is kept, of the workspace that is named") { world in
            let journal = try world.open()
            #expect(try await journal.lastReading(endpoint: endpoint, workspaceID: nil) == nil)
            let first = reading([stay("k1", "BK-1 Ito", endsIn: 3600)], at: 0)
            try await journal.keepReading(first)
            try await journal.keepReading(reading([], at: 60, workspace: "w2"))
            #expect(try await journal.lastReading(endpoint: endpoint, workspaceID: "w1") == first)
            let newest = try await journal.lastReading(endpoint: endpoint, workspaceID: nil)
            #expect(newest?.scope.workspaceID == "w2" && newest?.stays.isEmpty == true)
            #expect(try await journal.lastReading(endpoint: "http://127.0.0.1:9", workspaceID: nil) == nil)
        },
        JournalCase("a stay that is not there any more stays known for 48 hours behind its end") { world in
            let journal = try world.open()
            let (ended, there) = (stay("k1", "BK-1 Ito", endsIn: 3600), stay("k2", "BK-2 Nowak", endsIn: 999_999))
            try await journal.keepReading(reading([ended, there], at: 0))
            var later = there
            later.seenAt = JournalSample.later(7200)
            try await journal.keepReading(reading([later], at: 7200))
            let known = try await journal.lastReading(endpoint: endpoint, workspaceID: "w1")
            var gone = ended
            gone.isGone = true
            #expect(known?.stays == [gone, later])
            let days: Int64 = 3600 + 48 * 3600
            try await journal.keepReading(reading([], at: days))
            #expect(try await journal.lastReading(endpoint: endpoint, workspaceID: "w1")?.stays.count == 2)
            try await journal.keepReading(reading([], at: days + 1))
            #expect(
                try await journal.lastReading(endpoint: endpoint, workspaceID: "w1")?.stays.map(\.name) == [
                    "BK-2 Nowak"
                ]
            )
        },
        JournalCase("a stay that an access grant holds comes back as one, with a door where it has no code") { world in
            let journal = try world.open()
            var stay = stay("g1", "BK-1 Ito", endsIn: 3600)
            stay.target = .grant(accessGrantID: "g1")
            stay.doors[1].accessCodeID = CodelessID.make(grant: "g1", device: stay.doors[1].deviceID)
            try await journal.keepReading(reading([stay], at: 0))
            #expect(try await journal.lastReading(endpoint: endpoint, workspaceID: "w1")?.stays == [stay])
        },
        JournalCase("a code that leaves a stay which is still there is no door of it any more, and known as lost") {
            world in
            let journal = try world.open()
            var stay = stay("k1", "BK-1 Ito", endsIn: 999_999)
            try await journal.keepReading(reading([stay], at: 0))
            let lost = stay.doors.removeLast()
            stay.seenAt = JournalSample.later(60)
            try await journal.keepReading(reading([stay], at: 60))
            stay.lost = [lost]
            #expect(try await journal.lastReading(endpoint: endpoint, workspaceID: "w1")?.stays == [stay])
            stay.lost = []
            stay.doors.append(lost)
            stay.seenAt = JournalSample.later(120)
            try await journal.keepReading(reading([stay], at: 120))
            #expect(try await journal.lastReading(endpoint: endpoint, workspaceID: "w1")?.stays == [stay])
        },
        JournalCase(
            "codes that a look misses before their end are told by their stays, until something stands in their place"
        ) {
            world in
            let journal = try world.open()
            var half = stay("k1", "BK-1 Ito", endsIn: 999_999)
            let (whole, over) = (stay("k2", "BK-2 Nowak", endsIn: 999_999), stay("k3", "BK-3 Haas", endsIn: 30))
            try await journal.keepReading(reading([half, whole, over], at: 0))
            #expect(try await journal.missingStays(at: JournalSample.later(1)).isEmpty)
            let lost = half.doors.removeLast()
            half.seenAt = JournalSample.later(60)
            try await journal.keepReading(reading([half], at: 60))
            let missing = try await journal.missingStays(at: JournalSample.later(61))
            #expect(missing.map(\.name) == ["BK-1 Ito", "BK-2 Nowak"])
            #expect(missing.first?.doors == [lost] && missing.last?.doors.count == whole.doors.count)
            half.doors.append(lost)
            half.doors[half.doors.count - 1].accessCodeID = "another"
            half.seenAt = JournalSample.later(120)
            try await journal.keepReading(reading([half], at: 120))
            #expect(try await journal.missingStays(at: JournalSample.later(121)).map(\.name) == ["BK-2 Nowak"])
            #expect(try await journal.missingStays(at: JournalSample.later(1_000_000)).isEmpty)
        },
        JournalCase("a run that somebody has looked at is known as seen, and one that is not there is refused") {
            world in
            let journal = try world.open()
            let run = JournalSample.run("80aa")
            try await journal.beginRun(run, rows: [JournalSample.row("k1")])
            #expect(try await journal.seenRuns(since: run.startedAt).isEmpty)
            try await journal.markSeen("80aa", by: "ben", at: JournalSample.later(9))
            try await journal.markSeen("80aa", by: "ana", at: JournalSample.later(10))
            #expect(try await journal.seenRuns(since: run.startedAt) == ["80aa"])
            #expect(try await journal.seenRuns(since: JournalSample.later(1)).isEmpty)
            let error = await #expect(throws: JournalError.self) {
                try await journal.markSeen("none", by: "ana", at: JournalSample.evening)
            }
            #expect(error?.code == .unknownRun)
        },
    ]

    private static let endpoint = JournalSample.run("80aa").endpoint

    private static func reading(_ stays: [Stay], at seconds: Int64, workspace: String = "w1") -> StayReading {
        StayReading(
            scope: WorkspaceScope(endpoint: endpoint, workspaceID: workspace),
            workspaceName: "Harbour",
            readAt: JournalSample.later(seconds),
            stays: stays,
        )
    }

    private static func stay(_ key: String, _ name: String, endsIn seconds: Int64) -> Stay {
        let doors = ["Front", "Room 204"].map { door in
            var door = Stay.Door(
                accessCodeID: "\(key)-\(door)",
                deviceID: "d-\(door)",
                name: door,
                zone: "America/Vancouver",
                state: CodeState(
                    startsAt: JournalSample.evening,
                    endsAt: JournalSample.later(seconds),
                    name: name,
                ),
            )
            door.isOnline = true
            return door
        }
        return Stay(target: .group(commonCodeKey: key), name: name, doors: doors, seenAt: JournalSample.evening)
    }
}
