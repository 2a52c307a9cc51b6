import Foundation
import Glibc
import SeamSandbox
import Subprocess
import SystemPackage
import Testing

struct HardPlacesTests {
    /// A program that a line of the shell starts, as `"$@"`.
    private static func shell(_ line: String, _ program: Program = Program()) -> Program {
        var program = program
        program.launcher = ["/bin/sh", "-c", line, "sh"]
        return program
    }

    @Test(arguments: [
        ["run", "PIPE", "--sandbox"], ["plan", "PIPE"], ["check", "PIPE"], ["apply", "PIPE", "--sandbox"],
        ["run", "SCRIPT", "--settings", "PIPE", "--sandbox"], ["sandbox", "--seed", "PIPE"],
    ])
    func `a pipe in the place of a file is refused, and not waited for`(words: [String]) async throws {
        try await Program.withHome { program, folder in
            let pipe = folder.appending(path: "pipe").path()
            #expect(unsafe mkfifo(pipe, 0o600) == 0)
            let script = try Program.write("print(1)", in: folder)
            let arguments = words.map { $0 == "PIPE" ? pipe : $0 == "SCRIPT" ? script : $0 }
            let outcome = try await program.run(arguments)
            #expect([1, 64].contains(outcome.exitCode), "\(outcome)")
            #expect((outcome.output + outcome.errors).contains("is a pipe and no file"), "\(outcome)")
        }
    }

    @Test func `a folder in the place of a script is refused`() async throws {
        try await Program.withHome { program, folder in
            let outcome = try await program.run(["run", folder.path(), "--sandbox"])
            #expect(outcome.exitCode == 1)
            #expect(outcome.errors.contains("is a folder and no file"), "\(outcome.errors)")
        }
    }

    @Test(arguments: [12, 20, 40])
    func `too few descriptors are a sentence`(count: Int) async throws {
        let program = Self.shell("ulimit -n \(count); exec \"$@\"")
        let outcome = try await program.run(["run", Program.automation("extend-all.lua"), "2h", "--sandbox", "--json"])
        #expect(outcome.exitCode == 1)
        let code = try outcome.failure().code
        #expect(code == "open_files")
        #expect(outcome.errors.contains("may have \(count) files open"), "\(outcome.errors)")
    }

    @Test(arguments: [["status"], ["help"], ["--version"], ["run", "--help"], ["runs", "--json"]])
    func `a result that cannot be written is no success`(arguments: [String]) async throws {
        try await Program.withHome { program, _ in
            let outcome = try await Self.shell("exec \"$@\" > /dev/full", program).run(arguments)
            #expect(outcome.exitCode == 1)
            #expect(outcome.errors.contains("could not be written (No space left on device)"), "\(outcome.errors)")
        }
    }

    @Test func `a run whose result is lost has happened, and is no success`() async throws {
        try await Program.withServer { program, folder, server in
            let lost = Self.shell("exec \"$@\" > /dev/full", program)
            let script = Program.automation("extend-all.lua")
            let plan = try await lost.run(["plan", script, "2h"])
            #expect(plan.exitCode == 1)
            let run = try await lost.run(["run", script, "2h", "--yes"])
            #expect(run.exitCode == 3)
            #expect(server.requests(to: "/access_codes/update_multiple") == 8)
        }
    }

    @Test func `a reader that goes away ends no run`() async throws {
        try await Program.withServer { program, _, server in
            let ends = try FileDescriptor.pipe()
            try ends.readEnd.close()
            let result = try await Subprocess.run(
                program.configuration(["run", Program.automation("extend-all.lua"), "2h", "--yes"]),
                input: .none,
                output: .fileDescriptor(ends.writeEnd, closeAfterSpawningProcess: true),
                error: .discarded,
            )
            #expect(result.terminationStatus == .exited(3))
            #expect(server.requests(to: "/access_codes/update_multiple") == 8)
        }
    }

    @Test func `a port in use is a sentence`() async throws {
        try await Program.withServer { program, _, _ in
            let port = try #require(program.environment["SEAM_ENDPOINT"]?.split(separator: ":").last).description
            for command in ["serve", "sandbox"] {
                let outcome = try await program.run([command, "--port", port])
                #expect(outcome.exitCode == 1)
                #expect(outcome.errors.contains("cannot be had; another program may use it"), "\(outcome.errors)")
                #expect(outcome.errors.contains("--port"))
            }
        }
    }

    @Test(arguments: [
        ("{ \"max_groups\": 3, \"max_groups\": 300 }", "max_groups"),
        ("{ \"zones\": { \"a\": \"UTC\", \"a\": \"Europe/Paris\" } }", "a"),
    ])
    func `a key that comes twice in the settings is refused`(settings: String, key: String) async throws {
        try await Program.withHome { program, folder in
            let script = try Program.write("print(1)", in: folder)
            let file = try Program.write(settings, in: folder, name: "twice.json")
            let outcome = try await program.run(["run", script, "--sandbox", "--settings", file])
            #expect(outcome.exitCode == 1)
            #expect(outcome.errors.contains("the key \"\(key)\" comes twice"), "\(outcome.errors)")
        }
    }

    @Test func `a key that comes twice in a plan or a seed is refused`() async throws {
        try await Program.withServer { program, folder, _ in
            let plan = folder.appending(path: "plan.json")
            _ = try await program.run(["plan", Program.automation("extend-all.lua"), "2h", "-o", plan.path()])
            let text = try String(contentsOf: plan, encoding: .utf8)
            let twice = text.replacing("{\n", with: "{\n\"rows\": [],\n", maxReplacements: 1)
            let file = try Program.write(twice, in: folder, name: "twice.json")
            let outcome = try await program.run(["apply", file, "--yes"])
            #expect(outcome.exitCode == 4)
            #expect(outcome.errors.contains("the key \"rows\" comes twice"), "\(outcome.errors)")
            let seed = try Program.write("{ \"workspaces\": [], \"workspaces\": [] }", in: folder, name: "seed.json")
            let sandbox = try await program.run(["sandbox", "--seed", seed])
            #expect(sandbox.errors.contains("\"workspaces\" comes twice"), "\(sandbox.errors)")
        }
    }

    @Test func `an unwritable folder and a wrong value have codes of their own`() async throws {
        try await Program.withServer { program, folder, _ in
            let script = Program.automation("extend-all.lua")
            let plan = try await program.run(["plan", script, "2h", "-o", "/proc/none/plan.json", "--json"])
            let unwritable = try plan.failure().code
            #expect(unwritable == "file")
            let extended = try await program.run(["extend", "BK-none", "--to", "13:00", "--json"])
            let unknown = try extended.failure().code
            #expect(unknown == "unknown_booking")
            let status = try await program.run(["undo", "last", "--status", "moved", "--yes", "--json"])
            let code = try status.failure().code
            #expect(["invalid_value", "unknown_run"].contains(code))
        }
    }
}
