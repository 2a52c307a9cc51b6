internal import CivilTime
package import Journal
package import Model
internal import Seam

/// Tells the addresses of schedules what there is to tell, at least once each, with pauses while nobody listens.
///
/// Eight addresses are told at the same time, and one address one notice after the other. One that does not answer costs
/// the others at most 15 seconds: its other notices are put off.
package struct NoticeSender: Sendable {
    private static let most = 16
    /// How many addresses are told at the same time.
    static let places = 8
    /// How long one address may take for all its notices of a look.
    private static let patience = TimeSpan(milliseconds: 15_000)

    private let journal: any NoticeStore
    private let clock: EngineClock
    private let timer: EngineClock
    private let document: @Sendable (Notice) -> String
    private let post: NoticePost
    private let log: @Sendable (String) -> Void

    /// Makes a sender; `variables` are those of the environment, for addresses written as `env:NAME`, `secrets` those that they name as `secret:NAME`, `document` makes
    /// what is posted, and `timer` counts the limits of addresses.
    package init(
        journal: any NoticeStore,
        clock: EngineClock,
        variables: [String: String],
        secrets: NoticeSecrets = .none,
        document: @escaping @Sendable (Notice) -> String,
        timer: EngineClock = .system,
        post: NoticePost.Send? = nil,
        log: @escaping @Sendable (String) -> Void,
    ) {
        self.journal = journal
        self.clock = clock
        self.timer = timer
        self.document = document
        self.post = NoticePost(variables: variables, secrets: secrets, timer: timer, send: post)
        self.log = log
    }

    /// Sends what is to be told now; a failure is kept and tried again later.
    package func sendDue() async {
        do throws(JournalError) {
            let now = clock.now()
            let notices = try await journal.takeNotices(limit: 20, at: now)
            var addresses = Dictionary(grouping: notices) { $0.target ?? "" }.values.sorted { $0[0].id < $1[0].id }[...]
            await withTaskGroup(of: Void.self) { group in
                for notices in addresses.prefix(Self.places) { group.addTask { await tell(notices, at: now) } }
                addresses = addresses.dropFirst(Self.places)
                for await _ in group {
                    guard let notices = addresses.popFirst() else { continue }
                    group.addTask { await tell(notices, at: now) }
                }
            }
        } catch {
            log("the journal: \(error.message)")
        }
    }

    /// Tells one address its notices, one after the other, until it does not answer or takes too long.
    private func tell(_ notices: [Notice], at now: Instant) async {
        let start = timer.elapsed()
        var silence: String?
        for notice in notices {
            if silence == nil, timer.elapsed() - start > Self.patience { silence = "its address takes too long" }
            var outcome = silence.map { NoticePost.Outcome.silent($0) }
            if outcome == nil { outcome = await send(notice) }
            if case .silent(let error) = outcome { silence = error }
            await settle(notice, outcome?.error, at: now)
        }
    }

    private func send(_ notice: Notice) async -> NoticePost.Outcome {
        guard let target = notice.target else { return .told }
        return await post.post(document(notice), to: target)
    }

    private func settle(_ notice: Notice, _ error: String?, at now: Instant) async {
        let next = error.flatMap { _ in Self.nextTry(after: notice, at: now) }
        if let error { log("\(notice.firing.schedule.shown): the notice could not be posted: \(error)") }
        if error != nil, next == nil { log("\(notice.firing.schedule.shown): the notice is given up") }
        do throws(JournalError) {
            try await journal.settleNotice(notice.id, nextTryAt: next, error: error, at: clock.now())
        } catch {
            log("the journal: \(error.message)")
        }
    }

    /// The address as it may be shown: what stands behind the host can be a secret.
    package static func shown(_ target: String) -> String {
        guard !target.hasPrefix("env:"), !target.hasPrefix(NamedSecret.prefix),
            let post = try? JSONPost(to: target, environment: [:])
        else { return target }
        return "\(target.hasPrefix("https") ? "https" : "http")://\(post.host)/…"
    }

    /// Refuses an address that cannot be used.
    /// - Throws: `invalid_value` with a form that works.
    package static func check(_ target: String, about typed: TypedValue) throws(PlanError) {
        if target.hasPrefix(NamedSecret.prefix), target.count > NamedSecret.prefix.count { return }
        if target.hasPrefix("env:"), target.count > 4 {
            guard !NamedSecret.mayHold(String(target.dropFirst(4))) else { return }
            let sentence = "variables of SEAM_, KEYSHIFT_ and PG are sent nowhere; put the address into another one"
            throw PlanError(.invalidValue, sentence, about: typed)
        }
        do throws(SeamError) {
            _ = try JSONPost(to: target, environment: [:])
        } catch {
            throw PlanError(
                .invalidValue,
                "\(error.message); or write env:NAME, with the address in that variable, or secret:NAME for one of the settings",
                about: typed,
                underlying: error,
            )
        }
    }

    private static func nextTry(after notice: Notice, at now: Instant) -> Instant? {
        guard notice.tries < most else { return nil }
        return now + TimeSpan(milliseconds: min(10_000 << Int64(min(notice.tries, 9)), 3_600_000))
    }
}
