import Foundation
import Testing

/// What an operator does at once: a door is opened, hours are sent again, a PIN is shown to nobody but a person.
struct HandCommandTests {
    private func isLocked(_ house: NightHouse, _ device: String) async throws -> Bool {
        let answer = try await house.ask("devices/get", #"{"device_id":"\#(device)"}"#)
        let properties = (answer["device"] as? [String: Any])?["properties"] as? [String: Any]
        return try #require(properties?["locked"] as? Bool)
    }

    @Test func `a door is opened for a reason, once, and the journal has who did it`() async throws {
        try await NightHouse.openNow { house in
            let room = try #require(try await house.devices()["Room 204"])
            try await house.call("locks/lock_door", #"{"device_id":"\#(room)"}"#)
            try await house.advance(5)
            let silent = try await house.run(["open", "Room 204", "--yes"])
            #expect(silent.exitCode == 64 && silent.told.contains("--reason"), "\(silent.told)")
            let unasked = try await house.run(["open", "Room 204", "--reason", "guest outside"])
            #expect(unasked.exitCode == 4 && unasked.told.contains("--yes"), "\(unasked.told)")
            #expect(try await isLocked(house, room))
            let opened = try await house.run(["open", "204", "--reason", "guest outside", "--operator", "ana", "--yes"])
            #expect(opened.exitCode == 0 && opened.output.hasPrefix("OPEN  Room 204"), "\(opened.told)")
            #expect(try await !isLocked(house, room))
            let report = try await house.run(["report", "--since", "1h"])
            #expect(
                report.output.contains("open Room 204  by ana") && report.output.contains("guest outside"),
                "\(report.output)"
            )
            let stats = try await house.sandbox.stats()
            #expect(stats.requests["/locks/unlock_door"] == 1)
            let undone = try await house.run(["undo", "last", "--yes"])
            #expect(undone.exitCode != 0 && !undone.told.contains("unlock"), "\(undone.told)")
        }
    }

    @Test func `a door that is not there is answered with the nearest, and one that does not answer is told`()
        async throws
    {
        try await NightHouse.openNow { house in
            let mistyped = try await house.run(["open", "Room 2o4", "--reason", "x", "--yes"])
            #expect(mistyped.exitCode == 4 && mistyped.told.contains("Room 204"), "\(mistyped.told)")
            let guest = try await house.run(["open", "Ito", "--reason", "x", "--yes"])
            #expect(guest.exitCode == 4 && guest.told.contains("\"Room 204\""), "\(guest.told)")
            try await house.unplug("Room 9")
            let offline = try await house.run(["open", "Room 9", "--reason", "x", "--yes"])
            #expect(offline.exitCode == 1 && offline.told.contains("NOT DONE"), "\(offline.told)")
            let fault = #"{"path":"/locks/unlock_door","kind":"reset","count":20,"after_effect":true}"#
            try await house.sandbox.fault(fault)
            let lost = try await house.run(["open", "Room 204", "--reason", "x", "--yes", "--json"])
            #expect(lost.exitCode == 3, "\(lost.told)")
            let problems = try JSONSchema("run.json").problems(of: JSONSample(parsing: lost.output))
            #expect(
                problems.isEmpty && lost.output.contains("nobody knows whether it happened"),
                "\(problems) \(lost.output)"
            )
        }
    }

