import CivilTime
import Model
import PaceSimulation
import Synchronization

@testable import RunEngine

/// Runs tasks on one thread in a virtual time, which moves to the next sleeper when nothing else can run.
///
/// The same program always runs the same way, and a sleep of an hour takes no time.
final class Simulation: TaskExecutor {
    /// Every task waits for something that will not come.
    struct Stuck: Error {}

    private struct Sleeper {
        let id: Int
        let deadline: Instant
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var jobs: [UnownedJob] = []
        var now = Simulation.start
        var sleepers: [Sleeper] = []
        var nextID = 0
        var actions: [(at: Instant, action: @Sendable () -> Void)] = []
    }

    static let start = PaceSimulation.start

    private let state = Mutex(State())

    var now: Instant { state.withLock { $0.now } }

    var clock: EngineClock {
        EngineClock(
            now: { self.now },
            elapsed: { self.now - Self.start },
            sleep: { try await self.sleep($0) },
        )
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        state.withLock { $0.jobs.append(job) }
    }

    /// Runs `body` and all of its tasks to the end.
    func run<T: Sendable>(_ body: @escaping @Sendable () async -> T) throws -> T {
        let box = Box<T>()
        Task(executorPreference: self) {
            let result = await body()
            box.value.withLock { $0 = result }
        }
        while true {
            if let job = nextJob() {
                unsafe job.runSynchronously(on: asUnownedTaskExecutor())
            } else if let result = box.value.withLock({ $0 }) {
                dropActions()
                return result
            } else {
                try wakeNextSleeper()
            }
        }
    }

    /// Does something at a virtual time, when nothing can run earlier.
    func schedule(after span: TimeSpan, _ action: @escaping @Sendable () -> Void) {
        state.withLock { $0.actions.append((at: $0.now + span, action: action)) }
    }

    /// Sleeps in virtual time.
    func sleep(_ span: TimeSpan) async throws {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isCancelled = Task.isCancelled
                state.withLock { state in
                    guard !isCancelled else { return }
                    state.sleepers.append(Sleeper(id: id, deadline: state.now + span, continuation: continuation))
                }
                if isCancelled { continuation.resume(throwing: CancellationError()) }
            }
        } onCancel: {
            take { $0.id == id }?.continuation.resume(throwing: CancellationError())
        }
    }

    private final class Box<T: Sendable>: Sendable {
        let value = Mutex<T?>(nil)
    }

    private func nextJob() -> UnownedJob? {
        state.withLock { $0.jobs.isEmpty ? nil : $0.jobs.removeFirst() }
    }

    private func wakeNextSleeper() throws {
        let earliest = state.withLock { state in state.sleepers.map(\.deadline).min() }
        guard let sleeper = take({ $0.deadline == earliest }) else { throw Stuck() }
        let due = state.withLock { state in
            defer { state.actions.removeAll { $0.at <= sleeper.deadline } }
            return state.actions.filter { $0.at <= sleeper.deadline }
        }
        for (_, action) in due { action() }
        state.withLock { $0.now = max($0.now, sleeper.deadline) }
        sleeper.continuation.resume()
    }

    /// Forgets what was meant for later: it holds the fakes, and they hold this simulation.
    private func dropActions() {
        let unused = state.withLock { state in
            defer { state.actions = [] }
            return state.actions
        }
        withExtendedLifetime(unused) {}
    }

    private func take(_ isMeant: (Sleeper) -> Bool) -> Sleeper? {
        state.withLock { state in
            state.sleepers.firstIndex(where: isMeant).map { state.sleepers.remove(at: $0) }
        }
    }
}
