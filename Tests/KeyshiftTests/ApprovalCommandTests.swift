import CivilTime
import Foundation
import Journal
import Model
import SQLJournal
import SeamSandbox
import Testing

/// A second person, through the real binary: schedules, commands and what they tell.
struct ApprovalCommandTests {
    private static let update = "/access_codes/update_multiple"
    private static var inAnHour: String { Date.now.addingTimeInterval(3600).formatted(.iso8601) }

    /// A house of ana the admin, ben the approver and carl the operator, whose schedule has each plan wait and has fired.
    private struct Night {
        let program: Program
        let server: SandboxServer
        /// The address of the schedule.
        let receiver: Receiver
        let people: People
        let ben: String
        let carl: String
        let hash: String

        func signIn(_ name: String, _ secret: String) async throws {
            let outcome = try await people.signIn(name, secret)
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
        }

        func firing() async throws -> [String: Any] {
            let document = try await program.run(["schedule", "history", "nightly", "--json"]).document()
            return try #require((document["firings"] as? [[String: Any]])?.first)
        }

        /// What the address of the schedule was told of its firings, the oldest first: state and detail.
        func told() throws -> [(state: String, detail: String)] {
            try receiver.documents.compactMap { text in
                let document = try JSONSample(parsing: text)
                // Alarms go to the same address.
                guard let state = document["state"]?.text else { return nil }
                return (state, document["detail"]?.text ?? "")
            }
        }
    }

    private func withNight(_ body: @escaping @Sendable (Night) async throws -> Void) async throws {
        let receiver = try Receiver()
        defer { receiver.close() }
        let url = receiver.url
        try await Program.withServer { program, _, server in
            var program = program
            program.environment["HOOK"] = url
            let people = try await People.begin(program)
            let (ben, carl) = (try await people.add("ben", "approver"), try await people.add("carl", "operator"))
            _ = try await people.signIn("carl", carl)
            let added = try await program.run([
                "schedule", "add", "nightly", Program.automation("extend-all.lua"), "1h", "--cron", "@hourly", "--zone",
                "UTC", "--hold-above", "always", "--on-failure", "env:HOOK", "--on-recovery", "env:HOOK",
            ])
            #expect(added.exitCode == 0, "\(added.errors)")
            let fired = try await program.run(["serve", "--once", "--now", Self.inAnHour])
            #expect(fired.output.contains("held (exit 4)"), "\(fired.output) \(fired.errors)")
            let plans = try await program.run(["plans", "--json"]).document()["plans"] as? [[String: Any]]
            let plan = try #require(plans?.first)
            #expect(plan["author"] as? String == "carl" && plan["state"] as? String == "waiting")
            let hash = try #require(plan["hash"] as? String)
            let night = Night(
                program: program,
                server: server,
                receiver: receiver,
                people: people,
                ben: ben,
                carl: carl,
                hash: hash
            )
            try await body(night)
        }
    }

    @Test func `a plan of a schedule waits, somebody else approves it, serve applies it, and it is told`() async throws
    {
        try await withNight { night in
            let program = night.program
            let own = try await program.run(["approve", night.hash])
            #expect(own.exitCode == 4 && own.errors.contains("somebody else has to approve it"), "\(own.errors)")
            #expect(night.server.requests(to: Self.update) == 0)
            try await night.signIn("ben", night.ben)
            let approved = try await program.run(["approve", night.hash, "--json", "--operator", "carl"])
            #expect(try approved.document()["decided_by"] as? String == "ben")
            _ = try await program.run(["people", "logout"])
            let served = try await program.run(["serve", "--once"])
            #expect(served.exitCode == 0 && night.server.requests(to: Self.update) == 8, "\(served.errors)")
            let firing = try await night.firing()
            #expect(firing["state"] as? String == "done", "\(firing)")
            let run = try #require(firing["run_id"] as? String)
            let shown = try await program.run(["runs", "show", run])
            #expect(shown.output.contains("by carl") && shown.output.contains("approved by ben"), "\(shown.output)")
            #expect(try night.told().map(\.state) == ["held", "done"], "\(night.receiver.documents)")
            let again = try await program.run(["serve", "--once"])
            #expect(again.exitCode == 0 && night.server.requests(to: Self.update) == 8)
        }
    }

    @Test func `a plan of a schedule that is refused sends nothing, and its author is told why`() async throws {
        try await withNight { night in
            let program = night.program
            try await night.signIn("ben", night.ben)
            let refused = try await program.run(["refuse", night.hash, "--reason", "the group leaves early"])
            #expect(refused.exitCode == 0, "\(refused.errors)")
            let served = try await program.run(["serve", "--once"])
            #expect(served.exitCode == 0 && night.server.requests(to: Self.update) == 0)
            let begun = try await program.run(["apply", night.hash, "--yes", "--json"])
            #expect(try begun.failure().code == "plan_over" && begun.exitCode == 4)
            let firing = try await night.firing()
            #expect(firing["state"] as? String == "refused")
            let detail = try #require(firing["detail"] as? String)
            #expect(detail.contains("was refused by ben: the group leaves early"), "\(detail)")
            let told = try #require(try night.told().last)
            #expect(told.state == "refused" && told.detail == detail, "\(night.receiver.documents)")
            try await night.signIn("carl", night.carl)
            let status = try await program.run(["status"])
            #expect(status.output.contains("of carl") && status.output.contains("refused by ben"), "\(status.output)")
        }
    }

