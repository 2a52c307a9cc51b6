import Foundation
import Testing

/// A stay whose doors have different hours, have lost a code, or wait for one: what `find` and `why` show of it.
struct MixedStayTests {
    @Test func `doors that end at different times are shown with their ends, and get one by the command beside them`()
        async throws
    {
        try await NightHouse.openNow { house in
            let room = try #require(try await house.devices()["Room 204"])
            try await house.set(try await house.code("BK-1 Ito", on: room), to: 30)
            let found = try await house.run(["find", "Ito"])
            let lines = found.output.split(separator: "\n")
            let front = try #require(lines.first { $0.contains("  Front ") }, "\(found.told)")
            let own = try #require(lines.first { $0.contains("  Room 204 ") }, "\(found.told)")
            #expect(front.hasPrefix("  BK-1 Ito  ") && own.hasPrefix("     "), "\(found.output)")
            #expect(front.hasSuffix("can open now") && own.hasSuffix("can open now"), "\(found.output)")
            #expect(!found.output.contains("differs"), "\(found.output)")
            let why = try await house.run(["why", "Ito"])
            let head = try #require(why.output.split(separator: "\n").first { $0.hasPrefix("WHY  BK-1 Ito   Front ") })
            #expect(head.contains("; Room 204 "), "\(why.output)")
            let step = ["run", "one-end", "--name", "BK-1 Ito"]
            #expect(NightHouse.commands(in: found.output) == [step], "\(found.output)")
            #expect(try await house.steps(["why", "Ito"]).contains(step), "\(why.output)")
            let done = try await house.run(step + ["--yes"])
            #expect(done.exitCode == 0, "\(done.told)")
            try await house.advance(5)
            let after = try await house.run(["find", "Ito"])
            #expect(after.output.contains("Front, Room 204"), "\(after.output)")
            #expect(!after.output.contains("one-end"), "\(after.output)")
        }
    }

    @Test func `a list of stays to choose from shows the hours of each door where they differ`() async throws {
        try await NightHouse.openNow { house in
            let room = try #require(try await house.devices()["Room 204"])
            try await house.set(try await house.code("BK-1 Ito", on: room), to: 30)
            let several = try await house.run(["extend", "Front", "--by", "1h", "--yes"])
            #expect(several.exitCode == 1 && several.told.contains("; Room 204 "), "\(several.told)")
            #expect(!several.told.contains("different hours"), "\(several.told)")
        }
    }

