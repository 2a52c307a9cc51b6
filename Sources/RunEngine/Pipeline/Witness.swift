internal import CivilTime
internal import Model
internal import Seam

/// What Seam tells of the hours of codes in the last hours, whoever changed them.
///
/// Another installation has a journal of its own: what it sent is seen only there. It is asked once for a plan, however often
/// that is checked.
actor Witness {
    /// The events that tell of other hours: asked for, taken, and on the lock.
    private static let types = [
        "access_code.mutations_requested", "access_code.changed", "access_code.time_frame_changed",
    ]
    /// With more codes than this the events of the whole workspace are asked for, so that a large plan costs as little.
    private static let namedCodes = 100
    /// How far the two clocks may be apart.
    private static let slack = TimeSpan(milliseconds: 60_000)

    private var told: (codes: Set<String>, events: [CodeEvent])?

    /// The changes of the hours of some codes from an instant on, oldest first.
    /// - Throws: `witness` where Seam does not tell them, or not all of them.
    func changes(
        of codes: Set<String>,
        from: Instant,
        to now: Instant,
        client: SeamClient,
        concurrency: Int,
    ) async throws(PlanError) -> [CodeEvent] {
        if let told, codes.isSubset(of: told.codes) { return told.events }
        let named = codes.count <= Self.namedCodes ? codes.sorted() : nil
        let windows = EventWindows(client: client, codes: named, types: Self.types, concurrency: concurrency)
        let events = try await windows.read(EventWindows.Span(from: from, to: now + Self.slack))
            .filter { codes.contains($0.accessCodeID) && !$0.to.isEmpty }
            // What was asked for comes before what was taken of it at once.
            .sorted { ($0.at, $0.isRequest ? 0 : 1, $0.accessCodeID) < ($1.at, $1.isRequest ? 0 : 1, $1.accessCodeID) }
        told = (codes, events)
        return events
    }
}

/// Reads all events of a span of time, however many there are: a span whose answer is full is asked for in halves.
struct EventWindows {
    /// A span of time.
    struct Span: Hashable, Sendable {
        let from: Instant
        let to: Instant

        /// Both halves; none where it cannot be halved.
        fileprivate var halves: [Span] {
            let length = to - from
            guard length.milliseconds > 1 else { return [] }
            let middle = from + TimeSpan(milliseconds: length.milliseconds / 2)
            return [Span(from: from, to: middle), Span(from: middle, to: to)]
        }

        /// Whether an event is nowhere near it, so that the server does not heed it.
        fileprivate func isForeign(_ event: SeamEvent) -> Bool {
            guard let at = (event.createdAt ?? event.occurredAt).flatMap({ try? Instant(iso8601: $0) }) else {
                return false
            }
            return at < from - Self.tolerance || at > to + Self.tolerance
        }

        private static let tolerance = TimeSpan(milliseconds: 60_000)
    }

    let client: SeamClient
    /// The codes that are asked about, nil for all of the workspace.
    let codes: [String]?
    let types: [String]
    let concurrency: Int
    /// As many events as an answer has at most.
    var limit = 500
    /// More requests than this are not made.
    var mostRequests = 2000

    /// The changes that the events of a span tell, each once.
    /// - Throws: `witness`.
    func read(_ span: Span) async throws(PlanError) -> Set<CodeEvent> {
        var found: Set<CodeEvent> = []
        var open = [span]
        var asked = 0
        while !open.isEmpty {
            asked += open.count
            guard asked <= mostRequests else { throw Self.tooMany(open[0]) }
            var next: [Span] = []
            var stuck: Span?
            do throws(SeamError) {
                try await ConcurrentReads.each(open, concurrency: concurrency, ask) { span, events in
                    guard events.count == limit else { return found.formUnion(events.compactMap(CodeEvent.init)) }
                    let halves = events.contains(where: span.isForeign) ? [] : span.halves
                    if halves.isEmpty { stuck = span }
                    next += halves
                }
            } catch {
                throw PlanError(
                    .witness,
                    "\(Self.unknown): /events/list could not be read. \(ForeignText.sentence(error.description))",
                    underlying: error,
                )
            }
            if let stuck { throw Self.tooMany(stuck) }
            open = next
        }
        return found
    }

    @Sendable private func ask(_ span: Span) async throws(SeamError) -> [SeamEvent] {
        try await client.events.list(
            accessCodeIDs: codes,
            between: [span.from.iso8601, span.to.iso8601],
            eventTypes: types,
            limit: limit,
        )
    }

    private static let unknown = "Whether these hours were moved elsewhere in the last 12 hours is not known"

    private static func tooMany(_ span: Span) -> PlanError {
        PlanError(
            .witness,
            "\(unknown): Seam has more events from \(span.from.iso8601) to \(span.to.iso8601) than its answers hold.",
        )
    }
}
