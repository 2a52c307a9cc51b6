import Foundation
import Testing

/// The line at the end of a story that takes its newest change back: only where that does something, and gives no time again.
struct StoryUndoTests {
    /// The undo that the story of a stay offers, nil where it offers none.
    private func offer(_ house: NightHouse, _ name: String = "Ito") async throws -> [String]? {
        let story = try await house.run(["explain", name])
        #expect(story.exitCode == 0, "\(story.told)")
        return NightHouse.commands(in: story.output).first { $0.first == "undo" }
    }

    @Test func `the newest change that stands is offered to be taken back, of a run of many for this stay alone`()
        async throws
    {
        try await NightHouse.openNow { house in
            let storm = try await house.run(["run", "storm", "2h", "--yes", "--json"])
            let first = try #require(try storm.document()["run_id"] as? String)
            #expect(try await offer(house) == ["undo", first, "--name", "BK-1 Ito"])
            let extended = try await house.run(["extend", "Ito", "--by", "1h", "--yes", "--json"])
            let second = try #require(try extended.document()["run_id"] as? String)
            let line = try #require(try await offer(house))
            #expect(line == ["undo", second])
            #expect(try await house.run(line + ["--yes"]).exitCode == 0)
            // An undo is not taken back: that would give the time again. What stands still is.
            let rest = try #require(try await offer(house))
            #expect(rest == ["undo", first, "--name", "BK-1 Ito"])
            #expect(try await house.run(rest + ["--by", "30m", "--yes"]).exitCode == 0)
            #expect(try await offer(house) == rest)
            #expect(try await house.run(rest + ["--yes"]).exitCode == 0)
            #expect(try await offer(house) == nil)
            // What was given and taken back within minutes was nobody else's doing.
            let story = try await house.run(["explain", "Ito"])
            #expect(!story.output.contains("not by a run of this journal"), "\(story.output)")
        }
    }

    @Test func `nothing is offered that others have changed since, nor what no call gives back`() async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["extend", "Ito", "--by", "1h", "--yes"]).exitCode == 0)
            #expect(try await offer(house)?.first == "undo")
            let devices = try await house.devices()
            for door in ["Front", "Room 204"] {
                try await house.set(try await house.code("BK-1 Ito", on: try #require(devices[door])), to: 80)
            }
            #expect(try await offer(house) == nil)
            #expect(try await house.run(["cancel", "Nowak", "--allow", "lockout", "--yes"]).exitCode == 0)
            #expect(try await offer(house, "Nowak") == nil)
            #expect(try await offer(house, "Solo") == nil)
        }
    }

    @Test func `a way back that shuts a guest out says so, and its line goes through`() async throws {
        try await NightHouse.openNow { house in
            let moved = try await house.run(["move", "Early", "--starts", "now", "--yes", "--max-shift", "200h"])
            #expect(moved.exitCode == 0, "\(moved.told)")
            try await house.advance(180)
            let story = try await house.run(["explain", "Early"])
            guard let line = NightHouse.commands(in: story.output).first(where: { $0.first == "undo" }) else {
                return
            }
            let isTold = story.output.contains("by which the guest inside is shut out")
            #expect(isTold == line.contains("lockout"), "\(story.output)")
        }
    }

    @Test func `the run of an undo says that to take it back makes the changes again`() async throws {
        try await NightHouse.openNow { house in
            let extended = try await house.run(["extend", "Ito", "--by", "1h", "--yes", "--json"])
            let first = try #require(try extended.document()["run_id"] as? String)
            let undone = try await house.run(["undo", first, "--yes", "--json"])
            let second = try #require(try undone.document()["run_id"] as? String)
            for line in [["runs", "show", second], ["explain", second]] {
                let shown = try await house.run(line)
                #expect(
                    shown.told.contains("It was an undo; to make the changes of run \(first) again"),
                    "\(shown.told)"
                )
                #expect(!shown.told.contains("To take it back"), "\(shown.told)")
            }
        }
    }
}