    @Test func `hours are sent again as they are, once, and nothing is there to take back`() async throws {
        try await NightHouse.openNow { house in
            let before = try await house.run(["find", "Ito", "--json"]).document()
            let plan = try await house.run(["resend", "Ito", "--plan"])
            #expect(plan.exitCode == 2 && plan.output.contains("the same hours again"), "\(plan.told)")
            let sent = try await house.run(["resend", "Ito", "--yes"])
            #expect(sent.exitCode == 0, "\(sent.told)")
            #expect(!sent.output.contains("keyshift undo"), "\(sent.output)")
            #expect(try await house.sandbox.stats().requests["/access_codes/update_multiple"] == 1)
            let after = try await house.run(["find", "Ito", "--json"]).document()
            for field in ["starts_at", "ends_at"] {
                let hours = [before, after].map { document in
                    let doors = (document["stays"] as? [[String: Any]])?.first?["doors"] as? [[String: Any]]
                    return doors?.compactMap { $0[field] as? String }
                }
                #expect(hours[0] == hours[1] && hours[0]?.count == 2, "\(field): \(hours)")
            }
            let story = try await house.run(["explain", "Ito"])
            #expect(story.output.contains("the same hours sent again"), "\(story.output)")
            let undone = try await house.run(["undo", "last", "--yes"])
            #expect(undone.told.contains("the hours are those from before"), "\(undone.told)")
            #expect(try await house.sandbox.stats().requests["/access_codes/update_multiple"] == 1)
            // A change of hours by a distance adds to nothing.
            let extended = try await house.run(["extend", "Ito", "--by", "1h", "--yes"])
            #expect(extended.exitCode == 0 && !extended.told.contains("recent"), "\(extended.told)")
        }
    }

    @Test func `a resend whose answer is lost has sent the hours, and leaves nothing open`() async throws {
        try await NightHouse.openNow { house in
            let fault = #"{"path":"/access_codes/update_multiple","kind":"reset","count":1,"after_effect":true}"#
            try await house.sandbox.fault(fault)
            let sent = try await house.run(["resend", "Ito", "--yes", "--json"])
            #expect(sent.exitCode == 0, "\(sent.told)")
            let status = try await house.run(["status"])
            #expect(!status.output.contains("UNFINISHED"), "\(status.output)")
        }
    }

    @Test(arguments: [
        (["open", "Room 204", "--yes"], "keyshift open \"Room 204\" --yes --reason \"guest outside, phone checked\""),
        (
            ["open", "Room 204", "--reason", " "],
            "keyshift open \"Room 204\" --reason \"guest outside, phone checked\""
        ),
        (["pin", "--", "Ito"], "keyshift pin --reason \"guest lost it\" -- Ito"),
        (
            ["approve", "1234abcd", "--break-glass"],
            "keyshift approve 1234abcd --break-glass --reason \"nobody else can look at it\""
        ),
        (["refuse", "1234abcd"], "keyshift refuse 1234abcd --reason \"the group leaves early\""),
        (["journal", "accept"], "keyshift journal accept --reason \"looked at the stays\""),
    ])
    func `what needs a reason says so first, with the whole line`(line: [String], whole: String) async throws {
        try await Program.withHome { program, _ in
            let refused = try await program.run(line)
            #expect(refused.exitCode == 64, "\(refused.told)")
            let first = refused.errors.split(separator: "\n").first.map(String.init)
            #expect(first?.hasPrefix("Error: ") == true && first?.hasSuffix(": \(whole)") == true, "\(refused.errors)")
        }
    }

    @Test(arguments: [["pin"], ["open"], ["refuse"], ["journal", "accept"]])
    func `the help of what needs a reason shows it as needed`(command: [String]) async throws {
        let help = try await Program().run(command + ["--help"])
        let usage = help.output.split(separator: "\n").first { $0.hasPrefix("USAGE:") }
        #expect(usage?.contains(" --reason <text> [<options>]") == true, "\(help.output)")
    }

    @Test(arguments: [["pin", "Ito", "--reason", "lost"], ["backup", "Ito", "--door", "Room 204"]])
    func `a PIN goes into no pipe`(_ line: [String]) async throws {
        try await NightHouse.openNow { house in
            let shown = try await house.run(line)
            #expect(shown.exitCode == 64 && shown.told.contains("at a terminal only"), "\(shown.told)")
            #expect(!shown.told.contains("948162"))
            let runs = try await house.run(["runs", "list", "--json"]).document()
            #expect((runs["runs"] as? [Any])?.isEmpty == true)
        }
    }
}
