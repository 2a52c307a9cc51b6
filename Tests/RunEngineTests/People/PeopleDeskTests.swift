import CivilTime
import Journal
import JournalTesting
import Model
import Testing

@testable import RunEngine

/// Secrets, and the way from what was typed to a session.
struct PeopleDeskTests {
    private static let forms: [@Sendable (String) -> String] = [
        { $0 },
        { $0.uppercased() },
        { $0.filter { $0 != "-" } },
        { " " + $0.split(separator: "-").joined(separator: " ") + "\n" },
        { $0.replacing("0", with: "o").replacing("1", with: "l") },
    ]

    @Test(arguments: forms.indices)
    func `a secret fits however it is typed`(form: Int) {
        let secret = Secret.make()
        #expect(Secret(typed: Self.forms[form](secret.shown)).fits(secret.hash(.least)))
    }

    @Test func `a secret does not fit another one, a part of it, nothing, or what is no hash`() {
        let secret = Secret.make()
        #expect(!Secret.make().fits(secret.hash(.least)))
        #expect(!Secret(typed: String(secret.shown.dropLast())).fits(secret.hash(.least)))
        #expect(!Secret(typed: "").fits(secret.hash(.least)))
        for text in ["", "none", "scrypt$4$1$1$00$none", "scrypt$99$1$1$00$00", "plain$4$1$1$00$00"] {
            #expect(!secret.fits(SecretHash(text)), "\(text)")
        }
    }

    @Test func `two hashes of one secret differ, and neither holds it`() {
        let secret = Secret.make()
        let (first, second) = (secret.hash(.least), secret.hash(.least))
        #expect(first != second && secret.fits(first) && secret.fits(second))
        #expect(!first.text.contains(secret.shown.filter { $0 != "-" }))
    }

    /// The second vector of RFC 7914, section 12.
    @Test func `the hash is that of scrypt`() {
        let kept = "scrypt$10$8$16$4e61436c$fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
        // "password" has an o, which a typed secret reads as a zero.
        #expect(!Secret(typed: "password").fits(SecretHash(kept)))
        #expect(Secret(untouched: "password").fits(SecretHash(kept)))
    }

    @Test func `the first admin comes by a one-time secret, adds others, and gives a lost secret anew`() async throws {
        let desk = Desk()
        let (link, until) = try await desk.people.link(nil, by: nil)
        #expect(until == Desk.now + PeopleRule.linkLifetime)
        let first = try await desk.people.signIn("ana", typed: link.shown)
        #expect(first.person.role == .admin)
        let own = try #require(first.newSecret)
        await desk.refuses("ana", link.shown, .wrongSecret)
        #expect(try await desk.people.signIn("ana", typed: own.shown).newSecret == nil)

        let secret = try await desk.people.add("ben", .operator, by: first.person)
        let ben = try await desk.people.signIn("ben", typed: secret.shown)
        let standing = try await desk.journal.standing(of: ben.token.fingerprint, at: Desk.now)
        #expect(standing.person?.name == "ben")
        let (again, _) = try await desk.people.link("ben", by: first.person)
        let renewed = try await desk.people.signIn("ben", typed: again.shown)
        await desk.refuses("ben", secret.shown, .wrongSecret)
        #expect(try await desk.people.signIn("ben", typed: #require(renewed.newSecret).shown).person.name == "ben")
    }

    @Test func `a secret in the place of a name is shown and kept nowhere`() async throws {
        let desk = Desk()
        for typed in [Secret.make().shown, Secret.make().shown.uppercased(), Secret.make().shown.filter { $0 != "-" }] {
            do {
                _ = try await desk.people.signIn(typed, typed: "x")
                Issue.record("\(typed) was taken")
            } catch let error as PlanError {
                #expect(error.code == .invalidValue && !error.message.contains(typed))
            }
        }
        #expect(try await desk.journal.peopleEvents(limit: 9).isEmpty)
    }

    @Test(arguments: [
        "ana\u{1B}[2J", "ana\u{9B}31m", "ana\u{202E}", "ana\u{200B}", "\u{2066}ana", "ana\n", "-ana", "", " ",
        String(repeating: "x", count: 65),
    ])
    func `what acts on a terminal, or cannot be told from another, is no name of a person`(name: String) {
        #expect(!PeopleRule.canName(name))
    }

    @Test(arguments: ["ana", "Ana María", "Łukasz Nowak", "李雷", "O'Brien-Smith", "bartholomewfitzgeraldjones"])
    func `names of people are`(name: String) {
        #expect(PeopleRule.canName(name) && !Secret.looksLike(name))
    }

    @Test func `wrong secrets are told, kept, and slow the name down`() async throws {
        let desk = Desk()
        for _ in 0..<3 { await desk.refuses("eve", "guess", .wrongSecret) }
        await desk.refuses("eve", "guess", .signInSlowed)
        let events = try await desk.journal.peopleEvents(limit: 9)
        #expect(events.map(\.kind) == [.refused, .refused, .refused])
    }

    @Test(arguments: ["", " ", "-x", "a\u{0}b", "a\nb", String(repeating: "a", count: 65)])
    func `what is no name is refused before anything is kept`(name: String) async throws {
        let desk = Desk()
        await #expect(throws: PlanError.self) { try await desk.people.signIn(name, typed: "x") }
        #expect(try await desk.journal.peopleEvents(limit: 9).isEmpty)
    }
}

private struct Desk {
    static let now = JournalSample.evening

    let journal = MemoryJournal()
    let people: PeopleDesk

    init() {
        people = PeopleDesk(journal, clock: EngineClock(now: { Self.now }, sleep: { _ in }), cost: .least)
    }

    func refuses(_ name: String, _ typed: String, _ code: JournalError.Code) async {
        let error = await journalError { _ = try await people.signIn(name, typed: typed) }
        #expect(error?.code == code)
    }
}
