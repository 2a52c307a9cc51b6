internal import Dispatch
internal import Glibc
internal import Model
internal import RunEngine
internal import Synchronization

/// What Ctrl-C does: before the first request it ends the program, during an apply it asks to finish what is in flight.
final class Interrupts: Sendable {
    private enum Phase {
        case planning
        case applying
        case stopping
    }

    /// Set when the apply shall stop.
    let stop = StopSignal()
    private let phase = Mutex(Phase.planning)
    private let terminal: Terminal

    /// Begins to listen for SIGINT, SIGTERM and SIGHUP, but for one that is ignored, as under nohup; `end` says what there is to say, and whether the plan was being sent.
    init(terminal: Terminal, end: @escaping @Sendable (Bool) -> Void) {
        self.terminal = terminal
        for number in [SIGINT, SIGTERM, SIGHUP] {
            let wasIgnored = unsafe unsafeBitCast(signal(number, SIG_IGN), to: Int.self) == 1
            if wasIgnored, number == SIGHUP { continue }
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            // The handler keeps its source, and this object, for as long as the process lives.
            source.setEventHandler { [self] in withExtendedLifetime(source) { interrupt(end) } }
            source.resume()
        }
    }

    /// Says that requests go out from now on.
    func beginApplying() {
        phase.withLock { $0 = .applying }
    }

    private func interrupt(_ end: @Sendable (Bool) -> Void) {
        let was = phase.withLock { phase in
            defer { if phase == .applying { phase = .stopping } }
            return phase
        }
        switch was {
        case .planning:
            end(false)
            exit(130)
        case .applying:
            stop.set()
            terminal.note("Stopping: what is on its way is finished first. Ctrl-C again ends at once.")
        case .stopping:
            end(true)
            exit(130)
        }
    }
}
