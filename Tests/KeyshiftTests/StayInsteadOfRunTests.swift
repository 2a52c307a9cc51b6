import Foundation
import Testing

/// A guest's name where a run is meant: the run that changed the guest last is named.
struct StayInsteadOfRunTests {
    @Test func `a name in the place of a run is answered with its newest run, and the line works`() async throws {
        try await NightHouse.openNow { house in
            let nobody = try await house.run(["undo", "Ito"])
            #expect(nobody.exitCode == 1 && nobody.errors.contains("no run is in the journal yet"), "\(nobody.told)")
            let source = "for g in groups.all():in_house():each() do g:extend('1h') end"
            let folder = FileManager.default.temporaryDirectory
            let file = try Program.write(source, in: folder, name: "\(UUID().uuidString).lua")
            defer { try? FileManager.default.removeItem(atPath: file) }
            let ran = try await house.run(["run", file, "--yes", "--json"])
            let id = try #require(try ran.document()["run_id"] as? String, "\(ran.told)")
            for line in [["undo", "Ito"], ["resume", "Ito"], ["verify", "Ito"], ["runs", "show", "Ito"]] {
                let refused = try await house.run(line)
                #expect(refused.exitCode == 1, "\(line): \(refused.told)")
                #expect(refused.errors.contains("the newest run with BK-1 Ito is \(id)"), "\(line): \(refused.told)")
                #expect(refused.errors.contains("keyshift undo \(id) --name \"BK-1 Ito\""), "\(refused.told)")
            }
            let undone = try await house.run(["undo", id, "--name", "BK-1 Ito", "--yes", "--json"])
            #expect(undone.exitCode == 0, "\(undone.told)")
            #expect(try undone.summary()["groups"] == 1)
        }
    }
}
