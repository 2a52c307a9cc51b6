internal import Glibc
internal import Synchronization

/// Lines of a terminal that cannot move its cursor: what is typed comes a line at a time, and nothing completes it.
final class PlainInput: StatementInput {
    private let terminal: Terminal
    private let wakeUp: WakeUp
    private let buffer = Mutex<[UInt8]>([])

    init(terminal: Terminal, wakeUp: WakeUp) {
        self.terminal = terminal
        self.wakeUp = wakeUp
    }

    func line(prompt: PromptText, before: String) async -> InputLine {
        terminal.prompt(prompt.text)
        return read()
    }

    func answer(to question: String) async -> InputLine {
        terminal.prompt(question)
        return read()
    }

    func remember(_ statement: String, isSecret: Bool) async {}

    func close() async {}

    private func read() -> InputLine {
        buffer.withLock { buffer in
            while true {
                if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                    defer { buffer.removeFirst(end + 1) }
                    return .line(String(decoding: buffer[..<end], as: UTF8.self))
                }
                switch wakeUp.wait(for: STDIN_FILENO) {
                case .woken:
                    tcflush(STDIN_FILENO, TCIFLUSH)
                    buffer = []
                    terminal.prompt("\n")
                    return .interrupted
                case .ended: return .end
                case .readable:
                    guard let bytes = Descriptor.read(STDIN_FILENO), !bytes.isEmpty else {
                        defer { buffer = [] }
                        return buffer.isEmpty ? .end : .line(String(decoding: buffer, as: UTF8.self))
                    }
                    buffer += bytes
                }
            }
        }
    }
}

/// Wakes a thread that waits for a terminal: a pipe that is read beside it.
final class WakeUp: Sendable {
    /// What a wait ended with.
    enum Reason: Hashable, Sendable {
        /// The descriptor has something to read.
        case readable
        /// `wake()` was called.
        case woken
        /// The descriptor is gone.
        case ended
    }

    private let ends: (read: Int32, write: Int32)

    init() {
        var ends: [Int32] = [-1, -1]
        if unsafe pipe(&ends) == 0 {
            for end in ends {
                _ = fcntl(end, F_SETFD, FD_CLOEXEC)
                _ = fcntl(end, F_SETFL, O_NONBLOCK)
            }
        }
        self.ends = (ends[0], ends[1])
    }

    deinit {
        close(ends.read)
        close(ends.write)
    }

    /// Ends the wait, or the next one.
    func wake() {
        var byte: UInt8 = 0
        _ = unsafe write(ends.write, &byte, 1)
    }

    /// Waits until the descriptor can be read or somebody wakes the thread.
    func wait(for descriptor: Int32) -> Reason {
        while true {
            var places = [
                pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: ends.read, events: Int16(POLLIN), revents: 0),
            ]
            let count = unsafe poll(&places, 2, -1)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return .ended }
            if places[1].revents != 0 {
                while Descriptor.read(ends.read)?.isEmpty == false {}
                return .woken
            }
            return places[0].revents & Int16(POLLIN) != 0 ? .readable : .ended
        }
    }
}
