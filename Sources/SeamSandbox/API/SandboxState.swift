/// The whole state of the sandbox; it changes only through these functions, with time and randomness given.
struct SandboxState: Sendable {
    var world: World
    var stats = Stats()
    var limiter = RateLimiter()
    var random: SandboxRandom
    var clock: SandboxClock
    let rateLimits: SandboxRateLimits
    /// Whether what no public source settles is let through, as the other fake server does.
    let isLenient: Bool
    let initialWorld: World
    private let initialRandom: SandboxRandom
    private var faults = FaultTable()
    /// Apart from `random`, so that faults change no id.
    private var faultRandom: SandboxRandom
    private var late = LateRequests()
    private var requestCount = 0
    /// Where every change is kept before it is made; nil for a sandbox that forgets.
    private let record: StateFile?

    init(options: SandboxOptions, clock: SandboxClock, seed: UInt64, record: StateFile? = nil) {
        var random = SandboxRandom(seed: seed)
        world =
            options.seed?.world(settle: options.settle, start: clock.base, random: &random)
            ?? DemoData.world(options: options, start: clock.base, random: &random)
        faultRandom = SandboxRandom(seed: random.next())
        initialWorld = world
        initialRandom = random
        self.random = random
        self.clock = clock
        self.record = record
        rateLimits = options.rateLimits
        isLenient = options.isLenient
    }

    /// Notes that a request came in; returns its number and the fault that hits it.
    mutating func arrive(at endpoint: Endpoint) -> (number: Int, fault: Fault?) {
        requestCount += 1
        stats.arrive(endpoint.rawValue)
        return (requestCount, faults.next(for: endpoint.rawValue, random: &faultRandom))
    }

    /// Answers a request at the clock's instant.
    ///
    /// Under the fault `stale`, `lag` is for how many milliseconds a change stays unseen; else 0.
    mutating func handle(_ request: SandboxRequest, _ endpoint: Endpoint, lag: Int64 = 0) -> SandboxReply {
        let now = clock.now
        live(until: now)
        return handle(request, endpoint, at: now, lag: lag, isNew: true)
    }

    /// Keeps a request, to make its change in `delay` milliseconds.
    mutating func postpone(_ request: SandboxRequest, _ endpoint: Endpoint, delay: Int64) {
        let due = clock.now + delay
        if let record, !record.keep(.late(request, due: due)) { return }
        late.add(LateRequests.Item(due: due, request: request, endpoint: endpoint))
    }

    /// Lets everything happen that is due by now.
    mutating func live() {
        live(until: clock.now)
    }

    /// Moves the clock forward, and lets what is due on the way happen.
    /// - Throws: `state_file_full` when that cannot be kept; nothing happens then.
    mutating func advance(milliseconds: Int64) throws(APIError) {
        live()
        if let record, !record.keep(.advance(milliseconds)) { throw StateFile.isFull }
        clock.advance(milliseconds: milliseconds)
        live()
    }

    mutating func add(_ fault: Fault) {
        faults.add(fault)
    }

    /// Forgets the faults; what they already postponed still comes.
    mutating func clearFaults() {
        faults = FaultTable()
    }

    /// Puts everything back as it was at the start: the world, the clock, the counts, no faults.
    /// - Throws: `state_file_full` when that cannot be kept; nothing changes then.
    mutating func reset() throws(APIError) {
        if let record, !record.keep(.reset) { throw StateFile.isFull }
        world = initialWorld
        random = initialRandom
        clock.reset()
        stats.clear()
        limiter = RateLimiter()
        clearFaults()
        late = LateRequests()
    }

    /// Does again what a state file kept.
    mutating func replay(_ entry: StateFile.Entry) {
        switch entry {
        case .request(let request, let now, let lag):
            guard let endpoint = Endpoint.at(request.path) else { return }
            live(until: now)
            _ = handle(request, endpoint, at: now, lag: lag)
        case .late(let request, let due):
            guard let endpoint = Endpoint.at(request.path) else { return }
            late.add(LateRequests.Item(due: due, request: request, endpoint: endpoint))
        case .advance(let milliseconds): clock.advance(milliseconds: milliseconds)
        case .reset:
            world = initialWorld
            random = initialRandom
            clock.reset()
            limiter = RateLimiter()
            late = LateRequests()
        }
    }

    /// Lets late requests and the world's own doings happen, each at its own instant and in their order.
    private mutating func live(until now: Int64) {
        while true {
            let next = world.next
            let lateDue = late.nextDue ?? .max
            guard min(next?.due ?? .max, lateDue) <= now else { return }
            if let next, next.due <= lateDue {
                world.workspaces[next.workspace].stepNext()
            } else if let item = late.popFirst() {
                _ = handle(item.request, item.endpoint, at: item.due, lag: 0)
            }
        }
    }

    private mutating func handle(
        _ request: SandboxRequest,
        _ endpoint: Endpoint,
        at now: Int64,
        lag: Int64,
        isNew: Bool = false
    ) -> SandboxReply {
        do throws(APIError) {
            let definition = endpoint.definition
            let credential = try authorize(request, for: definition.credentials)
            let arguments = try request.arguments(for: endpoint, definition)
            if isNew, endpoint.changesState, let record, !record.keep(.request(request, at: now, lag: lag)) {
                throw StateFile.isFull
            }
            let origin = "http://\(request.headers["host"] ?? "127.0.0.1")"
            return try perform(
                Call(
                    endpoint: endpoint,
                    credential: credential,
                    arguments: arguments,
                    now: now,
                    lag: lag,
                    origin: origin
                )
            )
        } catch {
            if error.type == "too_many_requests" { stats.countRateLimited() }
            return error.reply
        }
    }
}
