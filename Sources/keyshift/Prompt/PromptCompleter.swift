internal import Dispatch
internal import RunEngine
internal import Synchronization

/// Completes what is typed from the script's own values and from the names of the workspace.
final class PromptCompleter: Sendable {
    /// What a key press may wait for names that are not known yet.
    private static let patience = DispatchTimeInterval.milliseconds(300)

    private let host: ScriptHost
    private let readings = Mutex<[Completer.Missing: Task<Void, Never>]>([:])

    init(host: ScriptHost) {
        self.host = host
    }

    /// Reads the names of the devices ahead of the first question for them.
    func begin() {
        read(.devices, then: nil)
    }

    /// Puts the names of the workspace in order, before somebody asks for them.
    func prepare() {
        let host = host
        // Awaited by nobody: it fills what completion knows.
        Task { _ = await host.names }
    }

    /// Ends what is still being read.
    func close() {
        readings.withLock { readings in
            for reading in readings.values { reading.cancel() }
            readings = [:]
        }
    }

    /// Completes a text up to the cursor; for the thread of the editor, which it blocks.
    func complete(_ text: String) -> Completion? {
        if let command = CommandCompletion.completion(of: text) { return command }
        guard let (completion, missing) = answer(text) else { return nil }
        guard let missing else { return completion }
        let isRead = DispatchSemaphore(value: 0)
        read(missing, then: isRead)
        if isRead.wait(timeout: .now() + Self.patience) == .success { return answer(text)?.completion }
        var hinted = completion
        if hinted.candidates.isEmpty {
            hinted.hint =
                "reading the \(missing == .devices ? "devices" : "groups") of the workspace; Tab again in a moment"
        }
        return hinted
    }

    private func answer(_ text: String) -> (completion: Completion, missing: Completer.Missing?)? {
        let done = DispatchSemaphore(value: 0)
        let answer = Mutex<(Completion, Completer.Missing?)?>(nil)
        let host = host
        // Awaited right below, for a second at most.
        Task {
            let found = await host.complete(text)
            answer.withLock { $0 = found }
            done.signal()
        }
        guard done.wait(timeout: .now() + .seconds(1)) == .success else { return nil }
        return answer.withLock { $0 }
    }

    /// Begins to read, unless that goes on already.
    private func read(_ missing: Completer.Missing, then isRead: DispatchSemaphore?) {
        let host = host
        readings.withLock { readings in
            let earlier = readings[missing]
            // Awaited by nobody: it fills what completion knows, and `close` cancels it.
            readings[missing] = Task {
                await earlier?.value
                switch missing {
                case .devices: await host.readDevices()
                case .groups: _ = await host.readGroups()
                }
                isRead?.signal()
            }
        }
    }
}

extension ScriptHost {
    /// What a text could go on with, and what has to be read to know better.
    fileprivate func complete(_ text: String) -> (Completion, Completer.Missing?) {
        let plain = Completer(text, names: PromptNames()) { self.glimpse(of: $0) }
        // Names are put in order anew where the plan has changed, which nothing else shall wait for.
        guard plain.asksForNames else { return (plain.completion, nil) }
        let completer = Completer(text, names: names) { self.glimpse(of: $0) }
        return (completer.completion, completer.missing)
    }
}
