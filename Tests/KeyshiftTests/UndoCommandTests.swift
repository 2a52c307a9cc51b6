import Foundation
import SeamSandbox
import Subprocess
import Testing

struct UndoCommandTests {
    private static let update = "/access_codes/update_multiple"
    private static let unlimited = SandboxOptions(groups: 8, devices: 4, rngSeed: 3, rateLimits: .off)

    @Test func `an undo gives every group its hours back, and its undo moves them again`() async throws {
        try await Program.withServer(Self.unlimited) { program, folder, server in
            let before = try await program.groups(in: folder)
            let first = try await program.extendAll()
            let moved = try await program.groups(in: folder)
            let undone = try await program.run(["undo", first, "--yes", "--json", "--pace", "off"])
            #expect(undone.exitCode == 0, "\(undone.errors)")
            #expect(try undone.summary()["applied"] == 8)
            #expect(try await program.groups(in: folder) == before)
            let undo = try #require(try undone.document()["run_id"] as? String)
            let redone = try await program.run(["undo", undo, "--yes", "--json", "--pace", "off"])
            #expect(redone.exitCode == 0, "\(redone.errors)")
            #expect(try await program.groups(in: folder) == moved)
            #expect(server.requests(to: Self.update) == 24)
        }
    }

    @Test(arguments: [["--yes"], [], ["--yes", "--json"]])
    func `an undo of the last run that is typed twice sends nothing the second time, and names the undo`(
        options: [String]
    ) async throws {
        try await Program.withServer(Self.unlimited) { program, folder, server in
            let before = try await program.groups(in: folder)
            let first = try await program.extendAll()
            let undone = try await program.run(["undo", "last", "--yes", "--json", "--pace", "off"])
            #expect(undone.exitCode == 0, "\(undone.errors)")
            let undo = try #require(try undone.document()["run_id"] as? String)
            let sent = server.requests(to: Self.update)
            let again = try await program.run(["undo", "last", "--pace", "off"] + options)
            #expect(again.exitCode == 4, "\(again.told)")
            #expect(
                again.told.contains("the last run, \(undo), was an undo: it took back run \(first)"),
                "\(again.told)"
            )
            let line = "    keyshift undo \(undo) --pace off\(options.map { " " + $0 }.joined())"
            #expect(again.errors.split(separator: "\n").contains { $0 == line }, "\(again.errors)")
            #expect(server.requests(to: Self.update) == sent)
            #expect(try await program.groups(in: folder) == before)
            let plan = try await program.run(["undo", "last", "--plan"])
            #expect(plan.exitCode == 2, "\(plan.told)")
            #expect(plan.errors.contains("makes the changes of run \(first) again"), "\(plan.errors)")
        }
    }

    @Test func `the last run is the newest that the same person began, and it is named`() async throws {
        try await Program.withServer(Self.unlimited) { program, folder, server in
            let first = try await program.extendAll()
            let other = try Program.write("groups.all():list()[1]:extend('30m', { allow = 'recent' })", in: folder)
            let second = try await program.run(["run", other, "--yes", "--operator", "ben"])
            #expect(second.exitCode == 0, "\(second.errors)")
            let plan = try await program.run(["undo", "last", "--plan"])
            #expect(plan.errors.contains("The last run of ana is \(first), extend-all.lua 2h"), "\(plan.errors)")
            let nobody = try await program.run(["undo", "last", "--yes", "--operator", "eve"])
            #expect(nobody.exitCode == 1)
            #expect(nobody.errors.contains("eve has begun no run by hand"), "\(nobody.errors)")
            #expect(nobody.errors.contains("keyshift runs"), "\(nobody.errors)")
            #expect(server.requests(to: Self.update) == 9)
        }
    }

    @Test func `the plan of an undo sends nothing, and shows the way back`() async throws {
        try await Program.withServer { program, _, server in
            let run = try await program.extendAll()
            let plan = try await program.run(["undo", run, "--plan"])
            #expect(plan.exitCode == 2, "\(plan.errors)")
            #expect(plan.output.contains("8 groups change"))
            #expect(plan.output.contains("-2h"))
            #expect(server.requests(to: Self.update) == 8)
        }
    }

    @Test func `a group that somebody else has changed is a conflict, is named, and stays untouched`() async throws {
        try await Program.withServer { program, folder, _ in
            let before = try await program.groups(in: folder)
            let run = try await program.extendAll()
            let other = try Program.write(
                "groups.all():list()[1]:extend('30m', { because = 'VIP', allow = 'recent' })",
                in: folder
            )
            let second = try await program.run(["run", other, "--yes", "--operator", "ben", "--reason", "VIP"])
            #expect(second.exitCode == 0, "\(second.errors)")
            let undone = try await program.run(["undo", run, "--yes"])
            #expect(undone.exitCode == 3)
            #expect(undone.output.contains("CONFLICT"))
            #expect(undone.output.contains("by run"))
            #expect(undone.output.contains("ben, \"VIP\""))
            let after = try await program.groups(in: folder)
            #expect(after.filter { before[$0.key] != $0.value }.count == 1)
        }
    }

    @Test func `a change that this journal does not know is told as none of this journal`() async throws {
        try await Program.withServer { program, folder, _ in
            let run = try await program.extendAll()
            var elsewhere = program
            elsewhere.environment["KEYSHIFT_HOME"] = folder.appending(path: "elsewhere").path()
            let other = try Program.write("groups.all():list()[1]:extend('30m')", in: folder)
            let changed = try await elsewhere.run(["run", other, "--yes"])
            #expect(changed.exitCode == 0, "\(changed.errors)")
            let plan = try await program.run(["undo", run, "--plan"])
            #expect(plan.output.contains("CONFLICT"))
            #expect(plan.output.contains("not by a run of this journal"), "\(plan.output)")
            #expect(plan.output.contains("7 groups change"))
        }
    }

    @Test func `only the groups of a name are taken back, and a wrong name is answered with the nearest`() async throws
    {
        try await Program.withServer { program, folder, server in
            let run = try await program.extendAll()
            let names = try await program.groups(in: folder).values.compactMap { $0.split(separator: "|").first }
            let name = try #require(names.first).trimmingCharacters(in: .whitespaces)
            let wrong = try await program.run(["undo", run, "--yes", "--name", name + "x"])
            #expect(wrong.exitCode == 4)
            #expect(wrong.errors.contains("did you mean \"\(name)\"?"), "\(wrong.errors)")
            let one = try await program.run(["undo", run, "--yes", "--name", name, "--json"])
            #expect(one.exitCode == 0, "\(one.errors)")
            #expect(try one.summary()["groups"] == 1)
            #expect(server.requests(to: Self.update) == 9)
            let word = try await program.run(["undo", run, "--yes", "--status", "appleid"])
            #expect(word.errors.contains("did you mean \"applied\"?"))
        }
    }

    @Test func `an hour of two is taken back, once, and its undo gives it again`() async throws {
        try await Program.withServer(Self.unlimited) { program, folder, server in
            let before = try await program.groups(in: folder)
            let first = try await program.extendAll(["--pace", "off"])
            let both = try await program.groups(in: folder)
            let part = ["undo", first, "--by", "1h", "--yes", "--pace", "off"]
            let undone = try await program.run(part + ["--json"])
            #expect(undone.exitCode == 0, "\(undone.errors)")
            #expect(try undone.summary()["applied"] == 8)
            let one = try await program.groups(in: folder)
            for (key, old) in before {
                #expect(one[key] != old && one[key] != both[key], "\(key)")
            }
            let twice = try await program.run(part)
            #expect(twice.exitCode == 0 && twice.output.contains("8 already so"), "\(twice.output)")
            let other = try await program.run(["undo", first, "--by", "30m", "--yes", "--pace", "off"])
            #expect(other.exitCode == 3 && !other.output.contains("CONFLICT"), "\(other.output)")
            #expect(other.output.contains("took back more than that already"), "\(other.output)")
            #expect(try await program.groups(in: folder) == one)
            let added = try await program.run(["run", Program.automation("extend-all.lua"), "1h", "--yes", "--json"])
            #expect(try added.failure().code == "recent")
            let undo = try #require(try undone.document()["run_id"] as? String)
            let again = try await program.run(["undo", undo, "--yes", "--pace", "off"])
            #expect(again.exitCode == 0, "\(again.errors)")
            #expect(try await program.groups(in: folder) == both)
            let rest = try await program.run(["undo", first, "--by", "9h", "--yes", "--pace", "off"])
            #expect(rest.exitCode == 0, "\(rest.errors)")
            #expect(try await program.groups(in: folder) == before)
            #expect(server.requests(to: Self.update) == 32)
        }
    }

    @Test(arguments: [[], ["--by", "2h"], ["--by", "9h"]])
    func `after an hour of two is back, the other is taken from there, and never more than the run gave`(
        rest: [String]
    ) async throws {
        try await Program.withServer(Self.unlimited) { program, folder, server in
            let before = try await program.groups(in: folder)
            let run = try await program.extendAll(["--pace", "off"])
            let part = try await program.run(["undo", "last", "--by", "1h", "--yes", "--pace", "off", "--json"])
            #expect(part.exitCode == 0, "\(part.told)")
            let undo = try #require(try part.document()["run_id"] as? String)
            let left = try await program.groups(in: folder)
            let line = ["undo", run] + rest
            let plan = try await program.run(line + ["--plan", "--json"])
            #expect(plan.exitCode == 2 && plan.output.contains("what undo \(undo) left of it"), "\(plan.told)")
            let whole = try await program.run(line + ["--yes", "--pace", "off", "--json"])
            #expect(whole.exitCode == 0, "\(whole.told)")
            #expect(try whole.summary()["applied"] == 8)
            #expect(try await program.groups(in: folder) == before)
            let twice = try await program.run(line + ["--yes", "--pace", "off"])
            #expect(twice.exitCode == 0 && twice.output.contains("8 already so"), "\(twice.told)")
            // The undo of the second undo gives back what that one took, and no more.
            let second = try #require(try whole.document()["run_id"] as? String)
            let again = try await program.run(["undo", second, "--yes", "--pace", "off"])
            #expect(again.exitCode == 0, "\(again.told)")
            #expect(try await program.groups(in: folder) == left)
            #expect(server.requests(to: Self.update) == 32)
        }
    }

    @Test func `a stay that somebody else moved after the first part was taken back is a conflict, and stays so`()
        async throws
    {
        try await Program.withServer(Self.unlimited) { program, folder, _ in
            let run = try await program.extendAll(["--pace", "off"])
            let part = try await program.run(["undo", run, "--by", "1h", "--yes", "--pace", "off"])
            #expect(part.exitCode == 0, "\(part.told)")
            let source = "groups.all():list()[1]:extend('30m', { allow = 'recent' })"
            let other = try Program.write(source, in: folder)
            let moved = try await program.run(["run", other, "--yes", "--operator", "ben"])
            #expect(moved.exitCode == 0, "\(moved.told)")
            let rest = try await program.run(["undo", run, "--yes", "--pace", "off", "--json"])
            #expect(rest.exitCode == 3, "\(rest.told)")
            #expect(try rest.summary()["applied"] == 7 && rest.summary()["conflict"] == 1, "\(rest.told)")
        }
    }

    @Test(arguments: ["0h", "-1h", "1d", "soon"])
    func `a way back that is no duration above zero is refused`(span: String) async throws {
        try await Program.withServer(Self.unlimited) { program, _, server in
            let run = try await program.extendAll(["--pace", "off"])
            let outcome = try await program.run(["undo", run, "--by=\(span)", "--yes"])
            #expect(outcome.exitCode == 1, "\(outcome.errors)")
            #expect(outcome.errors.contains("--by: "), "\(outcome.errors)")
            #expect(server.requests(to: Self.update) == 8)
        }
    }

    @Test(arguments: ["storm", "extend-all", "late-checkout 2030-01-01"])
    func `an automation that gives time names the way back where it is to take some`(script: String) async throws {
        try await Program.withServer(Self.unlimited) { program, _, _ in
            let words = script.split(separator: " ").map(String.init)
            let outcome = try await program.run(["plan"] + words + ["by=-1h"])
            #expect(outcome.exitCode == 1)
            #expect(outcome.errors.contains("keyshift undo last --by 1h"), "\(outcome.errors)")
            let help = try await program.run(["run", "storm", "--help"])
            #expect(help.output.contains("keyshift undo last --by 1h"))
        }
    }

    @Test func `a plan with nothing but conflicts ends with 3`() async throws {
        try await Program.withServer(Self.unlimited) { program, folder, _ in
            let source = "groups.all():list()[1]:extend('30m', { allow = 'recent' })"
            let script = try Program.write(source, in: folder)
            let first = try await program.run(["run", script, "--yes", "--pace", "off", "--json"])
            let run = try #require(try first.document()["run_id"] as? String)
            _ = try await program.run(["run", script, "--yes", "--pace", "off"])
            let plan = try await program.run(["undo", run, "--plan"])
            #expect(plan.exitCode == 3, "\(plan.errors)")
            #expect(plan.output.contains("nothing to change · 1 changed by others"), "\(plan.output)")
            #expect(plan.output.contains("CONFLICT"))
        }
    }

    @Test func `a partial run that was given up is taken back as far as it came`() async throws {
        let options = SandboxOptions(groups: 60, devices: 30, rngSeed: 5, latencyMilliseconds: 10, rateLimits: .off)
        try await Program.withServer(options) { program, folder, server in
            let before = try await program.groups(in: folder)
            try await kill(program, at: server)
            let early = try await program.run(["undo", "last", "--yes", "--json", "--pace", "off"])
            #expect(early.exitCode == 4)
            #expect(try early.failure().code == "unfinished_run")
            _ = try await program.run(["runs", "abandon", "last"])
            let undone = try await program.run(["undo", "last", "--yes", "--json", "--pace", "off"])
            #expect([0, 3].contains(undone.exitCode), "\(undone.errors)")
            #expect(try await program.groups(in: folder) == before)
        }
    }

    @Test func `a run that was killed and resumed is taken back whole`() async throws {
        let options = SandboxOptions(groups: 60, devices: 30, rngSeed: 6, latencyMilliseconds: 10, rateLimits: .off)
        try await Program.withServer(options) { program, folder, server in
            let before = try await program.groups(in: folder)
            try await kill(program, at: server)
            let resumed = try await program.run(["resume", "last", "--yes", "--json", "--pace", "off"])
            #expect(resumed.exitCode == 0, "\(resumed.errors)")
            let undone = try await program.run(["undo", "last", "--yes", "--json", "--pace", "off"])
            #expect(undone.exitCode == 0, "\(undone.errors)")
            #expect(try await program.groups(in: folder) == before)
        }
    }

    /// Starts the program and kills it once the server has seen five updates.
    private func kill(_ program: Program, at server: SandboxServer) async throws {
        let arguments = ["run", Program.automation("extend-all.lua"), "2h", "--yes", "--concurrency", "2"]
        _ = try await Subprocess.run(
            program.configuration(arguments),
            input: .none,
            output: .discarded,
            error: .discarded,
        ) { execution in
            try await server.wait(for: 5, of: Self.update)
            try execution.send(signal: .kill)
        }
    }

    @Test(arguments: [["new-pin", "Nowak"], ["change-room", "Nowak", "--to", "Room 10"]])
    func `an undo takes the time back from a guest who got other codes since`(renewal: [String]) async throws {
        try await NightHouse.openNow { house in
            let before = try await house.ends()
            let storm = try await house.run(["run", "storm", "2h", "--yes", "--json"])
            let run = try #require(try storm.document()["run_id"] as? String)
            let renewed = try await house.run(renewal + ["--yes"])
            #expect(renewed.exitCode == 0, "\(renewed.told)")
            let undone = try await house.run(["undo", run, "--yes"])
            #expect(undone.exitCode == 0 && !undone.told.contains("CONFLICT"), "\(undone.told)")
            #expect(try await house.ends() == before)
            // What was taken back counts no more, also under the new key.
            let again = try await house.run(["run", "storm", "2h", "--plan"])
            #expect(again.exitCode == 2 && again.output.contains("3 groups change"), "\(again.told)")
        }
    }

    @Test func `an undo leaves a guest who got a new PIN and more time since, and names the run`() async throws {
        try await NightHouse.openNow { house in
            let storm = try await house.run(["run", "storm", "2h", "--yes", "--json"])
            let run = try #require(try storm.document()["run_id"] as? String)
            #expect(try await house.run(["new-pin", "Nowak", "--yes"]).exitCode == 0)
            let later = try await house.run(["extend", "Nowak", "--by", "30m", "--yes", "--json"])
            let extended = try #require(try later.document()["run_id"] as? String)
            let undone = try await house.run(["undo", run, "--yes"])
            #expect(undone.exitCode == 3 && undone.told.contains("CONFLICT  BK-2 Nowak"), "\(undone.told)")
            #expect(undone.told.contains("by run \(extended)"), "\(undone.told)")
        }
    }
}

extension NightHouse {
    /// When each guest's codes end, by the guest's name.
    fileprivate func ends() async throws -> [String: Set<String>] {
        let document = try await run(["find", "--json"]).document()
        let stays = document["stays"] as? [[String: Any]] ?? []
        var ends: [String: Set<String>] = [:]
        for stay in stays where stay["ended"] as? Bool != true {
            let doors = stay["doors"] as? [[String: Any]] ?? []
            ends[stay["name"] as? String ?? "", default: []].formUnion(doors.compactMap { $0["ends_at"] as? String })
        }
        return ends
    }
}
