import CivilTime
import Foundation
import Glibc
import Subprocess
import Synchronization
import Testing

/// Alarms by the program: what lists show, who is told, and what a bad hook or a hanging receiver does.
struct AlarmCommandTests {
    private static let script = """
        local trouble = io.open("trouble")
        if trouble then run.alarm{ kind = "feed", about = "the feed", text = "no answer: look at it", level = "urgent" } end
        """

    /// A schedule whose script raises an alarm while a file is there.
    private func add(_ program: Program, _ folder: URL, _ options: [String] = []) async throws {
        let script = try Program.write(Self.script, in: folder, name: "watch.lua")
        try Data().write(to: folder.appending(path: "trouble"))
        let added = try await program.run(
            ["schedule", "add", "watch", script, "--cron", "@hourly", "--zone", "UTC"] + options
        )
        #expect(added.exitCode == 0, "\(added.errors)")
    }

    private func serve(_ program: Program, hours: Double, _ options: [String] = []) async throws -> Program.Outcome {
        let now = Date.now.addingTimeInterval(hours * 3600).formatted(.iso8601)
        return try await program.run(["serve", "--once", "--now", now] + options)
    }

    /// Settings with hooks that are shell scripts; each writes what it reads where it says.
    private func hooks(_ bodies: [String: String], in folder: URL) throws -> String {
        var hooks: [String: Any] = [:]
        for (name, body) in bodies {
            let file = try Program.write("#!/bin/sh\n\(body)\n", in: folder, name: "\(name).sh")
            unsafe chmod(file, 0o700)
            hooks[name] = ["command": [file], "timeout": "1s"]
        }
        let data = try JSONSerialization.data(withJSONObject: ["hooks": hooks])
        let file = folder.appending(path: "node.json")
        try data.write(to: file)
        unsafe chmod(file.path(), 0o600)
        return file.path()
    }

    @Test func `an alarm is listed, told, looked at and cleared`() async throws {
        try await Program.withServer { program, folder, _ in
            try await add(program, folder)
            #expect(try await serve(program, hours: 1).exitCode == 0)
            let listed = try await program.run(["alarms"])
            #expect(listed.exitCode == 3)
            #expect(listed.output.contains("URGENT  the feed: no answer: look at it"), "\(listed.output)")
            let status = try await program.run(["status"])
            #expect(status.exitCode == 3 && status.output.contains("ALARM  URGENT  the feed"), "\(status.output)")
            let document = try await program.run(["alarms", "--json"]).document()
            let alarm = try #require((document["alarms"] as? [[String: Any]])?.first)
            #expect(alarm["state"] as? String == "raised" && alarm["schedule"] as? String == "watch")
            let id = try #require(alarm["id"] as? Int)
            #expect(try await program.run(["alarms", "seen", "\(id)"]).exitCode == 0)
            #expect(try await program.run(["alarms"]).exitCode == 0)
            #expect(try await program.run(["status"]).exitCode == 0)
            #expect(try await program.run(["alarms", "seen", "9999"]).exitCode == 1)
            try FileManager.default.removeItem(at: folder.appending(path: "trouble"))
            #expect(try await serve(program, hours: 2).exitCode == 0)
            let after = try await program.run(["alarms"])
            #expect(after.exitCode == 0 && after.output.hasPrefix("No alarm"), "\(after.output)")
            #expect(try await program.run(["alarms", "--all"]).output.contains("mended"))
        }
    }

    @Test(
        arguments: [
            (nil, nil), ("vera", nil), ("ben", "ben (root)"),
        ] as [(String?, String?)]
    )
    func `with people the one who is signed in is kept as who has looked, and a viewer or nobody silences nothing`(
        name: String?,
        kept: String?,
    ) async throws {
        try await Program.withServer { program, folder, _ in
            try await add(program, folder)
            #expect(try await serve(program, hours: 1).exitCode == 0)
            let house = try await People.begin(program)
            _ = try await program.run(["people", "logout"])
            if let name { try await house.join(name, name == "ben" ? "operator" : "viewer") }
            let seen = try await program.run(["alarms", "seen", "1", "--operator", "root"])
            #expect(seen.exitCode == (kept == nil ? 4 : 0), "\(seen.errors)")
            let document = try await program.run(["alarms", "--json"]).document()
            let alarm = try #require((document["alarms"] as? [[String: Any]])?.first)
            #expect(alarm["seen_by"] as? String == kept, "\(alarm)")
            #expect(alarm["state"] as? String == (kept == nil ? "raised" : "seen"))
        }
    }

