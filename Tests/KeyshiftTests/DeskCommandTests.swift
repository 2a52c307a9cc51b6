import Foundation
import SeamSandbox
import Testing

/// What still needs a person, what is on the doors, and times as they are typed at a desk.
struct DeskCommandTests {
    @Test func `status is quiet after a good run, and verify tells what is on the doors`() async throws {
        try await NightHouse.open { house in
            #expect(try await house.run(["status"]).exitCode == 0)
            let extended = try await house.run(["extend", "BK-1", "--to", "13:00", "--yes"])
            #expect(extended.exitCode == 0, "\(extended.errors)")
            let quiet = try await house.run(["status", "--json"])
            #expect(quiet.exitCode == 0)
            #expect(try quiet.document()["needs_person"] as? Bool == false)
            let verified = try await house.run(["verify", "--all"])
            #expect(verified.exitCode == 0 && verified.output.contains("ON THE DOORS  1/1"), "\(verified.output)")
            #expect(try await house.run(["status"]).output.contains("All quiet"))
        }
    }

    /// Doors that take changes at once.
    private static var sandbox: SandboxOptions {
        var options = SandboxOptions(groups: 8, devices: 4, rngSeed: 3, rateLimits: .off)
        options.settleMilliseconds = 0
        return options
    }

    @Test func `a run that was undone is neither open in status nor failed in verify`() async throws {
        try await Program.withServer(Self.sandbox) { program, _, _ in
            let run = try await program.extendAll()
            let undone = try await program.run(["undo", run, "--yes", "--json", "--pace", "off"])
            #expect(undone.exitCode == 0, "\(undone.errors)")
            let undo = try #require(try undone.document()["run_id"] as? String)
            let verified = try await program.run(["verify", run])
            #expect(verified.exitCode == 0, "\(verified.output)")
            #expect(verified.output.contains("taken back by run \(undo) of ana"), "\(verified.output)")
            #expect(!verified.output.contains("FAILED"))
            let status = try await program.run(["status"])
            #expect(!status.output.contains("groups of run \(run)"), "\(status.output)")
            #expect(status.exitCode == 0, "\(status.output)")
        }
    }

    @Test func `a conflict is told until a person has looked at it`() async throws {
        try await Program.withServer(Self.sandbox) { program, folder, _ in
            let run = try await program.extendAll()
            var elsewhere = program
            elsewhere.environment["KEYSHIFT_HOME"] = folder.appending(path: "elsewhere").path()
            let other = try Program.write("groups.all():list()[1]:extend('30m')", in: folder)
            #expect(try await elsewhere.run(["run", other, "--yes"]).exitCode == 0)
            let undone = try await program.run(["undo", run, "--yes", "--json", "--pace", "off"])
            #expect(undone.exitCode == 3, "\(undone.errors)")
            let undo = try #require(try undone.document()["run_id"] as? String)
            let status = try await program.run(["status"])
            #expect(status.exitCode == 3)
            #expect(status.output.contains("CONFLICT  "), "\(status.output)")
            #expect(status.output.contains("keyshift seen \(undo)"), "\(status.output)")
            #expect(try await program.run(["seen", undo]).exitCode == 0)
            let later = try await program.run(["status"])
            #expect(!later.output.contains("CONFLICT"), "\(later.output)")
            #expect(try await program.run(["seen", "nosuchrun"]).exitCode == 1)
        }
    }

