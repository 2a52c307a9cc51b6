internal import CivilTime
package import Journal
package import Model
internal import Seam

/// Tells the addresses of schedules what there is to tell, at least once each, with pauses while nobody listens.
package struct NoticeSender: Sendable {
    /// Posts a document to an address and brings the status of the answer.
    package typealias Post = @Sendable (_ url: String, _ document: String) async throws -> Int

    private static let most = 16

    private let journal: any NoticeStore
    private let clock: EngineClock
    private let variables: [String: String]
    private let document: @Sendable (Notice) -> String
    private let post: Post
    private let log: @Sendable (String) -> Void

    /// Makes a sender; `variables` are those of the environment, for addresses written as `env:NAME`, and `document`
    /// makes what is posted.
    package init(
        journal: any NoticeStore,
        clock: EngineClock,
        variables: [String: String],
        document: @escaping @Sendable (Notice) -> String,
        post: Post? = nil,
        log: @escaping @Sendable (String) -> Void,
    ) {
        self.journal = journal
        self.clock = clock
        self.variables = variables
        self.document = document
        self.post =
            post ?? { url, document in
                try await JSONPost(to: url, environment: variables).send(document)
            }
        self.log = log
    }

    /// Sends what is to be told now; a failure is kept and tried again later.
    package func sendDue() async {
        do throws(JournalError) {
            let now = clock.now()
            for notice in try await journal.takeNotices(limit: 20, at: now) {
                let error = await send(notice)
                let next = error.flatMap { _ in Self.nextTry(after: notice, at: now) }
                if let error { log("\(notice.firing.schedule.shown): the notice could not be posted: \(error)") }
                if error != nil, next == nil { log("\(notice.firing.schedule.shown): the notice is given up") }
                try await journal.settleNotice(notice.id, nextTryAt: next, error: error, at: clock.now())
            }
        } catch {
            log("the journal: \(error.message)")
        }
    }

    /// Sends one notice and answers what went wrong, nil for nothing.
    private func send(_ notice: Notice) async -> String? {
        guard let target = notice.target else { return nil }
        guard let url = Self.url(of: target, variables) else {
            return "the variable of \(target.shown) is not set for the process that serves"
        }
        do {
            let status = try await post(url, document(notice))
            return (200..<300).contains(status) ? nil : "its address answered \(status)"
        } catch {
            return ForeignText.sentence("\(error)")
        }
    }

    /// The address that a schedule names, nil when it names a variable that is not set.
    package static func url(of target: String, _ variables: [String: String]) -> String? {
        guard target.hasPrefix("env:") else { return target }
        let value = variables[String(target.dropFirst(4))]
        return value?.isEmpty == true ? nil : value
    }

    /// The address as it may be shown: what stands behind the host can be a secret.
    package static func shown(_ target: String) -> String {
        guard !target.hasPrefix("env:"), let post = try? JSONPost(to: target, environment: [:]) else { return target }
        return "\(target.hasPrefix("https") ? "https" : "http")://\(post.host)/…"
    }

    /// Refuses an address that cannot be used.
    /// - Throws: `invalid_value` with a form that works.
    package static func check(_ target: String, about typed: TypedValue) throws(PlanError) {
        if target.hasPrefix("env:"), target.count > 4 { return }
        do throws(SeamError) {
            _ = try JSONPost(to: target, environment: [:])
        } catch {
            throw PlanError(
                .invalidValue,
                "\(error.message); or write env:NAME, with the address in that variable",
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
