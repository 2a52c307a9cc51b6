import Synchronization

/// The sandbox without its HTTP server: requests in, answers out.
final class Sandbox: Sendable {
    /// Waits for a number of milliseconds.
    typealias Sleep = @Sendable (Int64) async -> Void

    private let latency: Int64
    private let sleep: Sleep
    private let state: Mutex<SandboxState>

    /// `kept` is what a state file kept of an earlier start, to be done again; nil without a file.
    init(options: SandboxOptions, clock: SandboxClock, kept: StateFile.Opened? = nil, sleep: @escaping Sleep) {
        latency = Int64(options.latencyMilliseconds)
        self.sleep = sleep
        let seed = options.rngSeed ?? UInt64.random(in: .min ... .max)
        var start = SandboxState(options: options, clock: clock, seed: seed, record: kept?.file)
        for entry in kept?.entries ?? [] { start.replay(entry) }
        state = Mutex(start)
    }

    func now() -> Int64 {
        state.withLock { $0.clock.now }
    }

    func advance(milliseconds: Int64) {
        // Only a state file that is full refuses it; the clock stands then, as it does for a request.
        state.withLock { _ = try? $0.advance(milliseconds: max(0, milliseconds)) }
    }

    func workspaceID() -> String {
        state.withLock { $0.world.workspaces[0].id.text }
    }

    /// Answers a request; nil closes its connection without an answer.
    func answer(_ request: SandboxRequest) async -> SandboxReply? {
        var reply: SandboxReply?
        if request.path.hasPrefix(Control.prefix) {
            reply = state.withLock { Control.answer(request, &$0) }
        } else if let endpoint = Endpoint.at(request.path) {
            reply = await answer(request, endpoint)
        } else {
            reply = .unknownPath
        }
        reply?.headers["date"] = UTCTime(now()).httpDate
        return reply
    }

    private func answer(_ request: SandboxRequest, _ endpoint: Endpoint) async -> SandboxReply? {
        if request.method == "OPTIONS" { return .preflight }
        let (number, fault) = state.withLock { $0.arrive(at: endpoint) }
        defer { state.withLock { $0.stats.leave() } }
        if latency > 0 { await sleep(latency) }
        var reply = await answer(request, endpoint, under: fault)
        reply?.headers["seam-request-id"] = "request\(number)"
        reply?.headers["access-control-allow-origin"] = "*"
        return reply
    }

    private func answer(_ request: SandboxRequest, _ endpoint: Endpoint, under fault: Fault?) async -> SandboxReply? {
        guard let fault else { return handle(request, endpoint) }
        switch fault.kind {
        case .delay where fault.afterEffect:
            let reply = handle(request, endpoint)
            await sleep(fault.delay)
            return reply
        case .delay:
            await sleep(fault.delay)
            return handle(request, endpoint)
        case .edit:
            let reply = handle(request, endpoint)
            return fault.edit?.applied(to: reply) ?? reply
        case .stale:
            return handle(request, endpoint, lag: fault.delay)
        case .late:
            state.withLock { $0.postpone(request, endpoint, delay: fault.delay) }
            return nil
        case .status, .reset, .garbage:
            if fault.afterEffect { _ = handle(request, endpoint) }
            return fault.reply
        }
    }

    private func handle(_ request: SandboxRequest, _ endpoint: Endpoint, lag: Int64 = 0) -> SandboxReply {
        state.withLock { $0.handle(request, endpoint, lag: lag) }
    }
}

extension Sandbox {
    /// The number of requests that have arrived at a path.
    func requests(to path: String) -> Int {
        state.withLock { $0.stats.requests(to: path) }
    }

    /// Forgets the faults that were asked for.
    func clearFaults() {
        state.withLock { $0.clearFaults() }
    }
}
