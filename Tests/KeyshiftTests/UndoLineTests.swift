import Foundation
import Testing

/// What an undo offers and says: no line that gives time again, and nothing that is not so.
struct UndoLineTests {
    /// Calls `body` with a house in which a storm has given 3 hours, and half of that was taken back; both runs by their ids.
    private func afterHalf(
        _ body: @escaping @Sendable (_ house: NightHouse, _ storm: String, _ undo: String) async throws -> Void
    ) async throws {
        try await NightHouse.openNow { house in
            let storm = try await house.run(["run", "storm", "3h", "--yes", "--json"])
            #expect(storm.exitCode == 0, "\(storm.told)")
            let undone = try await house.run(["undo", "last", "--by", "1h30m", "--yes", "--json"])
            #expect(undone.exitCode == 0, "\(undone.told)")
            try await body(
                house,
                try #require(try storm.document()["run_id"] as? String),
                try #require(try undone.document()["run_id"] as? String),
            )
        }
    }

    @Test(arguments: [["--name", "BK-1 Ito"], ["--door", "Room 204"]])
    func `an undo of a part of the last run names the run before where that was an undo, and its line takes time`(
        part: [String]
    ) async throws {
        try await afterHalf { house, storm, undo in
            let refused = try await house.run(["undo", "last"] + part + ["--yes"])
            #expect(refused.exitCode == 1, "\(refused.told)")
            #expect(refused.errors.contains("the last run, \(undo), took back run \(storm)"), "\(refused.errors)")
            let lines = NightHouse.commands(in: refused.errors)
            #expect(lines == [["undo", storm] + part + ["--yes"]], "\(refused.errors)")
            let sent = try await house.run(try #require(lines.first) + ["--json"])
            #expect(sent.exitCode == 0, "\(sent.told)")
            let rows = try sent.rows()
            #expect(rows.compactMap { $0["name"] as? String } == ["BK-1 Ito"], "\(sent.told)")
        }
    }

    @Test(arguments: [["--name", "BK-1 Ito"], ["--door", "Room 204"]])
    func `an undo of a length of the last run for a part of the stays offers a line for that part`(part: [String])
        async throws
    {
        try await afterHalf { house, storm, undo in
            let refused = try await house.run(["undo", "last", "--by=1h"] + part + ["--yes"])
            #expect(refused.exitCode == 1, "\(refused.told)")
            let line = try #require(NightHouse.commands(in: refused.errors).first, "\(refused.errors)")
            #expect(line.starts(with: ["undo", storm] + part + ["--yes", "--by"]), "\(refused.errors)")
            let sent = try await house.run(line + ["--json"])
            #expect(sent.exitCode == 0, "\(sent.told)")
            #expect(try sent.rows().compactMap { $0["name"] as? String } == ["BK-1 Ito"], "\(sent.told)")
        }
    }

    @Test func `where all of a run is taken back that is said, with the runs that did, and no line that does nothing`()
        async throws
    {
        try await afterHalf { house, storm, undo in
            let more = try await house.run(["undo", "last", "--by", "3h", "--plan"])
            let line = try #require(NightHouse.commands(in: more.errors).first, "\(more.errors)")
            #expect(line == ["undo", storm, "--plan"], "\(more.errors)")
            #expect(try await house.run(line).exitCode == 2)
            let rest = try await house.run(["undo", storm, "--by", "3h", "--yes", "--json"])
            #expect(rest.exitCode == 0, "\(rest.told)")
            let last = try #require(try rest.document()["run_id"] as? String)
            let refused = try await house.run(["undo", "last", "--by", "1h", "--yes"])
            #expect(refused.exitCode == 1, "\(refused.told)")
            let sentence = "all of run \(storm) (storm.lua 3h) is taken back already, by run \(undo) and run \(last): "
            #expect(refused.errors.contains(sentence), "\(refused.errors)")
            #expect(NightHouse.commands(in: refused.errors).isEmpty, "\(refused.errors)")
            #expect(try await house.run(["runs", "show", storm]).exitCode == 0)
        }
        try await NightHouse.openNow { house in
            #expect(try await house.run(["run", "storm", "2h", "--yes"]).exitCode == 0)
            #expect(try await house.run(["undo", "last", "--yes"]).exitCode == 0)
            let refused = try await house.run(["undo", "last", "--by", "1h", "--yes"])
            #expect(refused.errors.contains(" is taken back already, by run "), "\(refused.errors)")
        }
    }

    @Test
    func `a part of the last run, where that was an undo, names the run that gave the time, and its line takes it`()
        async throws
    {
        try await afterHalf { house, storm, _ in
            let refused = try await house.run(["undo", "last", "--by", "30m", "--yes"])
            #expect(refused.exitCode == 1, "\(refused.told)")
            let line = try #require(NightHouse.commands(in: refused.errors).first, "\(refused.errors)")
            #expect(line == ["undo", storm, "--yes", "--by", "2h"], "\(refused.errors)")
            #expect(try await house.run(line + ["--yes"]).exitCode == 0)
        }
        try await afterHalf { house, storm, undo in
            #expect(try await house.run(["undo", undo, "--yes"]).exitCode == 0)
            let refused = try await house.run(["undo", "last", "--by", "1h", "--yes"])
            #expect(
                refused.errors.contains("made the changes of run \(storm) (storm.lua 3h) again"),
                "\(refused.errors)"
            )
            let line = try #require(NightHouse.commands(in: refused.errors).first, "\(refused.errors)")
            #expect(line == ["undo", storm, "--by", "1h", "--yes"], "\(refused.errors)")
            let sent = try await house.run(line + ["--json"])
            #expect(try sent.summary()["applied"] == 3, "\(sent.told)")
        }
    }