    @Test func `who stops everything is kept by the name that is signed in, and is asked for nothing`() async throws {
        try await Program.withHome { program, _ in
            let house = try await People.begin(program)
            try await house.join("vera", "viewer")
            let frozen = try await program.run(["freeze", "--operator", "root", "--reason", "smoke"])
            #expect(frozen.exitCode == 0 && frozen.output.contains("by vera (root)"), "\(frozen.output)")
            // A desk's file that cannot be used keeps nobody from stopping.
            try await house.join("ben", "operator")
            #expect(try await program.run(["thaw"]).exitCode == 0)
            let file = "\(house.folder)/desk-\(getuid())"
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
            let again = try await program.run(["freeze", "--operator", "root"])
            #expect(again.exitCode == 0 && again.output.contains("by root"), "\(again.errors)")
        }
    }

    @Test func `the address of the schedule and a hook get it once`() async throws {
        let receiver = try Receiver()
        defer { receiver.close() }
        let url = receiver.url
        try await Program.withServer { program, folder, _ in
            try await add(program, folder, ["--on-failure", url])
            var program = program
            program.environment["HOOK_TEST"] = "secret"
            let settings = try hooks(["mail": "cat > \(folder.path())/told; env > \(folder.path())/env"], in: folder)
            let outcome = try await serve(program, hours: 1, ["--settings", settings])
            #expect(!outcome.errors.contains("could not be told"), "\(outcome.errors)")
            _ = try await serve(program, hours: 1, ["--settings", settings])
            let told = try String(contentsOf: folder.appending(path: "told"), encoding: .utf8)
            #expect(receiver.documents.count == 1)
            for text in receiver.documents + [told] {
                let problems = try JSONSchema("alarm-notice.json").problems(of: JSONSample(parsing: text))
                #expect(problems.isEmpty, "\(problems)")
                #expect(text.contains("no answer: look at it"))
            }
            let environment = try String(contentsOf: folder.appending(path: "env"), encoding: .utf8)
            #expect(!environment.contains("SEAM") && !environment.contains("KEYSHIFT") && !environment.contains("HOOK"))
            let document = try await program.run(["alarms", "--json"]).document()
            #expect((document["alarms"] as? [[String: Any]])?.first?["state"] as? String == "told")
        }
    }

    @Test func `a hook that hangs, fails, prints without end or is not there does no harm to the others`()
        async throws
    {
        try await Program.withServer { program, folder, _ in
            try await add(program, folder)
            let place = folder.path()
            let bodies = [
                "hangs": "trap '' TERM; sleep 60 & wait; sleep 60", "fails": "exit 3", "deaf": "exec 0<&-; exit 0",
                "prints":
                    "head -c 1000000 /dev/zero | tr '\\0' x; head -c 1000000 /dev/zero >&2; cat > \(place)/printed",
                "endless": "yes", "well": "cat > \(place)/told",
            ]
            let settings = try hooks(bodies, in: folder)
            try FileManager.default.removeItem(at: folder.appending(path: "deaf.sh"))
            let outcome = try await serve(program, hours: 1, ["--settings", settings])
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            let said = outcome.errors
            #expect(said.contains("hook hangs: 1 alarm could not be told: it did not end within 1s"), "\(said)")
            #expect(said.contains("hook endless: 1 alarm could not be told: it did not end within 1s"), "\(said)")
            #expect(said.contains("hook fails: 1 alarm could not be told: it ended with exit code 3"), "\(said)")
            #expect(said.contains("hook deaf: 1 alarm could not be told: it could not be started"), "\(said)")
            #expect(!said.contains("hook well") && !said.contains("hook prints"), "\(said)")
            for file in ["told", "printed"] {
                let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
                #expect(text.contains("the feed"))
            }
        }
    }

    @Test(arguments: [
        (true, 0o600 as mode_t, "hooks start programs. Beside a script"),
        (false, 0o622, "nobody but its owner may write it"),
    ])
    func `hooks beside a script, or in a file that others can write, are refused`(
        besideScript: Bool,
        mode: mode_t,
        words: String,
    ) async throws {
        try await Program.withServer { program, folder, _ in
            let script = try Program.write("print(1)", in: folder)
            let text = "{ \"hooks\": { \"a\": { \"command\": [\"/bin/true\"] } } }"
            let file = try Program.write(text, in: folder, name: besideScript ? "keyshift.json" : "node.json")
            unsafe chmod(file, mode)
            let line = besideScript ? ["plan", script] : ["serve", "--once", "--settings", file]
            let outcome = try await program.run(line)
            #expect(outcome.exitCode == 1)
            #expect(outcome.errors.contains(words), "\(outcome.errors)")
        }
    }

