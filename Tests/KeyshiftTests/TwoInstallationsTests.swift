import Foundation
import Testing

/// Two installations with journals of their own, and one whose journal is not what it was: nothing moves twice.
struct TwoInstallationsTests {
    private static let storm = ["run", "storm", "2h", "--yes"]

    /// The same house at a desk with a journal of its own.
    private static func other(_ house: NightHouse) throws -> NightHouse {
        var other = house
        let home = try #require(house.program.environment["KEYSHIFT_HOME"])
        other.program.environment["KEYSHIFT_HOME"] = home + "-other"
        return other
    }

    @Test func `the same storm by another installation is refused, and the lines that are offered go on`() async throws
    {
        try await NightHouse.openNow { house in
            #expect(try await house.run(Self.storm).exitCode == 0)
            let other = try Self.other(house)
            let planned = try await other.run(["plan", "storm", "2h"])
            #expect(planned.exitCode == 4, "\(planned.told)")
            let second = try await other.run(Self.storm)
            #expect(second.exitCode == 4, "\(second.told)")
            for word in [
                "not by a run of this journal", "another installation", "nothing has to be done for them",
                "--allow recent",
            ] {
                #expect(second.errors.contains(word), "\(word): \(second.errors)")
            }
            let document = try await other.run(Self.storm + ["--json"]).document()
            #expect((document["error"] as? [String: Any])?["code"] as? String == "recent")
            let left = try await other.run(Self.storm + ["--leave-out", "recent"])
            #expect(left.exitCode == 3 && left.output.contains("LEFT OUT"), "\(left.told)")
            let updates = try await house.sandbox.stats().updates
            // Somebody may be standing outside: one named stay that gains time is sent, and told.
            let named = try await other.run(["extend", "Ito", "--by", "2h", "--yes"])
            #expect(named.exitCode == 0, "\(named.told)")
            #expect(named.output.contains("was moved as far"), "\(named.output)")
            #expect(try await house.sandbox.stats().updates > updates)
        }
    }

    @Test func `a journal that lost what was sent does not send it once more after somebody took it as it is`()
        async throws
    {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["status"]).exitCode == 0)
            let home = try #require(house.program.environment["KEYSHIFT_HOME"])
            let files = FileManager.default
            #expect(try await house.run(Self.storm).exitCode == 0)
            for name in try files.contentsOfDirectory(atPath: home) where name.hasPrefix("keyshift.db") {
                try files.removeItem(atPath: "\(home)/\(name)")
            }
            let lost = try await house.run(Self.storm)
            #expect(lost.exitCode == 4 && lost.errors.contains("lost"), "\(lost.told)")
            #expect(try await house.run(["journal", "accept", "--reason", "looked"]).exitCode == 0)
            let again = try await house.run(Self.storm)
            #expect(again.exitCode == 4, "\(again.told)")
            #expect(again.errors.contains("a run that this journal has lost"), "\(again.errors)")
        }
    }

    @Test func `without the events of Seam a change that adds to hours is refused, with what to do`() async throws {
        try await NightHouse.openNow { house in
            try await house.sandbox.fault(#"{"path":"/events/list","kind":"status","status":403}"#)
            let refused = try await house.run(Self.storm + ["--json"])
            #expect(refused.exitCode == 4, "\(refused.told)")
            #expect((try refused.document()["error"] as? [String: Any])?["code"] as? String == "witness")
            #expect(refused.errors.contains("--allow recent"), "\(refused.errors)")
            let named = try await house.run(["extend", "Ito", "--by", "30m", "--yes"])
            #expect(named.exitCode == 0 && named.output.contains("is not known"), "\(named.told)")
            let meant = try await house.run(Self.storm + ["--allow", "recent"])
            #expect(meant.exitCode == 0, "\(meant.told)")
        }
    }
}
