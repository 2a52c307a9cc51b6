import CivilTime
import Foundation
import Journal
import Model
import SQLJournal
import SeamSandbox
import Testing

@testable import RunEngine

/// People through the real binary: secrets, desks, and who may send.
struct PeopleCommandTests {
    @Test func `the first admin comes by a one-time secret, and adds people who sign in with theirs`() async throws {
        try await Program.withHome { program, _ in
            let house = try await People.begin(program)
            #expect(try await house.program.run(["people", "list"]).output.contains("ana  admin"))
            let secret = try await house.add("ben", "operator")
            let ben = try await house.signIn("ben", secret)
            #expect(ben.output.hasPrefix("ben, operator, is signed in until"))
            let list = try await program.run(["people", "list", "--json"]).document()
            #expect(list["signed_in"] as? String == "ben")
            let history = try await program.run(["people", "history", "--json"]).document()
            let events = try #require(history["events"] as? [[String: Any]])
            #expect(events.map { $0["event"] as? String } == ["signed_in", "added", "signed_in", "added", "linked"])
            for text in [ben.output, ben.errors] { #expect(!text.contains(secret)) }
        }
    }

    @Test func `a one-time secret is shown at a terminal only`() async throws {
        try await Program.withHome { program, _ in
            let outcome = try await program.run(["people", "link"])
            #expect(outcome.exitCode == 4)
            #expect(outcome.output.isEmpty)
        }
    }

    @Test(
        arguments: [
            (nil, "not_signed_in", "keyshift people login NAME"), ("viewer", "role", "keyshift people list"),
            ("operator", nil, ""), ("approver", nil, ""), ("admin", nil, ""),
        ] as [(String?, String?, String)]
    )
    func `with people only those who are signed in and may send do`(
        role: String?,
        code: String?,
        wayOut: String,
    ) async throws {
        try await Program.withServer { program, _, server in
            let house = try await People.begin(program)
            _ = try await program.run(["people", "logout"])
            if let role { try await house.join("ben", role) }
            let line = ["run", Program.automation("extend-all.lua"), "2h", "--yes", "--pace", "off"]
            let outcome = try await program.run(line + ["--json", "--operator", "ana"])
            #expect(outcome.exitCode == (code == nil ? 0 : 4), "\(outcome.errors)")
            #expect(server.requests(to: "/access_codes/update_multiple") == (code == nil ? 8 : 0))
            guard let code else {
                let runs = try await program.run(["runs", "export"]).output
                #expect(runs.contains("\"operator\":\"ben (ana)\""), "\(runs)")
                #expect(runs.contains("\"person\":\"ben\""))
                return
            }
            #expect(try outcome.failure().code == code)
            let told = try await program.run(line)
            #expect(told.errors.contains(wayOut), "\(told.errors)")
            let plan = try await program.run(["plan", Program.automation("extend-all.lua"), "2h"])
            #expect(plan.exitCode == 2)
        }
    }

    @Test func `a person who was removed sends nothing more, and cannot sign in`() async throws {
        try await Program.withServer { program, _, server in
            let house = try await People.begin(program)
            let secret = try await house.add("ben", "operator")
            var desk = program
            desk.environment["KEYSHIFT_DESK"] = "none"
            _ = try await house.signIn("ben", secret)
            try await house.journal { try await $0.removePerson("ben", by: "ana", at: .now()) }
            let line = ["run", Program.automation("extend-all.lua"), "2h", "--yes", "--json"]
            #expect(try await program.run(line).failure().code == "not_signed_in")
            #expect(try await desk.run(line).failure().code == "not_signed_in")
            let again = try await house.signIn("ben", secret)
            #expect(again.exitCode == 4)
            #expect(again.errors.contains("The name or the secret is wrong"))
            #expect(server.requests(to: "/access_codes/update_multiple") == 0)
        }
    }

    @Test(arguments: [
        (["schedule", "add", "x", "SCRIPT", "--cron", "0 2 * * *", "--zone", "UTC"], true),
        (["thaw"], true), (["runs", "abandon", "last"], true), (["journal", "prune", "--older", "90d", "--yes"], true),
        (["people", "add", "eve", "--role", "admin"], true), (["people", "remove", "ana"], true),
        (["freeze"], false), (["status"], false), (["runs", "list"], false),
    ])
    func `what changes something asks for a role, and what stops or tells does not`(
        line: [String],
        isAsked: Bool,
    ) async throws {
        try await Program.withHome { program, folder in
            let house = try await People.begin(program)
            try await house.join("vera", "viewer")
            let script = try Program.write("print(1)", in: folder)
            let outcome = try await program.run(line.map { $0 == "SCRIPT" ? script : $0 })
            #expect((outcome.exitCode == 4) == isAsked, "\(outcome.errors)")
            #expect(outcome.errors.contains("vera is a viewer and may not") == isAsked, "\(outcome.errors)")
        }
    }

    @Test(arguments: [0o644, 0o660])
    func `a desk's file that others can read or write is not used`(mode: Int) async throws {
        try await Program.withHome { program, _ in
            let house = try await People.begin(program)
            let file = "\(house.folder)/desk-\(getuid())"
            #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
            let outcome = try await program.run(["people", "list"])
            #expect(outcome.exitCode == 1)
            #expect(outcome.errors.contains("remove it and sign in again"), "\(outcome.errors)")
            try FileManager.default.removeItem(atPath: file)
            try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: "/dev/null")
            #expect(try await program.run(["people", "list"]).exitCode == 1)
        }
    }