    @Test func `an approved plan is begun by one of three processes, whoever is first`() async throws {
        try await withNight { night in
            let program = night.program
            try await night.signIn("ben", night.ben)
            #expect(try await program.run(["approve", night.hash]).exitCode == 0)
            let lines = [["apply", night.hash, "--yes"], ["apply", night.hash, "--yes"], ["serve", "--once"]]
            let outcomes = try await withThrowingTaskGroup(of: (line: [String], outcome: Program.Outcome).self) {
                group in
                for line in lines { group.addTask { (line, try await program.run(line)) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(night.server.requests(to: Self.update) == 8)
            // One that reads when another has sent it all finds nothing to change, and sends nothing.
            let began = outcomes.filter { $0.line[0] == "apply" && $0.outcome.output.contains(" moved ") }
            #expect(began.count <= 1, "\(outcomes)")
            for (line, outcome) in outcomes where line[0] == "apply" && outcome.exitCode != 0 {
                #expect(outcome.exitCode == 4 && outcome.errors.contains("nothing was sent"), "\(outcome.errors)")
            }
            let runs = try await program.run(["runs", "list", "--json"]).document()["runs"] as? [[String: Any]]
            let sent = try #require(runs).filter { $0["state"] as? String == "completed" }
            #expect(sent.count == 1, "\(sent)")
            #expect(try await night.firing()["state"] as? String == "done")
        }
    }

    @Test func `no other --operator, empty desk or changed script makes an own plan somebody else's`()
        async throws
    {
        try await Program.withServer { program, folder, server in
            let people = try await People.begin(program)
            let ben = try await people.add("ben", "approver")
            _ = try await people.signIn("ben", ben)
            let source = { (limit: Int) in
                """
                local stays = groups.all():where(function(g) return not g.in_house end):list()
                for place = 1, \(limit) do stays[place]:shift({ ends = '-30m' }, { allow = 'shorten' }) end
                """
            }
            let script = try Program.write(source(2), in: folder)
            let settings = folder.appending(path: "house.json")
            try Data(#"{ "hold_above": 0 }"#.utf8).write(to: settings)
            let line = ["run", script, "--settings", settings.path(), "--yes", "--json"]
            let hash = try #require(try await program.run(line).document()["waiting_plan"] as? String)
            let own = try await program.run(["approve", hash, "--operator", "eva"])
            #expect(own.exitCode == 4 && own.errors.contains("somebody else has to approve it"), "\(own.errors)")
            // Nobody at the desk can neither approve nor ask for a plan that ben could approve then.
            var desk = program
            desk.environment["KEYSHIFT_DESK"] = "none"
            #expect(try await desk.run(["approve", hash, "--operator", "eva"]).exitCode == 4)
            #expect(try await desk.run(line).failure().code == "not_signed_in")
            // Somebody looks at two rows, and approves two rows: the script has four by then.
            let eva = try await people.add("eva", "approver")
            _ = try await people.signIn("eva", eva)
            #expect(try await program.run(["approve", hash]).exitCode == 0)
            _ = try Program.write(source(4), in: folder)
            _ = try await people.signIn("ben", ben)
            let other = try await program.run(line)
            #expect(other.exitCode == 4 && server.requests(to: Self.update) == 0)
            #expect(try other.document()["waiting_plan"] as? String != hash)
            let begun = try await program.run(["apply", hash, "--yes"])
            #expect(begun.exitCode == 0 && server.requests(to: Self.update) == 2, "\(begun.errors)")
        }
    }

    @Test func `with yes a plan above the limit waits, and the way on is named`() async throws {
        try await Program.withServer { program, folder, server in
            let people = try await People.begin(program)
            try await people.join("carl", "operator")
            let script = try Program.write(
                "for g in groups.all():where(function(g) return not g.in_house end):each() do g:shift({ ends = '-30m' }, { allow = 'shorten' }) end",
                in: folder
            )
            let settings = folder.appending(path: "house.json")
            try Data(#"{ "hold_above": 0 }"#.utf8).write(to: settings)
            let line = ["run", script, "--settings", settings.path()]
            let outcome = try await program.run(line + ["--yes", "--json"])
            #expect(outcome.exitCode == 4, "\(outcome.output)")
            let document = try outcome.document()
            #expect(document["state"] as? String == "waiting")
            let hash = try #require(document["waiting_plan"] as? String)
            #expect(try outcome.failure().code == "needs_approval")
            let told = try await program.run(line + ["--yes"])
            #expect(told.errors.contains("keyshift approve \(hash.prefix(12))"), "\(told.errors)")
            let early = try await program.run(["approve", hash, "--break-glass", "--reason", "nobody answers"])
            #expect(early.exitCode == 4 && early.errors.contains("others have until"), "\(early.errors)")
            #expect(try await program.run(["approve", hash, "--break-glass"]).exitCode == 64)
            #expect(server.requests(to: Self.update) == 0)
            // A file beside the script raises nothing.
            try Data(#"{ "hold_above": "never" }"#.utf8).write(to: folder.appending(path: "keyshift.json"))
            let beside = try await program.run(["plan", script])
            #expect(beside.exitCode == 1, "\(beside.output)")
            #expect(beside.errors.contains("hold_above \"never\" is more than"), "\(beside.errors)")
            let json = try await program.run(["plans", "show", hash, "--json"]).document()
            #expect((json["events"] as? [[String: Any]])?.count == 1)
        }
    }
}
