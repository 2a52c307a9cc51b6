import Foundation
import Glibc
import SeamSandbox
import Subprocess
import Testing

/// The program on a journal of several nodes: each folder of state is a machine.
///
/// Tests/PostgreSQL/run starts the server and names it; without one this suite is skipped.
@Suite(
    .serialized,
    .enabled(if: ProgramDatabase.server != nil, "KEYSHIFT_TEST_POSTGRES names no server: see Tests/PostgreSQL/run"),
)
struct PostgresProgramTests {
    /// Calls `body` with a program whose journal is in a database of its own, with the tables.
    private static func withDatabase(
        _ body: @escaping @Sendable (Program, URL, SandboxServer) async throws -> Void
    ) async throws {
        let database = try ProgramDatabase()
        try await Program.withServer { program, folder, sandbox in
            try await body(try await database.journal(of: program), folder, sandbox)
        }
    }

    /// The same program on another machine.
    private static func other(_ program: Program, _ folder: URL, name: String = "other") -> Program {
        var other = program
        other.environment["KEYSHIFT_HOME"] = folder.appending(path: name).path()
        other.environment["KEYSHIFT_NODE"] = name
        return other
    }

    @Test(arguments: [KillTests.House.groups, .grants])
    func `whenever a process is killed, all of a house is moved once by whoever goes on with its run`(
        house: KillTests.House
    ) async throws {
        let seed = KillTests.seed
        print("kill test on PostgreSQL: seed \(seed)")
        _ = try await KillTests.round(seed, number: 1, house, on: try ProgramDatabase())
    }

    @Test func `settings of the user name the journal as the variable does`() async throws {
        try await Self.withDatabase { program, folder, _ in
            var other = Self.other(program, folder)
            let place = try #require(program.environment["KEYSHIFT_JOURNAL"])
            other.environment["KEYSHIFT_JOURNAL"] = nil
            other.environment["XDG_CONFIG_HOME"] = folder.path()
            let own = folder.appending(path: "keyshift")
            try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
            _ = try Program.write("{ \"journal\": \"\(place)\" }", in: own, name: "keyshift.json")
            #expect(try await other.run(["nodes", "--json"]).document()["shared"] as? Bool == true)
            other.environment["KEYSHIFT_JOURNAL"] = "folder"
            #expect(try await other.run(["nodes", "--json"]).document()["shared"] as? Bool == false)
            other.environment["KEYSHIFT_JOURNAL"] = nil
            other.environment["XDG_CONFIG_HOME"] = nil
            #expect(try await other.run(["nodes", "--json"]).document()["shared"] as? Bool == false)
            let named = ["serve", "--once", "--settings", own.appending(path: "keyshift.json").path()]
            let script = try Program.write("print('x')", in: folder)
            let rules = ["--cron", "* * * * *", "--zone", "America/Toronto"]
            #expect(try await program.run(["schedule", "add", "nightly", script] + rules).exitCode == 0)
            let served = try await other.run(named)
            #expect(served.exitCode == 0 && !served.errors.contains("journal"), "\(served.errors)")
        }
    }

    @Test func `a node that is told to end is known to fire nothing from then on, and ends with 0`()
        async throws
    {
        try await Self.withDatabase { program, folder, _ in
            let desk = Self.other(program, folder, name: "desk")
            let status = try await ServeProcess.with(program) { server in
                func serving() async throws -> Int {
                    let nodes = try await desk.run(["nodes", "--json"]).document()["nodes"] as? [[String: Any]]
                    return nodes?.count { $0["serves"] as? Bool == true && $0["living"] as? Bool == true } ?? -1
                }
                #expect(try await serving() == 1)
                kill(server.processID, SIGTERM)
                var left = 50
                while try await serving() > 0, left > 0 { left -= 1 }
                #expect(left > 0)
            }
            #expect(status == .exited(0))
        }
    }

