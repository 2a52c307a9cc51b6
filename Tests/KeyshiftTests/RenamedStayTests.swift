import Foundation
import Testing

/// What stays true of a stay whatever it is called, and of a run that was taken back in part.
struct RenamedStayTests {
    @Test func `the story of a stay that others have renamed has the runs from before, each once`() async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["extend", "Ito", "--by", "1h", "--yes"]).exitCode == 0)
            for id in try await house.codes("BK-1 Ito") {
                try await house.call("access_codes/update", #"{"access_code_id":"\#(id)","name":"Tanaka"}"#)
            }
            try await house.advance(5)
            let story = try await house.run(["explain", "Tanaka"])
            #expect(story.exitCode == 0, "\(story.told)")
            #expect(story.output.contains("extend Ito"), "\(story.output)")
            #expect(!story.output.contains("No run"), "\(story.output)")
            #expect(story.output.contains("Tanaka   before BK-1 Ito   Front, Room 204"), "\(story.output)")
            let line =
                "changed, not by a run of this journal: the name \"BK-1 Ito\" → \"Tanaka\"\n    on Front, Room 204\n"
            #expect(story.output.components(separatedBy: line).count == 2, "\(story.output)")
            #expect(story.output.components(separatedBy: "not by a run").count == 2, "\(story.output)")
        }
    }

    @Test func `another name of one door's code is told, and the stay keeps the name of the others`() async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["extend", "Ito", "--by", "1h", "--yes"]).exitCode == 0)
            let front = try #require(try await house.devices()["Front"])
            let id = try await house.code("BK-1 Ito", on: front)
            try await house.call("access_codes/update", #"{"access_code_id":"\#(id)","name":"Tanaka"}"#)
            try await house.advance(5)
            for text in ["booking-1", "Ito"] {
                let story = try await house.run(["explain", text])
                #expect(story.output.contains("BK-1 Ito   Front, Room 204"), "\(story.told)")
                let line = "the name \"BK-1 Ito\" → \"Tanaka\"\n    on Front\n"
                #expect(story.output.contains(line), "\(story.told)")
            }
            let document = try await house.run(["explain", "booking-1", "--json"]).document()
            let outside = try #require(document["outside"] as? [[String: Any]])
            let renaming = try #require(outside.first?["renaming"] as? [String: Any])
            #expect(renaming["from"] as? String == "BK-1 Ito" && renaming["to"] as? String == "Tanaka")
        }
    }

    @Test func `a name that an automation gave is told as its run, and not as somebody else's`() async throws {
        try await NightHouse.openNow { house in
            let folder = FileManager.default.temporaryDirectory
            let source = "groups.all():named('BK-1 Ito'):one():set{ name = 'BK-1 Tanaka' }"
            let script = try Program.write(source, in: folder, name: "rename-\(UUID().uuidString).lua")
            defer { try? FileManager.default.removeItem(atPath: script) }
            let renamed = try await house.run(["run", script, "--yes"])
            #expect(renamed.exitCode == 0, "\(renamed.told)")
            try await house.advance(5)
            let story = try await house.run(["explain", "booking-1"])
            #expect(story.output.contains("BK-1 Tanaka   before BK-1 Ito"), "\(story.told)")
            #expect(!story.output.contains("not by a run"), "\(story.output)")
        }
    }

    @Test func `a part that was taken back is not given again by the same line`() async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["extend", "Ito", "--by", "2h", "--yes"]).exitCode == 0)
            let line = ["undo", "last", "--by", "1h", "--yes"]
            #expect(try await house.run(line).exitCode == 0)
            let sent = try await house.sandbox.stats().updates
            let again = try await house.run(line)
            #expect(again.exitCode == 1 && again.told.contains("keyshift undo"), "\(again.told)")
            #expect(try await house.sandbox.stats().updates == sent)
        }
    }

    @Test func `a run of many is taken back for one stay alone, where why says so`() async throws {
        try await NightHouse.openNow { house in
            let folder = FileManager.default.temporaryDirectory
            let source = "for g in groups.all():stays():linked():each() do g:shift{ ends = '-1h' } end"
            let script = try Program.write(source, in: folder, name: "shorter-\(UUID().uuidString).lua")
            defer { try? FileManager.default.removeItem(atPath: script) }
            let shortened = try await house.run(["run", script, "--yes", "--allow", "lockout,shorten"])
            #expect(shortened.exitCode == 0, "\(shortened.told)")
            let step = try #require(try await house.steps(["why", "Ito"]).first { $0.first == "undo" })
            #expect(step.contains("--name"), "\(step)")
            let undone = try await house.run(step + ["--yes"])
            #expect(undone.exitCode == 0 && undone.output.contains("1 moved"), "\(undone.told)")
        }
    }

    @Test func `a schedule of every day is typed as a clock time, and what it would do now is shown without a send`()
        async throws
    {
        try await NightHouse.openNow { house in
            let script = Program.automation("extend-all.lua")
            let line = ["schedule", "add", "nightly", script, "1h", "--zone", "America/New_York", "--allow", "overlap"]
            let added = try await house.run(line + ["--at", "02:00"])
            #expect(added.exitCode == 0, "\(added.told)")
            let shown = try await house.run(["schedule", "show", "nightly"])
            #expect(shown.output.contains("0 2 * * *"), "\(shown.output)")
            let neither = try await house.run(["schedule", "add", "other", script, "1h", "--zone", "America/New_York"])
            #expect(neither.exitCode == 64 && neither.told.contains("--at 10:30"), "\(neither.told)")
            for option in ["--plan", "--dry-run"] {
                let planned = try await house.run(["schedule", "trigger", "nightly", option])
                #expect(planned.exitCode == 2 && planned.output.contains("PLAN"), "\(planned.told)")
            }
            #expect(try await house.sandbox.stats().updates == 0)
        }
    }
}
