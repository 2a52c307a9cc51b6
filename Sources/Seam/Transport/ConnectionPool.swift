internal import NIOCore

/// The rules of the pool: which request goes to which connection, and when to open another one.
///
/// Pure: it names requests and connections by number, is told what happened, and answers what to do.
struct ConnectionPool {
    /// What the driver must do now.
    enum Action: Equatable {
        case none
        case run(request: Int, on: Int)
        case connect(Int)
        case close(Int)
        case fail(request: Int, Refusal)
        /// Nothing is under way any more after a shutdown.
        case stopped
        case all([Action])
    }

    /// Why a request gets no connection.
    enum Refusal: Equatable {
        case cannotConnect, cancelled, shutDown
    }

    private struct Idle {
        var connection: Int
        var since: NIODeadline
    }

    let limit: Int
    let idleLimit: TimeAmount
    private var lastConnection = 0
    private var connecting: Set<Int> = []
    private var busy: Set<Int> = []
    private var idle: [Idle] = []
    private var waiting: ArraySlice<Int> = []
    private var isShutDown = false

    /// At most `limit` connections; one that was idle for longer than `idleLimit` is not used again, as servers, and what
    /// is on the way to them, drop or forget those.
    init(limit: Int, idleLimit: TimeAmount) {
        self.limit = limit
        self.idleLimit = idleLimit
    }

    /// The connections of all kinds, those being made included.
    var connectionCount: Int { connecting.count + busy.count + idle.count }
    /// The requests that have no connection yet.
    var waitingCount: Int { waiting.count }

    mutating func request(_ request: Int, now: NIODeadline) -> Action {
        guard !isShutDown else { return .fail(request: request, .shutDown) }
        if let last = idle.last, now - last.since <= idleLimit {
            idle.removeLast()
            busy.insert(last.connection)
            return .run(request: request, on: last.connection)
        }
        waiting.append(request)
        // The newest is at the end: if that one is too old, all are.
        let stale = idle.map { Action.close($0.connection) }
        idle.removeAll()
        let next = connectIfNeeded()
        return stale.isEmpty ? next : .all(stale + [next])
    }

    mutating func connected(_ connection: Int, now: NIODeadline) -> Action {
        guard connecting.remove(connection) != nil else { return .close(connection) }
        guard !isShutDown else { return .close(connection) }
        return .all([give(connection, now: now), connectIfNeeded()])
    }

    /// Requests wait on for other connections; only when there is none, all of them fail.
    mutating func connectFailed(_ connection: Int) -> Action {
        guard connecting.remove(connection) != nil else { return .none }
        guard connecting.isEmpty, busy.isEmpty, idle.isEmpty else { return .none }
        return failAll(.cannotConnect)
    }

    /// An exchange has ended; a connection that is not reusable is already closed by the driver.
    ///
    /// A used one that broke without an answer was forgotten by something on the way, and that has forgotten the idle
    /// ones as well: they are closed, so that the next try gets one that is new or has just answered.
    mutating func released(
        _ connection: Int,
        isReusable: Bool,
        wasForgotten: Bool = false,
        now: NIODeadline,
    ) -> Action {
        guard busy.remove(connection) != nil else { return .none }
        guard wasForgotten, !isShutDown else { return released(isReusable ? connection : nil, now: now) }
        let suspects = idle.map { Action.close($0.connection) }
        idle.removeAll()
        return .all(suspects + [connectIfNeeded()])
    }

    private mutating func released(_ reusable: Int?, now: NIODeadline) -> Action {
        if isShutDown {
            let close = reusable.map(Action.close) ?? .none
            return busy.isEmpty ? .all([close, .stopped]) : close
        }
        guard let reusable else { return connectIfNeeded() }
        return give(reusable, now: now)
    }

    /// A connection without a request was closed.
    mutating func closed(_ connection: Int) {
        idle.removeAll { $0.connection == connection }
    }

    /// A request that has a connection is the driver's to end.
    mutating func cancel(_ request: Int) -> Action {
        guard let index = waiting.firstIndex(of: request) else { return .none }
        waiting.remove(at: index)
        return .fail(request: request, .cancelled)
    }

    mutating func shutdown() -> Action {
        guard !isShutDown else { return .none }
        isShutDown = true
        let closing = idle.map { Action.close($0.connection) }
        idle.removeAll()
        return .all([failAll(.shutDown)] + closing + (busy.isEmpty ? [.stopped] : []))
    }

    private mutating func give(_ connection: Int, now: NIODeadline) -> Action {
        guard let request = waiting.popFirst() else {
            idle.append(Idle(connection: connection, since: now))
            return .none
        }
        busy.insert(connection)
        return .run(request: request, on: connection)
    }

    private mutating func connectIfNeeded() -> Action {
        guard waiting.count > connecting.count, connectionCount < limit else { return .none }
        lastConnection += 1
        connecting.insert(lastConnection)
        return .connect(lastConnection)
    }

    private mutating func failAll(_ refusal: Refusal) -> Action {
        let failed = waiting.map { Action.fail(request: $0, refusal) }
        waiting = []
        return .all(failed)
    }
}
