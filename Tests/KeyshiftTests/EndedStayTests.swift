import Testing

/// A stay whose hours are over, and that somebody wants to last longer.
struct EndedStayTests {
    @Test(arguments: [
        (["extend", "Ito", "--to", "15:00"], "2027-03-01 15:00"), (["extend", "Ito", "--by", "3h"], "+3h"),
        (["extend", "Ito", "--to", "12:30"], "+2h"), (["move", "Ito", "--ends", "tomorrow 10:00"], "2027-03-02 10:00"),
    ])
    func `a stay that has ended is not denied, and the line that lets it in again does`(line: [String], end: String)
        async throws
    {
        try await NightHouse.open { house in
            // Who has the front door alone would meet the guest there again.
            try await house.deleteUnseen("BK-3 Haas", on: "Front")
            #expect(try await house.run(["find"]).exitCode == 0)
            // Monday 13:00 at the doors; it ended at noon.
            try await house.advance(30 * 3600)
            let refused = try await house.run(line + ["--yes"])
            #expect(refused.exitCode == 1, "\(refused.told)")
            #expect(
                refused.told.contains("BK-1 Ito has ended: its hours were over Mon 12:00"),
                "\(refused.told)"
            )
            let typed = end.contains(" ") ? "\"\(end)\"" : end
            #expect(refused.told.contains("keyshift readmit \"BK-1 Ito\" --to \(typed)\n"), "\(refused.told)")
            let again = try await house.run(["readmit", "BK-1 Ito", "--to", end, "--plan"])
            #expect(again.exitCode == 2, "\(again.told)")
        }
    }

    @Test(arguments: ["late-checkout-list", "moves-from-list", "change-rooms", "cancel-list"])
    func `a list says of a stay that has ended that it has, when, and what lets it in again`(list: String) async throws
    {
        try await NightHouse.open { house in
            try await house.deleteUnseen("BK-3 Haas", on: "Front")
            #expect(try await house.run(["find"]).exitCode == 0)
            try await house.advance(30 * 3600)
            try await Program.withHome { _, folder in
                let text = "booking,ends,to\nBK-1,2027-03-01 15:00,Room 9\nBK-77,2027-03-01 15:00,Room 9\n"
                let file = try Program.write(text, in: folder, name: "list.csv")
                let arguments = list == "late-checkout-list" ? ["2027-03-01", "hour=ends"] : []
                let plan = try await house.run(["plan", list, file] + arguments)
                let told = plan.told.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                #expect(
                    told.contains("BK-1 Ito has ended: its hours were over Mon 12:00 America/New_York"),
                    "\(plan.told)"
                )
                #expect(told.contains("no group is known by \"BK-77\""), "\(plan.told)")
                #expect(!told.contains("no group is known by \"BK-1\""), "\(plan.told)")
                let line = "to let it in again: keyshift readmit \"BK-1 Ito\" --to +2h"
                #expect(told.contains(line) == (list != "cancel-list"), "\(plan.told)")
            }
            #expect(try await house.run(["readmit", "BK-1 Ito", "--to", "+2h", "--plan"]).exitCode == 2)
        }
    }

    @Test func `a room in which staff has a code, too, means the guest in it`() async throws {
        try await NightHouse.open { house in
            for door in ["Room 204", "Front"] {
                let hours = #""starts_at":"2027-02-01T20:00:00Z","ends_at":"2027-04-01T16:00:00Z""#
                let device = try await house.device(door)
                try await house.call(
                    "access_codes/create",
                    #"{"device_id":"\#(device)","name":"Cleaner Ana","common_code_key":"ana",\#(hours)}"#
                )
            }
            let plan = try await house.run(["extend", "204", "--by", "1h", "--plan"])
            #expect(plan.exitCode == 2 && plan.output.contains("BK-1 Ito"), "\(plan.told)")
            let hers = try await house.run(["extend", "Ana", "--by", "1h", "--plan"])
            #expect(hers.output.contains("Cleaner Ana"), "\(hers.told)")
        }
    }
}
