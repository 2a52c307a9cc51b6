import CivilTime
import Journal
import JournalTesting
import Model
import Presentation
import Synchronization
import Testing

@testable import RunEngine

struct NoticeTests {
    /// What an address answers.
    private final class Status: Sendable {
        let code = Mutex(200)
    }

    /// How many addresses are asked at the same time.
    private final class Asked: Sendable {
        private let counts = Mutex((now: 0, most: 0))

        var most: Int { counts.withLock { $0.most } }

        func begin() {
            counts.withLock { counts in
                counts.now += 1
                counts.most = max(counts.most, counts.now)
            }
        }

        func end() {
            counts.withLock { $0.now -= 1 }
        }
    }

    private let journal = MemoryJournal()
    private let clock = HandClock("2026-11-23T23:00:00Z")
    private let lines = Lines()
    private let posts = Lines()
    private let status = Status()

    private func sender(_ variables: [String: String] = [:]) -> NoticeSender {
        NoticeSender(
            journal: journal,
            clock: clock.clock,
            variables: variables,
            document: { NoticeDocument($0).json },
            timer: Self.never,
            post: { url, document in
                posts.add("\(url) \(document)")
                return status.code.withLock { $0 }
            },
            log: lines.add,
        )
    }

    /// Values of addresses, as settings name them; the file of `night` holds the address.
    private static let secrets = NoticeSecrets(
        [
            NamedSecret(name: "night", place: .file("/etc/night"), host: "hooks.example"),
            NamedSecret(name: "morning", place: .variable("MORNING"), host: "hooks.example"),
            NamedSecret(name: "elsewhere", place: .file("/etc/night"), host: "other.example"),
            NamedSecret(name: "key", place: .variable("SEAM_API_KEY"), host: "hooks.example"),
        ]
    ) { _ throws(PlanError) in "https://hooks.example/night?key=7" }

    @Test(arguments: [
        ("secret:night", nil as String?), ("secret:morning", nil), ("secret:elsewhere", "no address at other.example"),
        ("secret:none", "no secret none"), ("secret:key", "is not set"), ("env:SEAM_API_KEY", "is not set"),
        ("env:MORNING", nil), ("env:EVENING", "is not set"),
    ])
    func `an address may stand in a secret of the settings, which goes to its one host only`(
        target: String,
        words: String?,
    ) async {
        let sent = Lines()
        let variables = [
            "SEAM_API_KEY": "https://hooks.example/seam_secret", "MORNING": "https://hooks.example/morning?key=8",
        ]
        let post = NoticePost(variables: variables, secrets: Self.secrets, timer: Self.never) { url, _ in
            sent.add(url)
            return 200
        }
        let outcome = await post.post("{}", to: target)
        guard let words else {
            return #expect(outcome == .told && sent.all.first?.hasPrefix("https://hooks.example/") == true)
        }
        #expect(sent.all.isEmpty)
        #expect(outcome.error?.contains(words) == true && outcome.error?.contains("key=") == false, "\(outcome)")
    }

    private func add(onFailure: String? = "https://hooks.example/a?key=1", onRecovery: String? = nil) async throws {
        try await journal.addSchedule(
            ScheduleFixture.nightly { ($0.onFailure, $0.onRecovery) = (onFailure, onRecovery) }
        )
    }

    private func fire(_ minute: Int, _ state: Firing.State) async throws {
        let run = "r\(minute)"
        try await journal.claim("nightly", "2026-11-23T23:\(minute + 10):00Z", run: run)
        var ending = FiringEnding(runID: run, state: state, exitCode: 1, detail: "no answer", at: clock.now)
        if state == .retrying { ending.retryAt = clock.now }
        #expect(try await journal.finishFiring(ending))
    }

    @Test func `each failure is posted once, and a recovery is the first good end after one`() async throws {
        try await add(onRecovery: "https://hooks.example/b")
        let states: [Firing.State] = [.done, .failed, .partial, .refused, .held, .done, .done]
        for (minute, state) in states.enumerated() { try await fire(minute, state) }
        await sender().sendDue()
        await sender().sendDue()
        #expect(posts.all.count == 5)
        #expect(posts.all.count { $0.hasPrefix("https://hooks.example/b") } == 1)
        let first = try #require(posts.all.first { $0.hasPrefix("https://hooks.example/a") })
        #expect(first.contains("\"schedule\":\"nightly\""))
        #expect(first.contains("\"state\":\"failed\""))
        #expect(first.contains("no answer"))
    }

    @Test(arguments: [Firing.State.retrying, .interrupted])
    func `what is tried again or resumed is no failure yet`(state: Firing.State) async throws {
        try await add()
        try await fire(0, state)
        await sender().sendDue()
        #expect(posts.all.isEmpty)
    }