    /// What was done before somebody deleted the code.
    @Test(arguments: [[], ["find"]])
    func `a door of which the code is gone stands in the row of its stay, with the command that knows more`(
        before: [String]
    ) async throws {
        try await NightHouse.openNow { house in
            let room = try #require(try await house.devices()["Room 204"])
            if !before.isEmpty { #expect(try await house.run(before).exitCode == 0) }
            let id = try await house.code("BK-1 Ito", on: room)
            try await house.call("access_codes/delete", #"{"access_code_id":"\#(id)"}"#)
            try await house.advance(5)
            let found = try await house.run(["find", "Ito"])
            #expect(found.output.contains("can open now   code gone: Room 204"), "\(found.told)")
            #expect(NightHouse.commands(in: found.output) == [["why", "BK-1 Ito"]], "\(found.output)")
            // In a list of all, earlier looks tell.
            let all = try await house.run(["find"])
            if !before.isEmpty { #expect(all.output.contains("code gone: Room 204"), "\(all.told)") }
        }
    }

    @Test func `a stay whose doors differ counts once in the head of a plan and at its end`() async throws {
        try await NightHouse.openNow { house in
            let room = try #require(try await house.devices()["Room 204"])
            try await house.set(try await house.code("BK-1 Ito", on: room), to: 30)
            let line = ["extend", "Ito", "--by", "1h", "--allow", "mixed"]
            let plan = try await house.run(line + ["--plan"])
            #expect(
                plan.exitCode == 2 && plan.output.contains("1 group changes (1 with a guest inside)"),
                "\(plan.told)"
            )
            let done = try await house.run(line + ["--yes"])
            #expect(done.exitCode == 0 && done.output.contains("DONE  1 moved"), "\(done.told)")
        }
    }

    @Test func `a guest whose doors differ is one guest wherever guests are counted`() async throws {
        try await NightHouse.openNow { house in
            let room = try #require(try await house.devices()["Room 204"])
            try await house.set(try await house.code("BK-1 Ito", on: room), to: 30)
            let longer = try await house.run(["extend", "Ito", "--by", "1h", "--allow", "mixed", "--yes"])
            #expect(longer.exitCode == 0, "\(longer.told)")
            let back = try await house.run(["undo", "last", "--plan"])
            #expect(back.output.contains("1 group changes (1 with a guest inside)"), "\(back.told)")
            #expect(back.output.contains("1 guest who can open now would lose time."), "\(back.told)")
            let source = """
                for _, member in ipairs(groups.all():named("BK-1 Ito"):one().members) do
                  seam.access_codes.update({ access_code_id = member.access_code_id, ends_at = time.now() + "HOURS" },
                    { allow = "mixed" })
                end
                """
            for (hours, words) in [
                ("5h", "would lose time. They still could"), ("1m", "could not from "),
            ] {
                let folder = FileManager.default.temporaryDirectory
                let text = source.replacing("HOURS", with: hours)
                let file = try Program.write(text, in: folder, name: "\(UUID().uuidString).lua")
                defer { try? FileManager.default.removeItem(atPath: file) }
                let refused = try await house.run(["plan", file])
                #expect(refused.exitCode == 4, "\(refused.told)")
                #expect(refused.errors.contains("1 guest who can open their door now \(words)"), "\(refused.told)")
            }
        }
    }

    @Test func `a stay whose doors both end later than was typed is told once, with the end of each`() async throws {
        try await NightHouse.open { house in
            let room = try await house.code("BK-1 Ito", on: try #require(try await house.devices()["Room 204"]))
            try await house.call(
                "access_codes/update",
                #"{"access_code_id":"\#(room)","ends_at":"2027-03-01T19:00:00Z"}"#
            )
            try await house.advance(5)
            let outcome = try await house.run(["extend", "BK-1", "--to", "09:00", "--yes"])
            let told = "NOT MOVED BK-1 Ito: ends Mon 12:00 on Front, Mon 14:00 on Room 204 already, later than 09:00; "
            #expect(outcome.exitCode == 3 && outcome.output.contains(told), "\(outcome.told)")
            #expect(outcome.output.components(separatedBy: "NOT MOVED").count == 2, "\(outcome.output)")
            #expect(outcome.output.contains("NOTHING MOVED  1 left as it is\n"), "\(outcome.output)")
            #expect(!outcome.output.contains("already so"), "\(outcome.output)")
            // The door that ends later is no second stay beside the one that changes.
            let planned = try await house.run(["extend", "BK-1", "--to", "13:00", "--plan"])
            #expect(planned.output.contains("1 group changes"), "\(planned.told)")
            #expect(!planned.output.contains("already so"), "\(planned.told)")
        }
    }

    @Test func `hours that are sent again to doors that differ are told as different, with the line that says why`()
        async throws
    {
        try await NightHouse.openNow { house in
            let same = try await house.run(["resend", "Ito", "--plan"])
            #expect(same.exitCode == 2 && !same.output.contains("different hours"), "\(same.told)")
            let room = try #require(try await house.devices()["Room 204"])
            try await house.set(try await house.code("BK-1 Ito", on: room), to: 30)
            let again = try await house.run(["resend", "Ito", "--plan"])
            #expect(again.exitCode == 2 && again.output.contains("have different hours (Front until "), "\(again.told)")
            #expect(again.output.contains("what to do: keyshift why \"BK-1 Ito\""), "\(again.output)")
            let step = ["run", "one-end", "--name", "BK-1 Ito"]
            #expect(try await house.steps(["why", "BK-1 Ito"]).contains(step))
        }
    }

    @Test func `explain tells of doors with different hours what each had and has`() async throws {
        try await NightHouse.openNow { house in
            let room = try #require(try await house.devices()["Room 204"])
            try await house.set(try await house.code("BK-1 Ito", on: room), to: 30)
            let end = Date(timeIntervalSinceNow: 40 * 3600).ISO8601Format()
            let moved = try await house.run(["move", "Ito", "--ends", end, "--allow", "mixed", "--yes"])
            #expect(moved.exitCode == 0, "\(moved.told)")
            let story = try await house.run(["explain", "Ito"]).output
            #expect(!story.contains("different hours on its doors"), "\(story)")
            let told = story.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(told.contains(/moved.*: ends .+ → .+ on Front; ends .+ → .+ on Room 204/), "\(story)")
        }
    }
}
