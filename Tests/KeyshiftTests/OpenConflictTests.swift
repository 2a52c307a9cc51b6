import Foundation
import Testing

/// A conflict that nobody has decided: what plans and `why` say of it, and the lines that decide it.
struct OpenConflictTests {
    /// Lets a plan that gives BK-1 two hours more find it with other ends, hours from now, on its doors.
    private static func conflict(_ house: NightHouse, _ ends: [String: Double]) async throws -> Program.Outcome {
        let file = FileManager.default.temporaryDirectory.appending(path: "all-\(UUID().uuidString).json").path()
        defer { try? FileManager.default.removeItem(atPath: file) }
        #expect(
            try await house.run(["plan", "extend-all", "2h", "--name", "Ito", "--name", "Early", "-o", file]).exitCode
                == 2
        )
        let devices = try await house.devices()
        let now = Date()
        for (door, hours) in ends.sorted(by: { $0.key < $1.key }) {
            let id = try await house.code("BK-1 Ito", on: try #require(devices[door]))
            let end = now.addingTimeInterval(hours * 3600).ISO8601Format()
            try await house.call("access_codes/update", #"{"access_code_id":"\#(id)","ends_at":"\#(end)"}"#)
        }
        try await house.advance(5)
        let applied = try await house.run(["apply", file, "--yes", "--allow-partial"])
        #expect(applied.exitCode == 3 && applied.output.contains("CONFLICT  BK-1 Ito"), "\(applied.told)")
        return applied
    }

    /// The words of the command that stands behind some text on the screen.
    private static func line(after text: String, in screen: String) throws -> [String] {
        let line = screen.split(separator: "\n").first { $0.contains(text) }
        let command = try #require(line?.components(separatedBy: text).last, "\(screen)")
        return try #require(NightHouse.commands(in: "    \(command)").first, "\(screen)")
    }

    private static let told = "BK-1 Ito has a conflict that nobody has decided"

    @Test func `each way of planning tells of a conflict that is open, and its line decides it also after a storm`()
        async throws
    {
        try await NightHouse.openNow { house in
            _ = try await Self.conflict(house, ["Front": 20, "Room 204": 20])
            let file = FileManager.default.temporaryDirectory.appending(path: "plan-\(UUID().uuidString).json").path()
            defer { try? FileManager.default.removeItem(atPath: file) }
            for line in [
                ["plan", "storm", "30m", "--leave-out", "recent", "-o", file],
                ["plan", "extend-all", "1h", "--leave-out", "recent"], ["apply", file, "--plan"],
                ["extend", "Ito", "--by", "10m", "--plan"],
            ] {
                let planned = try await house.run(line)
                #expect(planned.output.contains(Self.told), "\(line) \(planned.told)")
            }
            let storm = try await house.run(["run", "storm", "30m", "--leave-out", "recent", "--yes"])
            #expect(storm.exitCode == 0, "\(storm.told)")
            #expect(storm.output.contains("This plan goes by what is there, and leaves that open."), "\(storm.told)")
            let decision = try Self.line(after: "To have BK-1 Ito as it was wanted: ", in: storm.output)
            let status = try await house.run(["status"]).output
            #expect(status.contains("CONFLICT  BK-1 Ito: "), "\(status)")
            #expect(try Self.line(after: "to have BK-1 Ito as it was wanted: ", in: status) == decision)
            let why = try await house.run(["why", "Ito"])
            let head = try #require(status.split(separator: "\n").first { $0.hasPrefix("CONFLICT") })
            #expect(why.output.contains(head), "\(why.output)")
            #expect(!why.output.contains("Nothing to mend"), "\(why.output)")
            let steps = try await house.steps(["why", "Ito"])
            #expect(steps.first == decision && steps.contains { $0.first == "seen" }, "\(steps)")
            let same = try await house.run(decision + ["--plan"])
            #expect(same.output.contains("This plan gives just that."), "\(same.told)")
            #expect(!same.output.contains("To have BK-1 Ito as it was wanted"), "\(same.told)")
            let decided = try await house.run(decision + ["--yes"])
            #expect(decided.exitCode == 0, "\(decision) \(decided.told)")
            #expect(try await !house.run(["status"]).output.contains("CONFLICT"))
            #expect(try await !house.run(["why", "Ito"]).output.contains("CONFLICT"))
        }
    }

    @Test func `a conflict that somebody has looked at is told by no plan any more`() async throws {
        try await NightHouse.openNow { house in
            _ = try await Self.conflict(house, ["Front": 20, "Room 204": 20])
            let seen = try #require(try await house.steps(["why", "Ito"]).first { $0.first == "seen" })
            #expect(try await house.run(seen).exitCode == 0)
            #expect(try await !house.run(["plan", "storm", "30m", "--leave-out", "recent"]).output.contains(Self.told))
            #expect(try await !house.run(["why", "Ito"]).output.contains("CONFLICT"))
        }
    }

    @Test(arguments: [20.0, 28])
    func `the line below a conflict whose doors have different ends gives all of them the one that was wanted`(
        front: Double
    ) async throws {
        try await NightHouse.openNow { house in
            let applied = try await Self.conflict(house, ["Front": front, "Room 204": 40])
            #expect(!applied.output.contains("extend booking-1"), "\(applied.output)")
            let line = try Self.line(after: "by which the guest inside may lose time: ", in: applied.output)
            let done = try await house.run(line + ["--yes"])
            #expect(done.exitCode == 0, "\(line) \(done.told)")
            #expect(try await !house.run(["find", "Ito"]).output.contains("ends at different times"))
        }
    }

    @Test func `status has for a conflict of several doors the line that its run had, and it gives what was wanted`()
        async throws
    {
        try await NightHouse.openNow { house in
            let applied = try await Self.conflict(house, ["Room 204": 40])
            let risk = "to have BK-1 Ito as it was wanted, by which the guest inside may lose time: "
            let wanted = try Self.line(after: risk, in: applied.output)
            #expect(wanted.last == "lockout,mixed", "\(wanted)")
            let status = try await house.run(["status"]).output
            #expect(try Self.line(after: risk, in: status) == wanted, "\(status)")
            #expect(try await house.steps(["why", "Ito"]).contains(wanted))
            #expect(try await house.run(wanted + ["--yes"]).exitCode == 0)
            let found = try await house.run(["find", "Ito"]).output
            #expect(found.contains("Front, Room 204") && !found.contains("one-end"), "\(found)")
            #expect(try await !house.run(["status"]).output.contains("CONFLICT"))
        }
    }
}
