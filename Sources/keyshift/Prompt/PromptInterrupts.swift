internal import Dispatch
internal import Glibc
internal import Journal
internal import Model
internal import RunEngine
internal import Synchronization

/// What Ctrl-C does at the prompt: it stops the statement that runs, and of an apply what has not begun; never the program.
///
/// The second one during an apply ends the program, as it does for `keyshift run`.
final class PromptInterrupts: Sendable {
    private enum Phase {
        case reading
        case evaluating
        case applying(StopSignal)
        case stopping
    }

    private let phase = Mutex(Phase.reading)
    private let terminal: Terminal

    /// Begins to listen for SIGINT.
    ///
    /// - Parameters:
    ///   - terminal: Where it says what it does.
    ///   - wakeUp: Ends the reading of a line where the terminal itself does not.
    ///   - evaluation: Stops the statement that runs.
    ///   - end: Gives the terminal back before the program ends.
    init(
        terminal: Terminal,
        wakeUp: WakeUp,
        evaluation: @escaping @Sendable () -> Void,
        end: @escaping @Sendable () -> Void,
    ) {
        self.terminal = terminal
        signal(SIGINT, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        // The handler keeps its source, and this object, for as long as the process lives.
        source.setEventHandler { [self] in withExtendedLifetime(source) { interrupt(wakeUp, evaluation, end) } }
        source.resume()
    }

    /// Ctrl-C stops a statement from now on.
    func beginEvaluating() {
        phase.withLock { $0 = .evaluating }
    }

    /// Ctrl-C sets the signal that this answers from now on.
    func beginApplying() -> StopSignal {
        let stop = StopSignal()
        phase.withLock { $0 = .applying(stop) }
        return stop
    }

    /// Nothing runs that Ctrl-C could stop.
    func beginReading() {
        phase.withLock { $0 = .reading }
    }

    private func interrupt(_ wakeUp: WakeUp, _ evaluation: () -> Void, _ end: () -> Void) {
        let was = phase.withLock { phase in
            defer { if case .applying = phase { phase = .stopping } }
            return phase
        }
        switch was {
        case .reading: wakeUp.wake()
        case .evaluating: evaluation()
        case .applying(let stop):
            stop.set()
            terminal.note("Stopping: what is on its way is finished first. Ctrl-C again ends at once.")
        case .stopping:
            end()
            terminal.note(
                "Ended at once. What was sent is in the journal; keyshift resume settles the rest by reading."
            )
            exit(130)
        }
    }
}