    @Test func `a node is drained from another machine, over a restart, until somebody ends it`() async throws {
        try await Self.withDatabase { program, folder, _ in
            var node = program
            node.environment["KEYSHIFT_NODE"] = "night-1"
            let desk = Self.other(program, folder, name: "desk")
            @Sendable func state() async throws -> [Bool?] {
                let nodes = try await desk.run(["nodes", "--json"]).document()["nodes"] as? [[String: Any]]
                let serving = nodes?.first { node in
                    (node["name"] as? String)?.hasPrefix("night-1") == true && node["living"] as? Bool == true
                }
                return [serving?["serves"] as? Bool, serving?["draining"] as? Bool]
            }
            let nobody = try await desk.run(["nodes", "drain", "night-1"])
            #expect(nobody.exitCode == 1 && nobody.errors.contains("nobody serves"), "\(nobody.told)")
            for isDrained in [false, true] {
                let status = try await ServeProcess.with(node) { server in
                    if !isDrained {
                        let wrong = try await desk.run(["nodes", "drain", "night-9"])
                        #expect(wrong.errors.contains("there serve night-1"), "\(wrong.told)")
                        #expect(try await state() == [true, false])
                        let drained = try await desk.run(["nodes", "drain", "night-1"])
                        #expect(
                            drained.exitCode == 0 && drained.errors.contains("No other node serves"),
                            "\(drained.told)"
                        )
                    }
                    #expect(try await state() == [false, true])
                    #expect(try await desk.run(["nodes"]).output.contains("drained"))
                    if isDrained {
                        #expect(try await desk.run(["nodes", "undrain", "night-1"]).exitCode == 0)
                        #expect(try await state() == [true, false])
                    }
                    kill(server.processID, SIGTERM)
                }
                #expect(status == .exited(0))
            }
            let again = try await desk.run(["nodes", "undrain", "night-1"])
            #expect(again.output.contains("was not drained"), "\(again.told)")
        }
    }

    @Test func `commits that a switch to another server lost are seen at Seam, and not sent once more`() async throws {
        try await Self.withDatabase { program, folder, _ in
            let script = try Program.write("for g in groups.all():each() do g:extend('1h') end", in: folder)
            let storm = ["run", script, "--yes", "--allow", "overlap"]
            #expect(try await program.run(["status"]).exitCode == 0)
            // The second server, which takes over later and has none of what follows.
            let standby = try ProgramDatabase(copyOf: try #require(program.environment["KEYSHIFT_JOURNAL"]))
            let first = try await program.run(storm)
            #expect(first.exitCode == 0, "\(first.told)")
            var switched = program
            switched.environment["KEYSHIFT_JOURNAL"] = standby.place
            let lost = try await switched.run(storm)
            #expect(lost.exitCode == 4 && lost.errors.contains("lost"), "\(lost.told)")
            #expect(try await switched.run(["journal", "accept", "--reason", "looked"]).exitCode == 0)
            let again = try await switched.run(storm)
            #expect(again.exitCode == 4, "\(again.told)")
            #expect(again.errors.contains("a run that this journal has lost"), "\(again.errors)")
        }
    }

    @Test func `a schedule that was added on one machine fires on another that has none of its files`() async throws {
        try await Self.withDatabase { program, folder, _ in
            let script = try Program.write("print('the text that was added')", in: folder)
            let rules = ["--cron", "0 0 1 1 *", "--zone", "America/Toronto"]
            let added = try await program.run(["schedule", "add", "nightly", script] + rules)
            #expect(added.exitCode == 0, "\(added.errors)")
            try FileManager.default.removeItem(atPath: script)
            let fired = try await Self.other(program, folder).run(["schedule", "trigger", "nightly"])
            #expect(fired.exitCode == 0, "\(fired.errors)")
            let log = try #require(fired.errors.firstMatch(of: #/log: (\S+)/#), "\(fired.errors)")
            let text = try String(contentsOfFile: String(log.1), encoding: .utf8)
            #expect(text.contains("the text that was added"), "\(text)")
        }
    }
}
