internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import Synchronization

/// The transport over sockets: one event loop thread and its pool, both made at the first request.
final class PooledTransport: HTTPTransport {
    private struct Running: Sendable {
        var group: MultiThreadedEventLoopGroup
        var driver: PoolDriver
    }

    private enum State {
        case new
        case running(Running)
        /// Requests under way may still be cancelled.
        case stopping(Running)
        case stopped
    }

    private let makeSettings: @Sendable () throws(TransportFailure) -> TransportSettings
    private let state = Mutex(State.new)

    /// The settings are made at the first request, because trust roots take milliseconds to load.
    init(settings: @escaping @Sendable () throws(TransportFailure) -> TransportSettings) {
        makeSettings = settings
    }

    deinit {
        // A request under way keeps the transport alive, so nothing but idle connections can be left here.
        if case .running(let running) = state.withLock({ $0 }) {
            running.group.shutdownGracefully { _ in }
        }
    }

    func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPAnswer {
        let exchange = HTTPExchange(request)
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                exchange.attach { continuation.resume(returning: $0) }
                submit(exchange)
            }
        } onCancel: {
            cancel(exchange)
        }
        return try outcome.get()
    }

    func start(
        _ request: HTTPRequest,
        _ completion: @escaping @Sendable (Result<HTTPAnswer, TransportFailure>) -> Void,
    ) -> @Sendable () -> Void {
        let exchange = HTTPExchange(request)
        exchange.attach(completion)
        submit(exchange)
        return { [self] in cancel(exchange) }
    }

    func shutdown() async {
        let stopping: (running: Running, promise: EventLoopPromise<Void>)? = state.withLock { state in
            guard case .running(let running) = state else {
                if case .new = state { state = .stopped }
                return nil
            }
            state = .stopping(running)
            let promise = running.driver.loop.makePromise(of: Void.self)
            running.driver.loop.execute { running.driver.shutdown(promise) }
            return (running, promise)
        }
        guard let stopping else { return }
        try? await stopping.promise.futureResult.get()
        state.withLock { $0 = .stopped }
        try? await stopping.running.group.shutdownGracefully()
    }

    /// The hop to the event loop happens under the lock, so that none can come after the last one of a shutdown.
    private func submit(_ exchange: HTTPExchange) {
        let refusal: TransportFailure? = state.withLock { state in
            do throws(TransportFailure) {
                let driver = try Self.driver(&state, makeSettings)
                driver.loop.execute { driver.submit(exchange) }
                return nil
            } catch {
                return error
            }
        }
        if let refusal { exchange.end(.failure(refusal)) }
    }

    private func cancel(_ exchange: HTTPExchange) {
        state.withLock { state in
            switch state {
            case .running(let running), .stopping(let running):
                running.driver.loop.execute { running.driver.cancel(exchange) }
            // Not submitted yet, and submitting takes the same lock.
            case .new: exchange.phase = .ended
            case .stopped: break
            }
        }
    }

    private static func driver(
        _ state: inout State,
        _ makeSettings: () throws(TransportFailure) -> TransportSettings,
    ) throws(TransportFailure) -> PoolDriver {
        switch state {
        case .running(let running): return running.driver
        case .stopping, .stopped: throw .shutDown
        case .new:
            let settings = try makeSettings()
            let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
            let driver = PoolDriver(loop: group.next(), settings: settings)
            state = .running(Running(group: group, driver: driver))
            return driver
        }
    }
}
