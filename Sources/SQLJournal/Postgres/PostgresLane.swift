internal import Dispatch
import Glibc
internal import Model
import Synchronization

/// A connection with the thread that waits on it, which opens it when it is first needed, and anew when it is lost.
///
/// What is asked for is done one after the other. A watchdog ends the traffic of a connection that keeps somebody waiting
/// too long: a server that is gone without a word would be waited for without an end.
final class PostgresLane: Sendable {
    /// How long things may take.
    struct Limits: Hashable, Sendable {
        /// Seconds for a connection to be opened.
        var connecting = 5
        /// Seconds in which a transaction has to be over.
        var transaction: Double = 14
        /// Seconds in which a lost connection is opened anew, and a transaction tried again.
        var patience: Double = 30
    }

    let place: PostgresPlace
    let limits: Limits
    private let queue: DispatchQueue
    private let application: String
    private let wire = Mutex<(socket: Int32?, watch: UInt64)>((nil, 0))
    private let held = Held()
    private let isClosed = Mutex(false)
    private let opened: @Sendable (PostgresConnection) throws -> Void

    /// Makes a lane; `opened` looks at each new connection before it is used.
    init(
        _ place: PostgresPlace,
        name: String,
        application: String,
        limits: Limits,
        opened: @escaping @Sendable (PostgresConnection) throws -> Void = { _ in },
    ) {
        self.place = place
        self.limits = limits
        self.application = application
        self.opened = opened
        queue = DispatchQueue(label: "keyshift.postgres.\(name)")
    }

    /// Does `body` on the lane's thread and waits for it.
    func wait<T>(_ body: (PostgresLane) -> T) -> T {
        queue.sync { body(self) }
    }

    /// Does `body` on the lane's thread.
    func async(_ body: @escaping @Sendable (PostgresLane) -> Void) {
        queue.async { body(self) }
    }

    /// Has a connection for `body`, which is tried again as long as there is patience and what went wrong can pass.
    ///
    /// To be called on the lane's thread.
    func attempt<T>(_ body: (PostgresConnection) throws -> T) throws(JournalError) -> T {
        let end = ContinuousClock.now.advanced(by: .seconds(limits.patience))
        var pause: UInt32 = 20_000
        while true {
            guard !isClosed.withLock({ $0 }) else { throw JournalError(.storage, "The journal is closed.") }
            let failure: PostgresError
            do {
                let open = try current()
                return try watching(open) { try body(open) }
            } catch let error as JournalError {
                leaveTransaction()
                throw error
            } catch let error as PostgresError {
                failure = error
            } catch {
                leaveTransaction()
                throw JournalError(.storage, "The journal could not be used: \(ForeignText.sentence("\(error)")).")
            }
            if failure.isLost || connection?.isOpen == false { drop() } else { leaveTransaction() }
            guard failure.isPassing || failure.isLost, ContinuousClock.now < end else {
                throw failure.sentence(of: place)
            }
            Self.sleep(pause)
            pause = min(pause * 2, 500_000)
        }
    }

    /// Closes the connection for good.
    func close() {
        isClosed.withLock { $0 = true }
        queue.sync { drop() }
    }

    private var connection: PostgresConnection? { held.connection }

    private func current() throws -> PostgresConnection {
        if let connection, connection.isOpen { return connection }
        drop()
        let made = try PostgresConnection(place, application: application, seconds: limits.connecting)
        try watching(made) { try opened(made) }
        held.connection = made
        return made
    }

    private func drop() {
        wire.withLock { $0.socket = nil }
        held.connection = nil
    }

    private func leaveTransaction() {
        guard let connection, connection.isOpen else { return }
        do { try connection.run("ROLLBACK") } catch { drop() }
    }

    /// Ends the traffic of a connection if `body` is not over in time.
    private func watching<T>(_ connection: PostgresConnection, _ body: () throws -> T) rethrows -> T {
        let number = wire.withLock { wire in
            wire = (connection.socket, wire.watch &+ 1)
            return wire.watch
        }
        let watch = DispatchWorkItem { [weak self] in
            self?.wire.withLock { wire in
                if let socket = wire.socket, wire.watch == number { PostgresConnection.shut(socket) }
            }
        }
        DispatchQueue.global().asyncAfter(deadline: .now() + limits.transaction, execute: watch)
        defer {
            watch.cancel()
            wire.withLock { $0.watch &+= 1 }
        }
        return try body()
    }

    private static func sleep(_ microseconds: UInt32) {
        let jittered = microseconds / 2 + UInt32.random(in: 0...microseconds / 2)
        _ = usleep(jittered)
    }
    /// What a lane has open; `@unchecked Sendable`: only the lane's queue touches it.
    private final class Held: @unchecked Sendable {
        var connection: PostgresConnection?
    }
}
