import Foundation
import Subprocess
import Testing

/// Two processes, a stopped one, a full disk and a read-only journal: a clear refusal or a correct finish.
@Suite(.serialized)
struct ContentionTests {
    private static let script = Program.automation("extend-all.lua")
    private static let sandbox = [
        "--groups", "60", "--devices", "30", "--rng-seed", "5", "--latency", "20", "--rate-limits", "off",
    ]
    /// Slow enough to be stopped in the middle on a busy machine, too.
    private static let slowSandbox = sandbox.map { $0 == "20" ? "400" : $0 }
    private static let begin = ["run", script, "2h", "--yes", "--pace", "off", "--concurrency", "2"]
    private static let resume = ["resume", "last", "--yes", "--pace", "off"]

    @Test func `of two processes that resume one run at once, one works and the other says so`() async throws {
        try await SandboxProcess.with(Self.slowSandbox) { program, folder, sandbox in
            let before = try await GroupEnds.read(program, in: folder)
            try await Self.stop(program, sandbox, with: SIGKILL) { _ in }
            async let first = program.run(Self.resume)
            async let second = program.run(Self.resume)
            let outcomes = try await [first, second].sorted { $0.exitCode < $1.exitCode }
            #expect(outcomes[0].exitCode == 0, "\(outcomes[0].errors)")
            #expect(outcomes[1].exitCode != 0)
            let words = outcomes[1].errors
            #expect(words.contains("still at work") || words.contains("nothing is left to do"), "\(words)")
            let after = try await GroupEnds.read(program, in: folder)
            #expect(after.wrong(since: before, seconds: 7200).isEmpty)
        }
    }

    @Test func `a stopped process keeps its run, and finishes it when it goes on`() async throws {
        let isLong = ProcessInfo.processInfo.environment["KEYSHIFT_KILLS"] != nil
        try await SandboxProcess.with(Self.slowSandbox) { program, folder, sandbox in
            let before = try await GroupEnds.read(program, in: folder)
            try await Self.stop(program, sandbox, with: SIGSTOP) { process in
                let resumed = try await program.run(Self.resume)
                #expect(resumed.exitCode != 0)
                #expect(resumed.errors.contains("still at work"), "\(resumed.errors)")
                let abandoned = try await program.run(["runs", "abandon", "last"])
                #expect(abandoned.exitCode == 4)
                #expect(abandoned.errors.contains("still at work"), "\(abandoned.errors)")
                let again = try await program.run(Self.begin)
                #expect(again.exitCode == 4)
                #expect(again.errors.contains("works on it"), "\(again.errors)")
                // Past the time that a request, a read before a send, and a lock of another kind would take.
                if isLong { try await Task.sleep(for: .seconds(45)) }
                #expect(kill(process, SIGCONT) == 0)
                try await sandbox.wait(for: process)
            }
            _ = try await program.run(Self.resume)
            let after = try await GroupEnds.read(program, in: folder)
            #expect(after.wrong(since: before, seconds: 7200).isEmpty)
        }
    }

    @Test(
        .enabled(
            if: !Program.hasThreadSanitizer,
            "the sanitizer maps a file of its own, which the limit cuts: SIGBUS at the start"
        ),
        arguments: [48, 160, 224, 288, 352, 448],
    )
    func `when the disk is full nothing is sent that the journal does not know, and the rest can be resumed`(
        kilobytes: Int
    ) async throws {
        try await SandboxProcess.with(Self.sandbox) { program, folder, sandbox in
            let before = try await GroupEnds.read(program, in: folder)
            var limited = program
            limited.launcher = ["/bin/bash", "-c", "trap '' XFSZ; ulimit -f \(kilobytes); exec \"$@\"", "limited"]
            let outcome = try await limited.run(Self.begin)
            let sent = try await sandbox.stats().updates
            if outcome.exitCode != 0 {
                // A run that had begun ends as partial, and that is its result.
                let text = outcome.output + outcome.errors
                #expect(text.contains("keyshift.db"), "exit \(outcome.exitCode): \(text)")
            } else {
                #expect(sent >= 60)
            }
            let runs = try await program.run(["runs", "list", "--json"])
            let isBegun = runs.exitCode == 0 && runs.output.contains("run_id")
            if !isBegun { #expect(sent == 0) }
            let finish = try await program.run(isBegun ? Self.resume : Self.begin)
            #expect(finish.exitCode == 0 || finish.errors.contains("nothing is left to do"), "\(finish.errors)")
            let after = try await GroupEnds.read(program, in: folder)
            #expect(after.wrong(since: before, seconds: 7200).isEmpty)
        }
    }

    @Test(.enabled(if: geteuid() == 0 && FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv")))
    func `with a journal that cannot be written nothing is sent`() async throws {
        try await SandboxProcess.with(Self.sandbox) { program, folder, sandbox in
            let home = try #require(program.environment["KEYSHIFT_HOME"])
            _ = try await program.run(["runs", "list"])
            try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
            for (path, permissions) in [(home + "/keyshift.db", 0o444), (home, 0o555)] {
                try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: path)
            }
            var other = program
            other.launcher = ["/usr/bin/setpriv", "--bounding-set=-dac_override"]
            let outcome = try await other.run(Self.begin)
            #expect(outcome.exitCode == 1)
            #expect(
                outcome.errors.contains("KEYSHIFT_HOME") || outcome.errors.contains("keyshift.db"),
                "\(outcome.errors)"
            )
            #expect(try await sandbox.stats().updates == 0)
        }
    }

    /// Starts the run, sends a signal once the server has seen ten updates, and calls `body` while the process is there.
    private static func stop(
        _ program: Program,
        _ sandbox: SandboxProcess,
        with signal: Int32,
        _ body: @escaping @Sendable (Int32) async throws -> Void,
    ) async throws {
        _ = try await Subprocess.run(
            program.configuration(begin),
            input: .none,
            output: .discarded,
            error: .discarded,
        ) { execution in
            let process = execution.processIdentifier.value
            try await sandbox.wait(for: process) { $0.updates >= 10 }
            #expect(kill(process, signal) == 0)
            try await body(process)
        }
    }
}
