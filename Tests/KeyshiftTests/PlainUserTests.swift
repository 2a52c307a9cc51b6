import Foundation
import Glibc
import Testing

/// The program as most users start it: without any of the rights that root has.
struct PlainUserTests {
    private static let setpriv = "/usr/bin/setpriv"

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: setpriv) && geteuid() == 0))
    func `a user without the rights of root reads, plans and sends`() async throws {
        try await Program.withServer { program, folder, _ in
            var plain = program
            plain.launcher = [Self.setpriv, "--bounding-set=-all", "--inh-caps=-all"]
            let script = try Program.write("for g in groups.all():each() do g:extend('1h') end", in: folder)
            let outcome = try await plain.run(["run", script, "--allow", "overlap", "--yes", "--json"])
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            let summary = try #require(try outcome.document()["summary"] as? [String: Any])
            let moved = ["applied", "on_device"].map { summary[$0] as? Int ?? 0 }
            #expect(moved.reduce(0, +) >= 8, "\(summary)")
        }
    }
}