    @Test func `a guest in the place of a run is told no line that gives time again, but the run that stands`()
        async throws
    {
        try await afterHalf { house, storm, undo in
            let half = try await house.run(["undo", "Ito"])
            #expect(half.exitCode == 1, "\(half.told)")
            #expect(
                half.errors.contains("the newest run with BK-1 Ito is \(undo) (undo of run \(storm))"),
                "\(half.errors)"
            )
            #expect(!half.errors.contains("keyshift undo \(undo)"), "\(half.errors)")
            #expect(half.errors.contains("keyshift undo \(storm) --name \"BK-1 Ito\""), "\(half.errors)")
            let whole = try await house.run(["undo", storm, "--name", "BK-1 Ito", "--yes"])
            #expect(whole.exitCode == 0, "\(whole.told)")
            let nothing = try await house.run(["undo", "Ito"])
            #expect(nothing.exitCode == 1 && !nothing.errors.contains("keyshift undo "), "\(nothing.told)")
        }
    }

    @Test func `verify says how much was taken back, and of all of it no number`() async throws {
        try await afterHalf { house, storm, undo in
            let half = try await house.run(["verify", storm])
            #expect(half.output.contains("3 taken back by run \(undo) of ana (1h30m of 3h)"), "\(half.output)")
            let rest = try await house.run(["undo", storm, "--yes", "--json"])
            let second = try #require(try rest.document()["run_id"] as? String)
            let whole = try await house.run(["verify", storm])
            #expect(whole.output.contains("3 taken back by run \(second) of ana"), "\(whole.output)")
            #expect(!whole.output.contains(" of 3h"), "\(whole.output)")
        }
    }

    @Test func `a conflict with a colleague's extension offers what takes just that back, and then the own one goes`()
        async throws
    {
        try await NightHouse.openNow { house in
            let before = try await house.ends(of: "Ito")
            let own = try await house.run(["extend", "Ito", "--by", "1h", "--yes"])
            #expect(own.exitCode == 0, "\(own.told)")
            let other = try await house.run(["extend", "Ito", "--by", "2h", "--yes", "--operator", "otto", "--json"])
            let run = try #require(try other.document()["run_id"] as? String)
            let undone = try await house.run(["undo", "last", "--yes"])
            #expect(undone.exitCode == 3 && undone.told.contains("CONFLICT"), "\(undone.told)")
            let line = "  to take back just that later change: keyshift undo \(run)"
            #expect(undone.told.contains("\(line)\n"), "\(undone.told)")
            #expect(try await house.run(["undo", run, "--yes", "--operator", "otto"]).exitCode == 0)
            // The undo that took nothing back is not the last run that it means.
            let last = try await house.run(["undo", "last", "--yes"])
            #expect(last.exitCode == 0, "\(last.told)")
            #expect(try await house.ends(of: "Ito") == before)
        }
    }

    @Test func `an undo of a cancellation ends with the line that lets the stay in again`() async throws {
        try await NightHouse.openNow { house in
            let cancelled = try await house.run(["cancel", "Nowak", "--yes", "--allow", "lockout", "--json"])
            let run = try #require(try cancelled.document()["run_id"] as? String)
            #expect(cancelled.exitCode == 0, "\(cancelled.told)")
            for line in [["undo", "last", "--yes"], ["undo", "last", "--plan"]] {
                let undone = try await house.run(line)
                #expect(undone.exitCode == 1, "\(undone.told)")
                #expect(!undone.told.contains("takes it back"), "\(undone.told)")
                #expect(
                    undone.errors.contains("a cancelled PIN is gone; it comes back with a new one."),
                    "\(undone.told)"
                )
                #expect(undone.errors.contains("keyshift readmit "), "\(undone.told)")
            }
            let undone = try await house.run(["undo", "last", "--yes"])
            let words = try #require(undone.errors.split(separator: "\n").first { $0.contains("keyshift readmit ") })
            let start = try #require(words.range(of: "keyshift readmit"))
            var shell = house.program
            shell.launcher = ["/bin/sh", "-c", "keyshift() { \"$0\" \"$@\"; }; \(words[start.lowerBound...]) --yes"]
            let back = try await shell.run([])
            #expect(back.exitCode == 0, "\(back.told)")
            let after = try await house.run(["undo", run, "--plan"])
            #expect(after.exitCode == 1 && !after.errors.contains("readmit"), "\(after.told)")
        }
    }

    @Test func `an undo of which nothing can be taken back does not end as done`() async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["new-pin", "Nowak", "--yes"]).exitCode == 0)
            let undone = try await house.run(["undo", "last", "--yes"])
            #expect(undone.exitCode == 3, "\(undone.told)")
            #expect(!undone.told.contains("takes it back"), "\(undone.told)")
            #expect(undone.output.contains("the old PIN is gone"), "\(undone.output)")
        }
    }

    @Test func `a name that is near is told with the hours of its doors now`() async throws {
        try await NightHouse.openNow { house in
            let before = try await house.ends(of: "Ito")
            let storm = try await house.run(["run", "storm", "3h", "--yes", "--json"])
            let run = try #require(try storm.document()["run_id"] as? String)
            let given = try await house.ends(of: "Ito")
            #expect(try await house.run(["undo", run, "--name", "BK-1 Ito", "--yes"]).exitCode == 0)
            let refused = try await house.run(["undo", run, "--name", "Itto"])
            #expect(refused.exitCode == 4, "\(refused.told)")
            #expect(refused.errors.contains("BK-1 Ito") && refused.errors.contains(", ends "), "\(refused.errors)")
            #expect(refused.errors.contains(before) && !refused.errors.contains(given), "\(refused.errors)")
        }
    }
}

extension NightHouse {
    /// When the codes of a guest end, as the clock of the doors shows it.
    fileprivate func ends(of name: String) async throws -> String {
        let document = try await run(["find", name, "--json"]).document()
        let stays = document["stays"] as? [[String: Any]] ?? []
        let doors = stays.first?["doors"] as? [[String: Any]] ?? []
        let end = try Date(try #require(doors.first?["ends_at"] as? String), strategy: .iso8601)
        var style = Date.VerbatimFormatStyle(
            format: "\(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits)",
            timeZone: try #require(TimeZone(identifier: "America/New_York")),
            calendar: Calendar(identifier: .gregorian),
        )
        style.locale = Locale(identifier: "en_US_POSIX")
        return end.formatted(style)
    }
}