    @Test func `an address that does not answer is tried again, later and later, and then given up`() async throws {
        try await add()
        try await fire(0, .failed)
        status.code.withLock { $0 = 503 }
        await sender().sendDue()
        clock.advance(seconds: 9)
        await sender().sendDue()
        #expect(posts.all.count == 1)
        clock.advance(seconds: 1)
        await sender().sendDue()
        #expect(posts.all.count == 2)
        for _ in 0..<30 {
            clock.advance(seconds: 3600)
            await sender().sendDue()
        }
        #expect(posts.all.count == 17)
        #expect(lines.all.last == "nightly: the notice is given up")
        #expect(try await journal.counts().notices == 0)
    }

    /// A clock by which no limit is ever over.
    private static let never = EngineClock(
        now: { .now() },
        elapsed: { .zero },
        sleep: { _ in try await Task.sleep(for: .seconds(86_400)) },
    )
    /// A clock by which every limit is over at once.
    private static let over = EngineClock(now: { .now() }, elapsed: { .zero }, sleep: { _ in })

    /// Adds a schedule of a name with an address, and a firing of it that failed.
    private func fail(_ name: String, at address: String, run: String) async throws {
        try await journal.addSchedule(
            ScheduleFixture.nightly { ($0.name, $0.onFailure) = (name, address) }
        )
        try await journal.claim(name, "2026-11-23T23:10:00Z", run: run)
        try await journal.finishFiring(FiringEnding(runID: run, state: .failed, exitCode: 1, at: clock.now))
    }

    private func sender(timer: EngineClock, post: @escaping NoticePost.Send) -> NoticeSender {
        NoticeSender(
            journal: journal,
            clock: clock.clock,
            variables: [:],
            document: { NoticeDocument($0).json },
            timer: timer,
            post: post,
            log: lines.add,
        )
    }

    @Test func `addresses that never answer keep no other waiting, and one of them is asked once in a look`()
        async throws
    {
        for number in 0..<5 {
            try await fail("n\(number)", at: "https://hangs.example/\(number)", run: "r\(number)")
        }
        for number in 0..<3 { try await fail("same\(number)", at: "https://hangs.example/0", run: "s\(number)") }
        try await fail("well", at: "https://well.example", run: "w")
        let (told, isTold) = AsyncStream<Void>.makeStream()
        // No limit is over before the one that answers was told.
        let timer = EngineClock(now: { .now() }, elapsed: { .zero }, sleep: { _ in for await _ in told {} })
        let sender = sender(timer: timer) { [posts] url, _ in
            posts.add(url)
            if url.contains("well") {
                isTold.finish()
                return 200
            }
            try await Task.sleep(for: .seconds(3600))
            return 200
        }
        await sender.sendDue()
        #expect(posts.all.count == 6 && Set(posts.all).count == 6)
        #expect(try await journal.counts().notices == 8)
        #expect(lines.all.count { $0.contains("did not answer") } == 8)
    }

    @Test func `so many addresses are asked at the same time, and no more`() async throws {
        for number in 0..<20 {
            try await fail("n\(number)", at: "https://hangs.example/\(number)", run: "r\(number)")
        }
        let asked = Asked()
        let sender = sender(timer: Self.over) { _, _ in
            asked.begin()
            defer { asked.end() }
            try await Task.sleep(for: .seconds(3600))
            return 200
        }
        await sender.sendDue()
        #expect(asked.most <= NoticeSender.places)
        #expect(try await journal.counts().notices == 20)
    }

    @Test func `a sender that dies leaves its notices to the next one`() async throws {
        try await add()
        try await fire(0, .failed)
        #expect(try await journal.takeNotices(limit: 9, at: clock.now).count == 1)
        await sender().sendDue()
        #expect(posts.all.isEmpty)
        clock.advance(seconds: 120)
        await sender().sendDue()
        #expect(posts.all.count == 1)
    }

    @Test func `an address can be in a variable, which no list shows`() async throws {
        try await add(onFailure: "env:HOOK")
        try await fire(0, .failed)
        await sender().sendDue()
        #expect(lines.all.first?.contains("env:HOOK is not set") == true)
        clock.advance(seconds: 60)
        await sender(["HOOK": "https://hooks.example/secret"]).sendDue()
        #expect(posts.all.count == 1)
        #expect(NoticeSender.shown("https://hooks.example/secret?x=1") == "https://hooks.example/…")
        #expect(NoticeSender.shown("env:HOOK") == "env:HOOK")
    }

    @Test(arguments: ["hooks.example", "ftp://hooks.example", "https://", "env:", "https://hooks.example/a#b"])
    func `an address that cannot be used is refused, and not shown`(target: String) {
        let error = #expect(throws: PlanError.self) { try NoticeSender.check(target, about: .onFailure) }
        #expect(error?.subject == .onFailure)
    }
}
