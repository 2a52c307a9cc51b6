internal import CivilTime
internal import Journal
internal import Model
internal import Testing

extension JournalSuite {
    /// The rules of schedules, and their pauses.
    static let schedules: [JournalCase] = [
        JournalCase("schedules come back as they were, by name") { world in
            let journal = try world.open()
            let full = JournalSample.fullSchedule
            try await journal.addSchedule(full)
            let morning = JournalSample.nightly { $0.name = "morning" }
            try await journal.addSchedule(morning)
            #expect(try await world.open().schedules() == [morning, full])
        },
        JournalCase("a name is given once") { world in
            let journal = try world.open()
            try await journal.addSchedule(JournalSample.nightly())
            let error = await journalError {
                try await journal.addSchedule(JournalSample.nightly { $0.arguments = ["x"] })
            }
            #expect(error?.code == .duplicateSchedule)
            #expect(error?.message.contains("nightly") == true)
            #expect(try await journal.schedules() == [JournalSample.nightly()])
        },
        JournalCase("a change keeps the history and the pause") { world in
            let journal = try world.open()
            try await journal.addSchedule(JournalSample.nightly())
            try await journal.claim("nightly", "2026-11-23T23:00:00Z", run: "80aa")
            try await journal.pauseSchedule("nightly", note: "why", at: JournalSample.later(9))
            try await journal.changeSchedule(JournalSample.nightly { $0.arguments = ["x"] })
            let changed = try #require(try await journal.schedules().first)
            #expect(changed.arguments == ["x"])
            #expect(changed.pausedAt == JournalSample.later(9) && changed.pauseNote == "why")
            #expect(changed.lastFiredAt == JournalSample.instant("2026-11-23T23:00:00Z"))
        },
        JournalCase("a second pause changes the note only, and a resume counts from now on") { world in
            let journal = try world.open()
            try await journal.addSchedule(JournalSample.nightly())
            try await journal.resumeSchedule("nightly", at: JournalSample.later(1))
            #expect(try await journal.schedules() == [JournalSample.nightly()])
            try await journal.pauseSchedule("nightly", note: "why", at: JournalSample.later(2))
            try await journal.pauseSchedule("nightly", note: "because", at: JournalSample.later(3))
            var paused = try #require(try await journal.schedules().first)
            #expect(paused.pausedAt == JournalSample.later(2) && paused.pauseNote == "because")
            try await journal.resumeSchedule("nightly", at: JournalSample.later(4))
            paused = try #require(try await journal.schedules().first)
            #expect(paused == JournalSample.nightly { $0.resumedAt = JournalSample.later(4) })
        },
        JournalCase("a name that no schedule has is refused by everything that names one") { world in
            let journal = try world.open()
            let errors = [
                await journalError { try await journal.changeSchedule(JournalSample.nightly()) },
                await journalError { try await journal.removeSchedule("nightly") },
                await journalError {
                    try await journal.pauseSchedule("nightly", note: nil, at: JournalSample.evening)
                },
                await journalError { try await journal.resumeSchedule("nightly", at: JournalSample.evening) },
            ]
            #expect(errors.map { $0?.code } == Array(repeating: .unknownSchedule, count: 4))
        },
        JournalCase("the bytes of files are kept once, for as long as a schedule names them") { world in
            let journal = try world.open()
            let bytes: [[UInt8]] = [Array("return 1\n".utf8), [0, 255, 10], []]
            let hashes = (1...3).map { String(repeating: "\($0)", count: 64) }
            let files = hashes.map { KeptFile(.file, path: "/srv/a \($0)", hash: $0) }
            let contents = Dictionary(uniqueKeysWithValues: zip(hashes, bytes))
            try await journal.addSchedule(JournalSample.nightly { $0.options.files = files }, contents: contents)
            try await journal.addSchedule(
                JournalSample.nightly { schedule in
                    schedule.name = "morning"
                    schedule.options.files = [files[0]]
                },
                contents: [hashes[0]: bytes[0]],
            )
            #expect(try await world.open().contents(of: files) == contents)
            #expect(try await journal.schedules().first { $0.name == "nightly" }?.options.files == files)
            try await journal.changeSchedule(JournalSample.nightly { $0.options.files = [files[1]] })
            #expect(try await journal.contents(of: files) == contents.filter { $0.key != hashes[2] })
            try await journal.removeSchedule("morning")
            #expect(try await journal.contents(of: files) == [hashes[1]: bytes[1]])
            try await journal.removeSchedule("nightly")
            #expect(try await journal.contents(of: files).isEmpty)
        },
        JournalCase("a removed schedule keeps its firings, and those that waited are left out") { world in
            let journal = try world.open()
            try await journal.addSchedule(JournalSample.nightly())
            try await journal.claim("nightly", "2026-11-23T23:00:00Z", run: "80aa")
            try await journal.claim("nightly", "2026-11-23T23:01:00Z", run: "81bb") { $0.isMadeUp = true }
            try await journal.removeSchedule("nightly")
            #expect(try await journal.schedules().isEmpty)
            let left = try await journal.firings(of: "nightly", limit: 9)
            #expect(left.map(\.state) == [.skipped, .running])
            #expect(left.first?.detail == "the schedule was removed")
            #expect(try await journal.claim("nightly", "2026-11-23T23:05:00Z", run: "82cc") == .lost)
            try await journal.addSchedule(JournalSample.nightly())
            #expect(try await journal.claim("nightly", "2026-11-23T23:00:00Z", run: "83dd") == .lost)
        },
    ]