    @Test(
        arguments: [
            ("", 0o700, nil), ("/keyshift.db", 0o600, nil), ("", 0o755, "can be read by others"),
            ("", 0o777, "can be written by others, who can go around people and approvals"),
            ("/keyshift.db", 0o660, "can be written by others"), ("/keyshift.db", 0o644, "can be read by others"),
        ] as [(String, Int, String?)]
    )
    func `doctor tells when others can read or write the journal`(file: String, mode: Int, words: String?) async throws
    {
        try await Program.withServer { program, _, _ in
            let house = try await People.begin(program)
            let path = house.folder + file
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
            let outcome = try await program.run(["doctor"])
            #expect(outcome.output.contains("by others") == (words != nil), "\(outcome.output)")
            if let words { #expect(outcome.output.contains("\(path) \(words)"), "\(outcome.output)") }
        }
    }

    @Test func `eight processes that guess at the same time have three tries between them`() async throws {
        try await Program.withHome { program, _ in
            _ = try await People.begin(program)
            let start = ContinuousClock.now
            let said = try await Self.guess(8, with: program)
            let wrong = said.filter { $0.contains("The name or the secret is wrong") }.count
            // On a slow machine the pauses of 1, 2, 4 … seconds end while others still begin.
            var (most, seconds) = (3, (ContinuousClock.now - start).components.seconds + 2)
            while seconds > 1 {
                most += 1
                seconds /= 2
            }
            #expect(said.count == 8 && wrong >= 3 && wrong <= most, "\(said)")
        }
    }

    /// What so many processes say that try to sign in at the same time.
    private static func guess(_ times: Int, with program: Program) async throws -> [String] {
        try await withThrowingTaskGroup(of: String.self) { group in
            for place in 0..<times {
                group.addTask {
                    try await program.run(["people", "login", "ana"], input: "guess \(place)\n").errors
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    @Test func `wrong secrets slow the name down, and no other`() async throws {
        try await Program.withHome { program, _ in
            let house = try await People.begin(program)
            let secret = try await house.add("ben", "operator")
            try await house.journal { journal in
                var at = Instant.now()
                for pause: Int64 in [0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128] {
                    at = at + TimeSpan(milliseconds: pause * 1000)
                    _ = try await journal.beginSignIn("ana", at: at)
                }
            }
            let outcome = try await house.signIn("ana", "wrong")
            #expect(outcome.exitCode == 4)
            #expect(outcome.errors.contains("try again in"), "\(outcome.errors)")
            #expect(try await house.signIn("ben", secret).exitCode == 0)
        }
    }
}

/// The people of one program's journal, with ana as the admin.
struct People {
    let program: Program
    /// The folder of the journal.
    let folder: String
    private let admin: Person

    /// Makes ana the first admin, who is signed in then.
    static func begin(_ program: Program) async throws -> People {
        let folder = program.environment["KEYSHIFT_HOME"] ?? ""
        let journal = try SQLJournal(directory: folder)
        let (link, _) = try await PeopleDesk(journal, clock: .system, cost: .least).link(nil, by: nil)
        journal.close()
        let outcome = try await program.run(["people", "login", "ana"], input: link.shown + "\n")
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let admin = Person(name: "ana", role: .admin, addedAt: .now(), addedBy: nil)
        return People(program: program, folder: folder, admin: admin)
    }

    /// Does something with the journal.
    func journal<Result>(_ body: (SQLJournal) async throws -> Result) async throws -> Result {
        let journal = try SQLJournal(directory: folder)
        defer { journal.close() }
        return try await body(journal)
    }

    /// Adds a person, and brings the secret.
    func add(_ name: String, _ role: String) async throws -> String {
        let role = try #require(Person.Role(rawValue: role))
        return try await journal { journal in
            try await PeopleDesk(journal, clock: .system, cost: .least).add(name, role, by: admin).shown
        }
    }

    /// Signs a person in at the desk.
    func signIn(_ name: String, _ secret: String) async throws -> Program.Outcome {
        try await program.run(["people", "login", name], input: secret + "\n")
    }

    /// Adds a person, who is signed in then.
    func join(_ name: String, _ role: String) async throws {
        let outcome = try await signIn(name, try await add(name, role))
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
    }
}
