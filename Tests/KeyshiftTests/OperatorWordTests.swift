import Foundation
import SeamSandbox
import Testing

/// What the program says when nothing changes, when nothing is left to undo, and when a run was given up.
struct OperatorWordTests {
    private static var sandbox: SandboxOptions {
        var options = SandboxOptions(groups: 8, devices: 4, rngSeed: 3, latencyMilliseconds: 10, rateLimits: .off)
        options.settleMilliseconds = 0
        return options
    }

    @Test(arguments: [
        ("groups.all():ending_on('2030-01-01')", "8 groups looked at, none ending on 2030-01-01."),
        ("groups.all():named('BK-0')", "8 groups looked at, none named \"BK-0\"."),
        (
            "groups.all():where(function(g) return false end):in_house()",
            "8 groups looked at, none for which the function says yes."
        ),
        ("groups.all():linked():mixed()", "8 groups looked at, none with different hours."),
    ])
    func `nothing to change says what was looked at, and which condition took the last group`(
        query: String,
        sentence: String,
    ) async throws {
        try await Program.withServer(Self.sandbox) { program, folder, _ in
            let script = try Program.write("for g in \(query):each() do g:extend('2h') end", in: folder)
            let plan = try await program.run(["plan", script])
            #expect(plan.exitCode == 0, "\(plan.errors)")
            #expect(plan.output.contains("nothing to change\n\(sentence)"), "\(plan.output)")
            let run = try await program.run(["run", script, "--yes"])
            #expect(run.output.contains("Nothing to change. \(sentence)\n"), "\(run.output)")
        }
    }

    @Test func `the head of a plan has its arguments as a shell takes them`() async throws {
        try await Program.withServer(Self.sandbox) { program, folder, _ in
            let source = "local given = args{ what = args.text() }\ngroups.all():list()[1]:extend('2h')"
            let script = try Program.write(source, in: folder)
            let plan = try await program.run(["plan", script, "2 h"])
            #expect(plan.output.hasPrefix("PLAN  test.lua  \"2 h\""), "\(plan.output) \(plan.errors)")
        }
    }

    @Test func `a run that the journal does not have is not named`() async throws {
        try await Program.withServer(Self.sandbox) { program, _, _ in
            let line = ["run", Program.automation("extend-all.lua"), "2h", "--yes", "--sandbox", "--pace", "off"]
            let embedded = try await program.run(line)
            #expect(embedded.exitCode == 0, "\(embedded.errors)")
            #expect(embedded.output.contains("DONE  "), "\(embedded.output)")
            #expect(!embedded.output.contains("keyshift undo"), "\(embedded.output)")
        }
    }

    @Test func `what is so already names no run`() async throws {
        try await NightHouse.open { house in
            let outcome = try await house.run(["extend", "BK-1", "--to", "12:00", "--yes"])
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("DONE  1 already so\n"), "\(outcome.output)")
        }
    }

    @Test func `a run that was given up is called so`() async throws {
        try await Program.withServer(Self.sandbox) { program, folder, server in
            let desk = RefusedDesk(program: program, folder: folder, server: server)
            try await desk.stopHalfWay()
            let status = try await desk.type("keyshift status")
            #expect(status.output.contains("UNFINISHED  "), "\(status.output)")
            #expect(
                status.output.contains("5 groups left (") && status.output.contains("), the first by "),
                "\(status.output)"
            )
            #expect(status.output.contains(" America/"), "\(status.output)")
            #expect(try await desk.type("keyshift runs abandon last").exitCode == 0)
            let list = try await desk.type("keyshift runs list")
            #expect(list.output.contains("  abandoned  "), "\(list.output)")
        }
    }

    @Test func `several groups of a name are listed with doors, hours and keys`() async throws {
        try await NightHouse.open { house in
            let code = try await house.codes("BK-2")
            try await house.call("access_codes/update", #"{"access_code_id":"\#(code[0])","name":"BK-1 Ito"}"#)
            let script = try Program.write(
                "groups.all():named('BK-1 Ito'):one()",
                in: FileManager.default.temporaryDirectory,
                name: "one-\(UUID().uuidString).lua"
            )
            defer { try? FileManager.default.removeItem(atPath: script) }
            let outcome = try await house.run(["plan", script])
            #expect(outcome.exitCode == 1)
            #expect(outcome.errors.contains("BK-1 Ito   Front, Room 204   "), "\(outcome.errors)")
            #expect(outcome.errors.contains("key booking-1"), "\(outcome.errors)")
            #expect(outcome.errors.contains("BK-1 Ito   Room 9   "), "\(outcome.errors)")
        }
    }

    @Test func `a second booking of a remembered name is found, and nothing is sent`() async throws {
        try await NightHouse.open { house in
            let line = ["extend", "BK-1", "--yes", "--to"]
            let first = try await house.run(line + ["13:00"])
            #expect(first.exitCode == 0, "\(first.errors)")
            try await house.advance(60)
            let device = try #require(try await house.devices()["Room 9"])
            try await house.call(
                "access_codes/create",
                #"{"device_id":"\#(device)","name":"BK-1 Haas","code":"3141","starts_at":"2027-03-06T20:00:00Z","#
                    + #""ends_at":"2027-03-08T16:00:00Z"}"#
            )
            let second = try await house.run(line + ["14:00"])
            #expect(second.exitCode == 1, "\(second.output)")
            #expect(second.errors.contains("BK-1 Ito   Front, Room 204"), "\(second.errors)")
            #expect(second.errors.contains("BK-1 Haas   Room 9"), "\(second.errors)")
        }
    }

    @Test func `the sandbox prints the lines that a shell needs`() async throws {
        let line = "timeout 5 \"$0\" sandbox | head -3"
        var program = Program()
        program.launcher = ["/bin/sh", "-c", line]
        let lines = try await program.run([]).output.split(separator: "\n")
        let address = try #require(lines.first).dropFirst("listening on ".count)
        #expect(lines.dropFirst() == ["export SEAM_ENDPOINT=\(address)", "export SEAM_API_KEY=seam_sandbox_key"])
    }

    @Test func `a new script suggests no day that is over`() async throws {
        try await Program.withHome { program, folder in
            let path = folder.appending(path: "mine.lua").path()
            #expect(try await program.run(["new", path]).exitCode == 0)
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let days = text.matches(of: /20\d\d-\d\d-\d\d/).map { String($0.output) }
            let today = Date.now.formatted(Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day())
            #expect(days.count == 2 && days.allSatisfy { $0 > today }, "\(days)")
        }
    }
}