    /// What becomes of a claim.
    static let claimedFirings: [JournalCase] =
        JournalCase.each("an overlapping claim is skipped, queued or started as its schedule says", Overlapping.all) {
            world,
            row in
            let journal = try world.open()
            try await journal.addSchedule(JournalSample.nightly { $0.overlap = row.overlap })
            try await journal.claim("nightly", "2026-11-23T23:00:00Z", run: "80aa")
            if let state = row.earlier {
                var ending = FiringEnding(runID: "80aa", state: state, exitCode: 1, at: JournalSample.evening)
                if state == .retrying { ending.retryAt = JournalSample.evening }
                try await journal.finishFiring(ending)
            }
            let verdict = try await journal.claim("nightly", "2026-11-23T23:01:00Z", run: "81bb") { claim in
                claim.cause = row.cause
                claim.isMadeUp = row.isMadeUp
                claim.waits = row.waits
            }
            #expect(verdict.word == row.verdict)
            let newest = try await journal.firings(of: "nightly", limit: 9).first
            #expect(newest?.state == row.kept)
        }
        + [
            JournalCase("a firing that is started is written as it is told") { world in
                let journal = try world.open()
                try await journal.addSchedule(JournalSample.nightly())
                let verdict = try await journal.claim("nightly", "2026-11-23T23:00:00Z", run: "80aa") { claim in
                    claim.zoneDataVersion = "2026f"
                    claim.at = JournalSample.later(7)
                }
                let firing = try #require(try await journal.firing(ofRun: "80aa"))
                #expect(verdict == .start(firing))
                #expect(firing.zoneDataVersion == "2026f" && firing.startedAt == JournalSample.later(7))
                #expect(try await journal.firing(of: "nightly", at: firing.nominal) == firing)
                #expect(try await journal.firing(of: "nightly", at: JournalSample.evening) == nil)
            },
            JournalCase("a paused schedule fires by hand only") { world in
                let journal = try world.open()
                try await journal.addSchedule(JournalSample.nightly())
                try await journal.pauseSchedule("nightly", note: nil, at: JournalSample.evening)
                #expect(try await journal.claim("nightly", "2026-11-23T23:00:00Z", run: "80aa") == .lost)
                let byHand = try await journal.claim("nightly", "2026-11-23T23:01:00Z", run: "81bb") {
                    $0.cause = .hand
                }
                #expect(byHand.word == "start")
                #expect(try await journal.schedules().first?.lastFiredAt == nil)
            },
            JournalCase("the newest firing only moves forward, and not by hand") { world in
                let journal = try world.open()
                try await journal.addSchedule(JournalSample.nightly())
                for (minute, run) in [("01", "80aa"), ("03", "81bb"), ("02", "82cc")] {
                    try await journal.claim("nightly", "2026-11-23T23:\(minute):00Z", run: run)
                }
                try await journal.claim("nightly", "2026-11-23T23:04:00Z", run: "83dd") { $0.cause = .hand }
                let newest = try await journal.schedules()[0].lastFiredAt
                #expect(newest == JournalSample.instant("2026-11-23T23:03:00Z"))
            },
            JournalCase("when a person last fired each schedule is known, whatever its clock has fired since") {
                world in
                let journal = try world.open()
                for name in ["nightly", "morning", "noon"] {
                    try await journal.addSchedule(JournalSample.nightly { $0.name = name })
                }
                try await journal.claim("nightly", "2026-11-23T23:00:00Z", run: "80aa") { claim in
                    claim.cause = .hand
                    claim.at = JournalSample.later(5)
                }
                try await journal.finishFiring(
                    FiringEnding(runID: "80aa", state: .done, exitCode: 0, at: JournalSample.later(6))
                )
                try await journal.claim("morning", "2026-11-23T23:00:00Z", run: "81bb") { claim in
                    claim.cause = .hand
                    claim.at = JournalSample.later(9)
                }
                for (minute, run) in [("01", "82cc"), ("02", "83dd")] {
                    try await journal.claim("nightly", "2026-11-23T23:\(minute):00Z", run: run) {
                        $0.at = JournalSample.later(60)
                    }
                }
                try await journal.claim("noon", "2026-11-23T23:00:00Z", run: "84ee")
                #expect(
                    try await journal.lastTriggers()
                        == ["nightly": JournalSample.later(5), "morning": JournalSample.later(9)]
                )
            },
            JournalCase("of all who claim a firing, one gets it") { world in
                let journals = [try world.open(), try world.open(), try world.open()]
                try await journals[0].addSchedule(JournalSample.nightly())
                let verdicts = try await withThrowingTaskGroup(of: FiringClaim.Verdict.self) { group in
                    for number in 0..<12 {
                        group.addTask {
                            try await journals[number % 3].claim("nightly", "2026-11-23T23:00:00Z", run: "r\(number)")
                        }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(verdicts.count { $0 != .lost } == 1)
                #expect(try await journals[0].firings(of: "nightly", limit: 9).count == 1)
            },
            JournalCase("a hundred firings wait for each other at most") { world in
                let journal = try world.open()
                try await journal.addSchedule(JournalSample.nightly { $0.overlap = .queue })
                var verdicts: [String] = []
                for number in 0..<102 {
                    let nominal = JournalSample.later(Int64(number) * 60).iso8601
                    verdicts.append(try await journal.claim("nightly", nominal, run: "r\(number)").word)
                }
                #expect(verdicts.first == "start")
                #expect(verdicts.dropFirst().dropLast().allSatisfy { $0 == "queued" })
                #expect(verdicts.last == "skipped")
            },
            JournalCase("a missed firing can be claimed after all, as if it had not been missed") { world in
                let journal = try world.open()
                try await journal.addSchedule(JournalSample.nightly())
                let nominal = JournalSample.instant("2026-11-23T23:00:00Z")
                let schedule = try #require(try await journal.schedules().first)
                try await journal.recordMissed([nominal], of: schedule, because: "late", at: JournalSample.evening)
                let verdict = try await journal.claim("nightly", "2026-11-23T23:00:00Z", run: "80aa")
                #expect(verdict.word == "start")
                let kept = try await journal.firings(of: "nightly", limit: 9)
                #expect(kept.map(\.state) == [.running])
                #expect(kept.first?.detail == nil && kept.first?.finishedAt == nil)
            },
        ]

    /// A claim while an earlier firing has not ended well, and what becomes of it.
    private struct Overlapping: Sendable, CustomStringConvertible {
        var overlap: Schedule.Overlap
        /// How the earlier firing ended, nil while it runs.
        var earlier: Firing.State?
        var cause = Firing.Cause.clock
        var isMadeUp = false
        var waits = false
        var verdict: String
        /// The state of the newest firing afterwards.
        var kept: Firing.State

        var description: String {
            let words = [
                overlap.rawValue, earlier?.rawValue ?? "running", cause.rawValue, isMadeUp ? "made up" : nil,
                waits ? "no place" : nil,
            ]
            return words.compactMap(\.self).joined(separator: ", ")
        }

        static let all: [Overlapping] = [
            Overlapping(overlap: .skip, verdict: "skipped", kept: .skipped),
            Overlapping(overlap: .queue, verdict: "queued", kept: .queued),
            Overlapping(overlap: .skip, isMadeUp: true, verdict: "queued", kept: .queued),
            Overlapping(overlap: .queue, cause: .hand, verdict: "skipped", kept: .running),
            Overlapping(overlap: .skip, earlier: .retrying, verdict: "skipped", kept: .skipped),
            Overlapping(overlap: .skip, earlier: .interrupted, verdict: "skipped", kept: .skipped),
            Overlapping(overlap: .queue, earlier: .interrupted, verdict: "queued", kept: .queued),
            Overlapping(overlap: .skip, earlier: .done, verdict: "start", kept: .running),
            Overlapping(overlap: .skip, earlier: .failed, cause: .hand, verdict: "start", kept: .running),
            Overlapping(overlap: .skip, earlier: .done, waits: true, verdict: "queued", kept: .queued),
            Overlapping(overlap: .skip, earlier: .done, cause: .hand, waits: true, verdict: "skipped", kept: .done),
        ]
    }
}

extension FiringClaim.Verdict {
    fileprivate var word: String {
        switch self {
        case .start: "start"
        case .queued: "queued"
        case .skipped: "skipped"
        case .lost: "lost"
        }
    }
}
