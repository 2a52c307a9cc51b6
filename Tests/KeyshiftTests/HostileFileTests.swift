import Foundation
import Glibc
import Testing

/// A script in a folder full of traps: links that lead out, links in a circle, pipes, devices and files of every size.
@Suite(
    .enabled(
        if: ProcessInfo.processInfo.environment["TSAN_OPTIONS"] == nil,
        "the limits are in real time, and the thread sanitizer makes scripts many times slower",
    )
)
struct HostileFileTests {
    private static let links = [
        "passwd.lua": "/etc/passwd", "zero.lua": "/dev/zero", "out": "/etc", "self.lua": "self.lua", "up": "..",
        "one": "two", "two": "one", "environ.csv": "/proc/self/environ", "stdin.lua": "/dev/stdin",
        "proc": "/proc/self",
        "gone.lua": "nowhere.lua", "root": "/",
    ]

    /// The ways by which a script could reach a file of the folder by a name without `.lua`.
    private static let attack = """
        local names = {
            "passwd", "zero", "out", "self", "up", "one", "two", "environ", "stdin", "proc", "gone", "root", "pipe", "dir", "secret",
        }
        local tails = { "", ".lua", ".csv", "/", "/passwd", "/init.lua", "/../up/../x", "/hostname", "/environ", "/etc/passwd", "/." }
        for _, name in ipairs(names) do
            for _, tail in ipairs(tails) do
                local path = name .. tail
                local file, why = io.open(path)
                assert(file == nil and #why > 0, path)
                assert(not pcall(io.lines, path), path)
                assert(not pcall(csv.read, path), path)
                for _ in ipairs{ 1 } do assert(not pcall(csv.rows, path), path) end
            end
            assert(not pcall(require, name), name)
            assert(not pcall(require, name .. ".passwd") and not pcall(require, "root.etc.passwd"))
            for _, template in ipairs{ "?", "?.lua", "root/etc/?", "out/?", "proc/fd/?", "/dev/?", "up/?.lua", "dir/?" } do
                package.path = template
                assert(not pcall(require, name), template)
            end
        end
        """

    @Test func `no link, no pipe, no device and no folder is opened, and nothing waits`() async throws {
        try await Self.withTraps { program, folder in
            let script = try Program.write(Self.attack + "\nprint('nothing opened')", in: folder, name: "attack.lua")
            let outcome = try await program.run(["run", script, "--sandbox", "--skip-check", "--time-limit", "20s"])
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            #expect(outcome.output.hasPrefix("nothing opened\n"))
        }
    }

    @Test func `a test of a script reaches no more`() async throws {
        try await Self.withTraps { program, folder in
            let source = """
                test.world{ now = "2026-11-24 08:00", zone = "UTC", doors = { "A" } }
                test.case("closed", function()
                    \(Self.attack)
                    for _, name in ipairs{ "passwd", "zero", "self", "stdin", "gone", "root/etc/passwd", "proc/fd/0" } do
                        local outcome = test.plan("./" .. name .. ".lua")
                        test.expect(outcome, { state = "failed", refusal = "load_error" })
                        assert(not outcome.message:find("root:"), outcome.message)
                    end
                end)
                """
            let file = try Program.write(source, in: folder, name: "closed_test.lua")
            let outcome = try await program.run(["test", file])
            #expect(outcome.exitCode == 0, "\(outcome.output) \(outcome.errors)")
        }
    }

    @Test func `a file that is larger than a script may hold is refused, or ends the script`() async throws {
        try await Self.withTraps { program, folder in
            let large = folder.appending(path: "large.lua").path()
            #expect(FileManager.default.createFile(atPath: large, contents: nil))
            // A hole: no byte of it is on the disk.
            #expect(unsafe truncate(large, 1 << 34) == 0)
            let source = """
                assert(not io.open("large.lua") and not pcall(io.lines, "large.lua") and not pcall(require, "large"))
                for _, read in ipairs{ csv.read, csv.rows } do assert(not pcall(read, "large.lua")) end
                print("refused")
                """
            let script = try Program.write(source, in: folder, name: "read.lua")
            let limits = ["--time-limit", "10s", "--memory-limit", "64MB", "--skip-check"]
            let outcome = try await program.run(["run", script, "--sandbox"] + limits)
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            #expect(outcome.output.hasPrefix("refused\n"))
        }
    }

    private static func withTraps(_ body: (Program, URL) async throws -> Void) async throws {
        try await Program.withHome { program, home in
            let folder = home.appending(path: "scripts")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            _ = try Program.write("return 'secret'", in: home, name: "secret.lua")
            _ = try Program.write("return {}", in: home, name: "x.lua")
            for (name, target) in links {
                try FileManager.default.createSymbolicLink(
                    atPath: folder.appending(path: name).path(),
                    withDestinationPath: target
                )
            }
            for name in ["pipe", "pipe.lua", "pipe.csv"] {
                #expect(unsafe mkfifo(folder.appending(path: name).path(), 0o600) == 0)
            }
            for name in ["dir", "dir.lua", "dir.csv"] {
                try FileManager.default.createDirectory(
                    at: folder.appending(path: name),
                    withIntermediateDirectories: true
                )
            }
            try await body(program, folder)
        }
    }
}
