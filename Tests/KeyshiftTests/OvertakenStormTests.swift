import Foundation
import Testing

/// A script that gives time, repeated by a colleague after others have changed or taken back what it gave.
struct OvertakenStormTests {
    private static let storm = ["run", "storm", "1h", "--yes", "--operator", "otto"]

    /// Calls `body` with a house in which nina has run the storm, and her run's id.
    private func afterStorm(
        _ body: @escaping @Sendable (_ house: NightHouse, _ run: String) async throws -> Void
    ) async throws {
        try await NightHouse.openNow { house in
            let first = try await house.run(["run", "storm", "1h", "--yes", "--operator", "nina", "--json"])
            #expect(first.exitCode == 0, "\(first.told)")
            try await body(house, try #require(try first.document()["run_id"] as? String))
        }
    }

    @Test(arguments: [
        ["extend", "Ito", "--by", "30m", "--yes", "--operator", "otto"],
        ["undo", "RUN", "--name", "BK-1 Ito", "--by", "30m", "--yes", "--operator", "otto"],
    ])
    func `no line moves a stay once more that the command has moved, whoever changed it last`(
        since: [String]
    ) async throws {
        try await afterStorm { house, run in
            let line = since.map { $0 == "RUN" ? run : $0 }
            let changed = try await house.run(line + ["--json"])
            #expect(changed.exitCode == 0, "\(changed.told)")
            let newest = try #require(try changed.document()["run_id"] as? String)

            let again = try await house.run(Self.storm)
            #expect(again.exitCode == 4, "\(again.told)")
            let words = "BK-1 Ito: hours changed "
            let told = again.errors.split(separator: "\n").first { $0.contains(words) }.map(String.init) ?? ""
            #expect(told.contains("by otto (run \(newest), "), "\(again.errors)")
            #expect(
                told.contains("Before that, this command has moved it: sent once more, it adds to that."),
                "\(again.errors)"
            )
            #expect(RefusedDesk.commands(in: again.errors).isEmpty, "\(again.errors)")

            let left = try await house.run(Self.storm + ["--leave-out", "recent"])
            #expect(left.exitCode == 3, "\(left.told)")
            #expect(RefusedDesk.commands(in: left.errors).isEmpty, "\(left.errors)")
            #expect(left.output.contains(", run \(newest): BK-1 Ito"), "\(left.output)")
            #expect(left.output.contains("This command moved it before that."), "\(left.output)")
        }
    }

    @Test func `no line moves a stay once more whose undo was taken back`() async throws {
        try await afterStorm { house, run in
            let undone = try await house.run(["undo", run, "--name", "BK-1 Ito", "--yes", "--json"])
            #expect(undone.exitCode == 0, "\(undone.told)")
            let undo = try #require(try undone.document()["run_id"] as? String)
            let redone = try await house.run(["undo", undo, "--yes"])
            #expect(redone.exitCode == 0, "\(redone.told)")
            let again = try await house.run(Self.storm)
            #expect(again.exitCode == 4 && RefusedDesk.commands(in: again.errors).isEmpty, "\(again.told)")
            #expect(again.errors.contains("this command has moved all 3 stays of this plan already"), "\(again.errors)")
        }
    }

    @Test func `a storm of which a part went back, came again and then went back as a whole is not there any more`()
        async throws
    {
        try await NightHouse.openNow { house in
            let storm = try await house.run(["run", "storm", "2h", "--yes", "--json"])
            let run = try #require(try storm.document()["run_id"] as? String)
            let half = try await house.run(["undo", "last", "--by", "1h", "--yes", "--json"])
            let undo = try #require(try half.document()["run_id"] as? String)
            #expect(try await house.run(["undo", undo, "--yes"]).exitCode == 0)
            let refused = try await house.run(["plan", "storm", "2h"])
            #expect(refused.exitCode == 4, "\(refused.told)")
            #expect(try await house.run(["undo", run, "--by", "2h", "--yes"]).exitCode == 0)
            let planned = try await house.run(["plan", "storm", "2h"])
            #expect(planned.exitCode == 2 && planned.output.contains("3 groups change"), "\(planned.told)")
            #expect(planned.told.contains("took that back"), "\(planned.told)")
            #expect(!planned.told.contains("Nothing is left to do"), "\(planned.told)")
        }
    }

    @Test func `a stay whose hours somebody took back is moved by the repeat with a word of that`() async throws {
        try await afterStorm { house, run in
            let undone = try await house.run(
                ["undo", run, "--name", "BK-1 Ito", "--yes", "--operator", "nina", "--json"]
            )
            #expect(undone.exitCode == 0, "\(undone.told)")
            let undo = try #require(try undone.document()["run_id"] as? String)
            let others = try await house.run(["plan", "storm", "2h", "--leave-out", "recent"])
            #expect(!others.told.contains("took that back"), "\(others.told)")
            let planned = try await house.run(["plan", "storm", "1h", "--leave-out", "recent"])
            #expect(planned.exitCode == 2, "\(planned.told)")
            let words = "BK-1 Ito: run \(run) (storm.lua 1h) moved it, and nina took that back "
            #expect(planned.told.contains("WARNING  \(words)"), "\(planned.told)")
            #expect(planned.told.contains(" ago (run \(undo)); this moves it again"), "\(planned.told)")
            let sent = try await house.run(Self.storm + ["--leave-out", "recent"])
            #expect(sent.exitCode == 0 && sent.told.contains("WARNING  \(words)"), "\(sent.told)")
        }
    }

    @Test func `a booking that is named is told that the same was taken back`() async throws {
        try await NightHouse.openNow { house in
            let extend = ["extend", "Ito", "--by", "30m", "--yes"]
            #expect(try await house.run(extend).exitCode == 0)
            #expect(try await house.run(["undo", "last", "--yes", "--operator", "ana"]).exitCode == 0)
            let again = try await house.run(extend)
            #expect(again.exitCode == 0, "\(again.told)")
            #expect(again.told.contains("(extend Ito --by 30m) moved it, and ana took that back "), "\(again.told)")
        }
    }
}
