import Foundation
import SeamSandbox
import Subprocess
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A desk in a folder of its own, where lines are typed as a shell reads them.
struct RefusedDesk: Sendable {
    let program: Program
    let folder: URL
    let server: SandboxServer

    /// Types a line in the folder.
    func type(_ line: String) async throws -> Program.Outcome { try await shell(line).run([]) }

    /// The commands in what was said: from `keyshift` or `export` to the end of its line.
    static func commands(in text: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            let start = ["keyshift ", "export SEAM_"].compactMap { line.range(of: $0)?.lowerBound }.min()
            guard let start, start == line.startIndex || line[line.index(before: start)].isWhitespace else {
                return nil
            }
            let words = line[start...]
            return words.hasSuffix(".") ? String(words.dropLast()) : String(words)
        }
    }

    func write(_ name: String, _ text: String) throws { _ = try Program.write(text, in: folder, name: name) }

    func read(_ name: String) throws -> String {
        try String(contentsOfFile: folder.appending(path: name).path(), encoding: .utf8)
    }

    /// Keeps a plan of all groups in `p.json`.
    func planAll() async throws {
        let plan = try await type("keyshift plan extend-all 2h -o p.json")
        #expect(plan.exitCode == 2, "\(plan.errors)")
    }

    /// Deletes the journal, and leaves what was noted of it beside.
    func loseJournal() throws {
        for name in ["keyshift.db", "keyshift.db-wal", "keyshift.db-shm"] {
            try? FileManager.default.removeItem(at: folder.appending(path: "home/\(name)"))
        }
    }

    /// Has the server refuse all updates from now on, and take none of them.
    func refuseUpdates() async throws {
        let endpoint = try #require(program.environment["SEAM_ENDPOINT"])
        var request = URLRequest(url: try #require(URL(string: "\(endpoint)/_sandbox/faults")))
        request.httpMethod = "POST"
        request.httpBody = Data(#"{"path":"/access_codes/update_multiple","kind":"status","status":400}"#.utf8)
        let (_, response) = try await URLSession.shared.data(for: request)
        try #require((response as? HTTPURLResponse)?.statusCode == 200)
    }

    /// Kills a run that holds five groups of eight.
    func stopHalfWay(more: [String] = []) async throws {
        try write(
            "part.lua",
            "for i, g in ipairs(groups.all():list()) do if i < 6 then g:extend('2h') end end"
        )
        let line = ["run", "part.lua", "--yes", "--pace", "off", "--concurrency", "1"] + more
        var started = program
        started.launcher = ["/usr/bin/env", "-C", folder.path()]
        let update = "/access_codes/update_multiple"
        let result = try await Subprocess.run(
            started.configuration(line),
            input: .none,
            output: .discarded,
            error: .discarded,
        ) { execution in
            try await server.wait(for: server.requests(to: update) + 1, of: update)
            try execution.send(signal: .kill)
        }
        #expect(result.terminationStatus == .signaled(9))
    }

    private func shell(_ line: String) -> Program {
        var shell = program
        let function = "keyshift() { \"$0\" \"$@\"; }"
        shell.launcher = ["/bin/sh", "-c", "cd '\(folder.path())' && \(function); \(line)"]
        return shell
    }
}