    @Test func `a stay that others gave more than a run wanted is told so by status, which offers no earlier end`()
        async throws
    {
        try await NightHouse.openNow { house in
            let folder = FileManager.default.temporaryDirectory
            let file = folder.appending(path: "plan-\(UUID().uuidString).json").path()
            defer { try? FileManager.default.removeItem(atPath: file) }
            #expect(try await house.run(["plan", "storm", "1h", "-o", file]).exitCode == 2)
            let devices = try await house.devices()
            for door in ["Front", "Room 204"] {
                try await house.set(try await house.code("BK-1 Ito", on: try #require(devices[door])), to: 33)
            }
            let applied = try await house.run(["apply", file, "--yes", "--allow-partial"])
            #expect(applied.exitCode == 3 && applied.told.contains("that is more than was wanted"), "\(applied.told)")
            // The doors have one end.
            #expect(!applied.told.contains("one-end"), "\(applied.told)")
            let status = try await house.run(["status"])
            #expect(status.output.contains("CONFLICT  BK-1 Ito: "), "\(status.told)")
            #expect(!status.output.contains("keyshift extend"), "\(status.told)")
            let line = "BK-1 Ito has more than was wanted; who gave it: keyshift explain booking-1"
            #expect(status.output.contains(line), "\(status.told)")
            #expect(try await house.run(["explain", "booking-1"]).exitCode == 0)
        }
    }

    @Test func `a code that its lock has and that Seam warns of has to be looked at`() async throws {
        try await NightHouse.open { house in
            #expect(try await house.run(["extend", "BK-1", "--to", "13:00", "--yes"]).exitCode == 0)
            let warning = #"[{"warning_code":"code_modified_external_to_seam","message":"m"}]"#
            let field = #""field":"access_codes.*.warnings","to":\#(warning)"#
            try await house.sandbox.fault(#"{"path":"/access_codes/list","kind":"edit",\#(field)}"#)
            for line in [["verify", "last"], ["verify", "--all"]] {
                let verified = try await house.run(line)
                #expect(verified.exitCode == 3, "\(verified.output)")
                #expect(verified.output.contains("ON THE DOORS  0/1 · 1 to look at"), "\(verified.output)")
                #expect(verified.output.contains("LOOK  BK-1 Ito"), "\(verified.output)")
                #expect(verified.output.contains("the code was changed on the lock itself"), "\(verified.output)")
            }
            #expect(try await house.reasons("Ito") == ["Front": "warning", "Room 204": "warning"])
            let steps = try await house.steps(["why", "Ito"])
            #expect(steps.first == ["resend", "BK-1 Ito"])
            try await house.sandbox.clearFaults()
            let again = try await house.run((steps.first ?? []) + ["--yes"])
            #expect(again.exitCode == 0, "\(again.errors)")
            #expect(Set(try await house.reasons("Ito").values) == ["healthy"])
            #expect(try await house.run(["verify", "last"]).exitCode == 0)
        }
    }

    @Test func `an end that is moved earlier can be undone until the new one`() async throws {
        try await NightHouse.open { house in
            // The plan is shown, and refused for the clock, which is off.
            let moved = try await house.run(["move", "BK-2", "--ends", "2027-03-04 10:00", "--yes"])
            let row = try #require(moved.output.split(separator: "\n").first { $0.hasPrefix("  BK-2 Nowak") })
            #expect(moved.output.contains("can be undone until"), "\(moved.output)")
            #expect(row.contains("Fri 11:00") && row.hasSuffix("Thu 10:00"), "\(row)")
        }
    }

    @Test func `verify looks at all codes of a door, and names the nearest one for a door that is none`() async throws {
        try await NightHouse.open { house in
            let doors = try await house.run(["verify", "--door", "Front"])
            #expect(doors.exitCode == 0, "\(doors.output)")
            #expect(doors.output.contains("ON THE DOORS  2/2   --door Front"), "\(doors.output)")
            let wrong = try await house.run(["verify", "--door", "Frot"])
            #expect(wrong.exitCode == 4)
            #expect(wrong.errors.contains("did you mean \"Front\"?"), "\(wrong.errors)")
            for line in [["verify"], ["verify", "last", "--all"], ["verify", "--all", "--door", "Front"]] {
                let refused = try await house.run(line)
                #expect(refused.exitCode == 64 && refused.errors.contains("give a run"), "\(refused.errors)")
            }
        }
    }

    /// The sandbox's clock stands at Sun 28 Feb 2027 07:00 in New York; BK-1 ends Mon 12:00, BK-2 begins Tue 15:00.
    @Test(arguments: [
        (["extend", "BK-1", "--to", "13:00"], "2027-03-01T18:00:00.000Z"),
        (["extend", "BK-1", "--to", "1pm"], "2027-03-01T18:00:00.000Z"),
        (["extend", "BK-1", "--to", "tomorrow 13:00"], "2027-03-01T18:00:00.000Z"),
        (["extend", "BK-1", "--to", "2027-03-01 1:00 pm"], "2027-03-01T18:00:00.000Z"),
        (["extend", "BK-1", "--to", "+1h"], "2027-03-01T18:00:00.000Z"),
        (["extend", "BK-1", "--by", "1h"], "2027-03-01T18:00:00.000Z"),
        (["move", "BK-1", "--ends", "13:00"], "2027-03-01T18:00:00.000Z"),
        (["move", "BK-1", "--ends=+1h"], "2027-03-01T18:00:00.000Z"),
        (["extend", "bk-1  ito", "--to", "13:00"], "2027-03-01T18:00:00.000Z"),
    ])
    func `a time is typed as people say it`(line: [String], end: String) async throws {
        try await NightHouse.open { house in
            let outcome = try await house.run(line + ["--yes", "--json"])
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            let after = try #require(try outcome.rows().first?["after"] as? [String: Any])
            #expect(after["ends_at"] as? String == end)
        }
    }

    @Test func `a gain by a distance is made twice where it is asked for twice, with a warning`() async throws {
        try await NightHouse.open { house in
            let line = ["extend", "BK-1", "--by", "1h", "--yes"]
            #expect(try await house.run(line).exitCode == 0)
            let again = try await house.run(line)
            #expect(again.exitCode == 0, "\(again.errors)")
            #expect(again.output.contains("and this adds to it"), "\(again.output)")
            let quiet = try await house.run(line + ["--quiet"])
            #expect(quiet.errors.contains("and this adds to it"), "\(quiet.output) \(quiet.errors)")
            // The sum, the runs, and the end as it was, is and would be.
            let told = quiet.errors.replacing(#/runs [0-9a-f]{8}, [0-9a-f]{8}/#, with: "runs A, B")
            let sum =
                "it was given 2h in the last 12 hours by runs A, B; its end was Mon 12:00, is Mon 14:00, and would be Mon 15:00"
            #expect(told.contains(sum), "\(quiet.errors)")
        }
    }

    @Test func `a start that is made earlier twice tells what it was, is and would be`() async throws {
        try await NightHouse.openNow { house in
            let line = ["move", "Early", "--starts=-1h", "--yes"]
            let first = try await house.run(line)
            #expect(first.exitCode == 0 && !first.told.contains("its start was"), "\(first.told)")
            let again = try await house.run(line)
            #expect(again.exitCode == 0, "\(again.told)")
            let words =
                #/it was given 1h in the last 12 hours by run [0-9a-f]{8}; its start was .+, is .+, and would be /#
            #expect(again.told.contains(words) && !again.told.contains("its end was"), "\(again.told)")
            let both = try await house.run(["move", "Early", "--starts=-1h", "--ends=+1h", "--yes"])
            #expect(both.told.contains("its start was") && !both.told.contains("its end was"), "\(both.told)")
            let after = try await house.run(["move", "Early", "--starts=-1h", "--ends=+1h", "--plan"])
            #expect(after.told.contains("its start was") && after.told.contains("its end was"), "\(after.told)")
        }
    }

    @Test func `a gain that is made again tells the end before it, and that somebody else moved it since`() async throws
    {
        try await NightHouse.open { house in
            let line = ["extend", "Haas", "--by", "2h", "--yes"]
            #expect(try await house.run(line).exitCode == 0)
            let id = try #require(try await house.codes("Haas").first)
            // Thu 13:30 in the zone of the door; the run had made 13:00 of 11:00.
            try await house.call(
                "access_codes/update",
                #"{"access_code_id":"\#(id)","ends_at":"2027-03-04T18:30:00.000Z"}"#
            )
            let again = try await house.run(line)
            #expect(again.exitCode == 0, "\(again.told)")
            let words = "its end was Thu 11:00, is Thu 13:30 (somebody else moved it since), and would be Thu 15:30"
            #expect(again.told.contains(words), "\(again.told)")
        }
    }

    @Test func `what two runs gave from the same end counts once, as the ends beside the sum show`() async throws {
        try await NightHouse.open { house in
            let line = ["extend", "Haas", "--by", "1h", "--yes"]
            let first = try await house.run(line + ["--json"])
            let run = try #require(try first.document()["run_id"] as? String, "\(first.told)")
            let id = try #require(try await house.codes("Haas").first)
            // As it is for a second run that read the end before the first one sent it.
            try await house.call(
                "access_codes/update",
                #"{"access_code_id":"\#(id)","ends_at":"2027-03-04T16:00:00Z"}"#
            )
            try await house.advance(5)
            #expect(try await house.run(line).exitCode == 0)
            let again = try await house.run(["extend", "Haas", "--by", "1h", "--plan"])
            let sum =
                "it was given 1h in the last 12 hours by run \(run); its end was Thu 11:00, is Thu 12:00, and would be Thu 13:00"
            #expect(again.told.contains(sum), "\(again.told)")
        }
    }

    @Test func `what an undo took back of a gain counts no more, also where it was a part`() async throws {
        try await NightHouse.openNow { house in
            let given = try await house.run(["extend", "Ito", "--by", "2h", "--yes", "--json"])
            let run = try #require(try given.document()["run_id"] as? String)
            let part = try await house.run(["undo", run, "--by", "1h", "--yes"])
            #expect(part.exitCode == 0, "\(part.told)")
            let again = try await house.run(["extend", "Ito", "--by", "30m", "--plan"])
            let words = "it was given 1h in the last 12 hours by run \(run); its end was"
            #expect(again.told.contains(words) && !again.told.contains("somebody else"), "\(again.told)")
        }
    }

    @Test(arguments: ["Ito", "204", "BK-1", "1", "ito 204", "bk-1  ITO", "Room 204", "*Ito", "booking-1"])
    func `one text names one booking in every command that looks or sends`(text: String) async throws {
        try await NightHouse.open { house in
            let found = try await house.run(["find", text])
            #expect(found.output.contains("BK-1 Ito"), "\(found.output)")
            #expect(!found.output.contains("BK-2") && !found.output.contains("BK-3"), "\(found.output)")
            let why = try await house.run(["why", text])
            #expect(why.output.contains("WHY  BK-1 Ito"), "\(why.output) \(why.errors)")
            let extended = try await house.run(["extend", text, "--to", "13:00", "--yes"])
            #expect(extended.exitCode == 0, "\(extended.errors)")
            let moved = try await house.run(["move", text, "--ends", "14:00", "--yes"])
            #expect(moved.exitCode == 0, "\(moved.errors)")
            let told = try await house.run(["explain", text])
            #expect(told.exitCode == 0 && told.output.contains("BK-1 Ito"), "\(told.output) \(told.errors)")
        }
    }

    @Test func `a text that several stays have moves none of them, and names a command for one`() async throws {
        try await NightHouse.open { house in
            let outcome = try await house.run(["extend", "Front", "--to", "23:00", "--yes"])
            #expect(outcome.exitCode == 1)
            #expect(
                outcome.errors.contains("BK-1 Ito   Front, Room 204   Fri 26 Feb 15:00 – Mon 12:00"),
                "\(outcome.errors)"
            )
            #expect(outcome.errors.contains("BK-3 Haas   Front"), "\(outcome.errors)")
            #expect(outcome.errors.contains("keyshift extend \"BK-1 Ito\" --to 23:00"), "\(outcome.errors)")
            #expect(try await house.sandbox.stats().updates == 0)
            let part = try await house.run(["extend", "Ha", "--to", "23:00", "--yes"])
            #expect(part.exitCode == 1 && part.errors.contains("BK-3 Haas"), "\(part.errors)")
            #expect(part.errors.contains("no booking is named \"Ha\""), "\(part.errors)")
            #expect(try await house.sandbox.stats().updates == 0)
        }
    }

    @Test(arguments: [["find"], ["verify"]])
    func `a house and words of a door are taken where nothing is sent, too`(command: [String]) async throws {
        try await NightHouse.open { house in
            let folder = FileManager.default.temporaryDirectory.appending(path: "config-\(UUID().uuidString)")
            let place = folder.appending(path: "keyshift")
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let settings = #"{ "houses": { "Annexe": { "doors": ["Room 9"] } } }"#
            _ = try Program.write(settings, in: place, name: "keyshift.json")
            var program = house.program
            program.environment["XDG_CONFIG_HOME"] = folder.path()
            for place in [["--house", "annexe"], ["--door", "9"]] {
                let outcome = try await program.run(command + place + ["--json"])
                #expect(outcome.output.contains("BK-2 Nowak"), "\(outcome.output) \(outcome.errors)")
                #expect(!outcome.output.contains("BK-1 Ito"), "\(outcome.output)")
            }
            for (place, nearest) in [(["--house", "Anexe"], "Annexe"), (["--door", "Rom 9"], "Room 9")] {
                let outcome = try await program.run(command + place)
                #expect(outcome.exitCode == 4)
                #expect(outcome.errors.contains("did you mean \"\(nearest)\"?"), "\(outcome.errors)")
            }
        }
    }
}
