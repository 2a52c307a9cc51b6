import Foundation
import Testing

/// A stay whose codes were made anew under another key, by a run or by somebody else: one stay in every list, and named as people do.
struct RenewedStayTests {
    private static func lines(_ screen: String, with text: String) -> [Substring] {
        screen.split(separator: "\n").filter { $0.contains(text) }
    }

    /// Makes codes of BK-2 anew under another key, as somebody at Seam's console would.
    private static func remake(_ house: NightHouse, on doors: [String]) async throws {
        let document = try await house.run(["find", "Nowak", "--json"]).document()
        let stay = try #require((document["stays"] as? [[String: Any]])?.first)
        let door = try #require((stay["doors"] as? [[String: Any]])?.first)
        let (starts, ends) = (door["starts_at"] as? String ?? "", door["ends_at"] as? String ?? "")
        let devices = try await house.devices()
        let ids = try doors.map { "\"\(try #require(devices[$0]))\"" }.joined(separator: ",")
        try await house.deleteCodes(of: "BK-2 Nowak", on: ["Front", "Room 9"])
        try await house.call(
            "access_codes/create_multiple",
            #"{"device_ids":[\#(ids)],"name":"BK-2 Nowak","starts_at":"\#(starts)","ends_at":"\#(ends)"}"#
        )
        try await house.advance(5)
    }

    @Test func `a stay with a new PIN is listed once, and the lines for it name the guest`() async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["find"]).exitCode == 0)
            #expect(try await house.run(["new-pin", "Nowak", "--yes"]).exitCode == 0)
            let found = try await house.run(["find", "Nowak"])
            #expect(Self.lines(found.output, with: "BK-2 Nowak").count == 1, "\(found.output)")
            let why = try await house.run(["why", "Nowak"])
            #expect(why.output.contains("keyshift explain \"BK-2 Nowak\""), "\(why.output)")
            #expect(!why.output.contains("keyshift_"), "\(why.output)")
            // Its old key is known still.
            #expect(try await house.run(["find", "booking-2"]).output.contains("ended, code gone"))
            #expect(try await house.run(["cancel", "Nowak", "--yes", "--allow", "lockout"]).exitCode == 0)
            let gone = try await house.run(["find", "Nowak"])
            #expect(Self.lines(gone.output, with: "BK-2 Nowak").count == 1, "\(gone.output)")
            let ended = try await house.run(["why", "Nowak"])
            #expect(!ended.output.contains("keyshift_") && !ended.output.contains("booking-2"), "\(ended.output)")
            let step = try #require(try await house.steps(["why", "Nowak"]).first)
            #expect(step.prefix(2) == ["readmit", "BK-2 Nowak"], "\(step)")
            let back = try await house.run(step + ["--yes"])
            #expect(back.exitCode == 0, "\(back.told)")
            let again = try await house.run(["find", "Nowak"])
            #expect(Self.lines(again.output, with: "BK-2 Nowak").count == 1, "\(again.output)")
        }
    }

    @Test func `codes that somebody else made anew are the same stay, and why says that the PIN may be another one`()
        async throws
    {
        try await NightHouse.openNow { house in
            try await Self.remake(house, on: ["Front", "Room 9"])
            let found = try await house.run(["find", "Nowak"])
            #expect(Self.lines(found.output, with: "BK-2 Nowak").count == 1, "\(found.output)")
            let why = try await house.run(["why", "Nowak"])
            let sentence = "not by a plan of this journal, and may have another PIN than before; it ends in ••"
            #expect(why.output.contains("the code was made anew after "), "\(why.output)")
            #expect(why.output.contains(sentence), "\(why.output)")
            #expect(why.output.contains("its codes were made anew after "), "\(why.output)")
            #expect(!why.output.contains("Nothing to mend"), "\(why.output)")
            let status = try await house.run(["status"])
            #expect(status.exitCode == 0 && !status.output.contains("GONE"), "\(status.told)")
        }
    }

    @Test func `a door that was left out when somebody else made the codes anew is known as lost, and given back`()
        async throws
    {
        try await NightHouse.openNow { house in
            try await Self.remake(house, on: ["Room 9"])
            let found = try await house.run(["find", "Nowak"])
            #expect(Self.lines(found.output, with: "BK-2 Nowak  ").count == 1, "\(found.output)")
            #expect(found.output.contains("code gone: Front"), "\(found.output)")
            let status = try await house.run(["status"])
            #expect(status.output.contains("GONE  BK-2 Nowak  the code on Front went"), "\(status.output)")
            let why = try await house.run(["why", "Nowak"])
            #expect(why.output.contains("CLOSED  Front"), "\(why.output)")
            let steps = try await house.steps(["why", "Nowak"])
            let step = try #require(steps.first { $0.first == "readmit" }, "\(steps)")
            let back = try await house.run(step + ["--yes"])
            #expect(back.exitCode == 0, "\(back.told)")
            let after = try await house.run(["find", "Nowak"])
            #expect(!after.output.contains("code gone"), "\(after.output)")
            #expect(try await house.run(["status"]).output.contains("GONE") == false)
        }
    }

    @Test func `codes that a new PIN has taken from their key are told by themselves, and as no stay that ended`()
        async throws
    {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["find"]).exitCode == 0)
            for id in try await house.codes("Nowak") {
                try await house.call("access_codes/update", #"{"access_code_id":"\#(id)","code":"424242"}"#)
            }
            try await house.advance(5)
            let found = try await house.run(["find", "Nowak"])
            #expect(!found.output.contains("ended, code gone"), "\(found.output)")
            #expect(found.output.contains("BK-2 Nowak is 2 stays"), "\(found.output)")
        }
    }
}