    /// When a listener takes the sender for dead: when four heartbeats that it was promised did not come, and the time of one more
    /// is over, for the way.
    private static func noticedAt(_ beat: JSONSample) throws -> Instant {
        guard let at = beat["at"]?.text, case .number(let seconds)? = beat["next_within_seconds"] else {
            throw CocoaError(.coderReadCorrupt)
        }
        return try Instant(iso8601: at) + TimeSpan(milliseconds: Int64(seconds) * 1000 * 5)
    }

    @Test func `a server that is killed is noticed in five minutes by who listens to its heartbeat`() async throws {
        let receiver = try Receiver()
        defer { receiver.close() }
        let url = receiver.url
        let limit = TimeSpan(milliseconds: 300_000)
        let killedAt = Mutex(Instant(milliseconds: 0))
        try await Program.withHome { program, _ in
            let status = try await ServeProcess.with(program, ["--heartbeat", url]) { serve in
                await receiver.wait(for: 1)
                killedAt.withLock { $0 = .now() }
                kill(serve.processID, SIGKILL)
            }
            #expect(status == .signaled(SIGKILL))
        }
        // The process is gone with its connections: what has come by now is all that ever comes.
        let beats = try receiver.documents.map { try JSONSample(parsing: $0) }
        for beat in beats { #expect(try JSONSchema("heartbeat.json").problems(of: beat).isEmpty) }
        let noticedAt = try Self.noticedAt(try #require(beats.last))
        let killed = killedAt.withLock { $0 }
        #expect(noticedAt > killed, "one that is well is taken for dead")
        #expect(noticedAt - killed <= limit, "it is noticed \((noticedAt - killed).milliseconds) ms after its end")
    }

    /// What is said of a receiver that answers badly, nil where it counts as told.
    private static let answers: [(Receiver.Manner, String?)] = [
        (.well, nil), (.endless, nil), (.short, "its address did not answer within 10s"),
        (.longHead, "127.0.0.1 does not answer in HTTP"), (.garbage, "127.0.0.1 does not answer in HTTP"),
        (.closing, "127.0.0.1: the connection was closed before the answer"), (.circle, "its address answered 307"),
    ]

    @Test func `how a receiver answers costs neither memory nor time, and its status alone says whether it was told`()
        async throws
    {
        let receivers = try Self.answers.map { (manner: $0.0, said: $0.1, receiver: try Receiver($0.0)) }
        defer { receivers.forEach { $0.receiver.close() } }
        try await Program.withServer { program, folder, _ in
            let script = try Program.write("error('no')", in: folder)
            for (manner, _, receiver) in receivers {
                _ = try await program.run([
                    "schedule", "add", manner.rawValue, script, "--cron", "@hourly", "--zone", "UTC", "--on-failure",
                    receiver.url, "--skip-check",
                ])
            }
            let outcome = try await serve(program, hours: 1)
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            for (manner, said, receiver) in receivers {
                #expect(receiver.documents.contains { $0.contains("\"schedule\":\"\(manner.rawValue)\"") }, "\(manner)")
                let line = "\(manner.rawValue): the notice could not be posted"
                #expect(outcome.errors.contains(line) == (said != nil), "\(manner): \(outcome.errors)")
                if let said { #expect(outcome.errors.contains("\(line): \(said)"), "\(manner): \(outcome.errors)") }
            }
            // What is read of an answer without end is little, and what is on its way.
            for (manner, _, receiver) in receivers { #expect(receiver.sentBytes < 16 << 20, "\(manner)") }
        }
    }

    @Test func `a receiver that never answers keeps no notice from another address, and no end from the server`()
        async throws
    {
        let (silent, well) = (try Receiver(.silent), try Receiver())
        defer {
            silent.close()
            well.close()
        }
        let (silence, answer) = (silent.url, well.url)
        try await Program.withServer { program, folder, _ in
            let script = try Program.write("error('no')", in: folder)
            for (name, url) in [("a", silence), ("b", silence), ("c", answer)] {
                _ = try await program.run([
                    "schedule", "add", name, script, "--cron", "@hourly", "--zone", "UTC", "--on-failure", url,
                    "--skip-check",
                ])
            }
            let outcome = try await serve(program, hours: 1)
            #expect(outcome.exitCode == 0)
            #expect(well.documents.count == 1)
            #expect(outcome.errors.contains("a: the notice could not be posted: its address did not answer within 10s"))
            #expect(outcome.errors.contains("b: the notice could not be posted: its address did not answer within 10s"))
        }
    }
}
