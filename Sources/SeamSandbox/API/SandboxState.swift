/// The whole state of the sandbox; it changes only through these functions, with time and randomness given.
struct SandboxState: Sendable {
    /// A request whose change is made later.
    private struct LateRequest: Sendable {
        let due: Int64
        let request: SandboxRequest
        let endpoint: Endpoint
    }

    var world: World
    var stats = Stats()
    var limiter = RateLimiter()
    var random: SandboxRandom
    var clock: SandboxClock
    let rateLimits: SandboxRateLimits
    private let initialWorld: World
    private let initialRandom: SandboxRandom
    private var faults = FaultTable()
    private var late: [LateRequest] = []
    private var requestCount = 0

    init(options: SandboxOptions, clock: SandboxClock, seed: UInt64) {
        var random = SandboxRandom(seed: seed)
        world = DemoData.world(options: options, start: clock.base, random: &random)
        initialWorld = world
        initialRandom = random
        self.random = random
        self.clock = clock
        rateLimits = options.rateLimits
    }

    /// Notes that a request came in; returns its number and the fault that hits it.
    mutating func arrive(at endpoint: Endpoint) -> (number: Int, fault: Fault?) {
        requestCount += 1
        stats.arrive(endpoint.rawValue)
        return (requestCount, faults.next(for: endpoint.rawValue, random: &random))
    }

    /// Answers a request at the clock's instant.
    ///
    /// Under the fault `stale`, `lag` is for how many milliseconds a change stays unseen; else 0.
    mutating func handle(_ request: SandboxRequest, _ endpoint: Endpoint, lag: Int64 = 0) -> SandboxReply {
        let now = clock.now
        makeLateChanges(until: now)
        return handle(request, endpoint, at: now, lag: lag)
    }

    /// Keeps a request, to make its change in `delay` milliseconds.
    mutating func postpone(_ request: SandboxRequest, _ endpoint: Endpoint, delay: Int64) {
        late.append(LateRequest(due: clock.now + delay, request: request, endpoint: endpoint))
    }

    /// Makes the changes that became due, in their order.
    mutating func makeLateChanges() {
        makeLateChanges(until: clock.now)
    }

    /// Moves the clock forward, and makes the changes that become due on the way.
    mutating func advance(milliseconds: Int64) {
        clock.advance(milliseconds: milliseconds)
        makeLateChanges()
    }

    mutating func add(_ fault: Fault) {
        faults.add(fault)
    }

    /// Forgets the faults; what they already postponed still comes.
    mutating func clearFaults() {
        faults = FaultTable()
    }

    /// Puts everything back as it was at the start: the world, the clock, the counts, no faults.
    mutating func reset() {
        world = initialWorld
        random = initialRandom
        clock.reset()
        stats.clear()
        limiter = RateLimiter()
        clearFaults()
        late = []
    }

    static func groupKey(_ random: inout SandboxRandom) -> String {
        "auto_set_by_create_multiple_\(random.uuid())"
    }

    private mutating func makeLateChanges(until now: Int64) {
        guard !late.isEmpty else { return }
        let due = late.filter { $0.due <= now }.sorted { $0.due < $1.due }
        late.removeAll { $0.due <= now }
        for item in due { _ = handle(item.request, item.endpoint, at: item.due, lag: 0) }
    }

    private mutating func handle(
        _ request: SandboxRequest,
        _ endpoint: Endpoint,
        at now: Int64,
        lag: Int64
    ) -> SandboxReply {
        do {
            let workspace = try authorize(request)
            let arguments = try request.arguments(for: endpoint)
            let origin = "http://\(request.headers["host"] ?? "127.0.0.1")"
            return try perform(
                Call(
                    endpoint: endpoint,
                    workspace: workspace,
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

    private mutating func perform(_ call: Call) throws(APIError) -> SandboxReply {
        switch call.endpoint {
        case .createMultiple: try createMultiple(call)
        case .getAccessCode: try getAccessCode(call)
        case .listAccessCodes: try listAccessCodes(call)
        case .updateAccessCode: try updateAccessCode(call)
        case .updateMultiple: try updateMultiple(call)
        case .getDevice: try getDevice(call)
        case .listDevices: try listDevices(call)
        case .getWorkspace: getWorkspace(call)
        }
    }
}
