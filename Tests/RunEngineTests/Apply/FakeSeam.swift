import CivilTime
import Model
import Synchronization

@testable import RunEngine
@testable import Seam

/// A scripted API in memory: codes with their keys, and what shall go wrong with the next sends.
final class FakeSeam: CodeGateway {
    /// What happens to one send.
    enum Fault: Sendable {
        /// The error is thrown; the change is made before, or is not.
        case error(SeamError, takesEffect: Bool)
        /// All is well, but reads show the old values for so long.
        case stale(TimeSpan)
        /// All is well, and then somebody does this.
        case then(@Sendable (inout [String: Code]) -> Void)
    }

    struct Code: Sendable {
        var state: CodeState
        var deviceID: String
        /// The key and the PIN of a code that a row makes or ends.
        var key: String?
        var pin: String?
        var stage = DoorCode.Stage.ready
        var old: (state: CodeState, until: Instant)?
    }

    struct Send: Sendable {
        var update: CodeUpdate
        var at: Instant
    }

    struct State {
        var codes: [String: Code] = [:]
        var members: [Row.Target: [String]] = [:]
        var reads: [[String]] = []
        var sends: [Send] = []
        /// The calls that make and end codes, and the stage that a new code is in.
        var calls: [CodeCall] = []
        var stageOfNew = DoorCode.Stage.ready
        var faults: [String: [Fault]] = [:]
        var readErrors: [SeamError] = []
        var latency = TimeSpan(milliseconds: 150)
        /// How long a send takes, nil for as long as a read.
        var sendLatency: TimeSpan?
        /// How long the next sends are held up before anything of them leaves.
        var waysToSocket: [TimeSpan] = []
        /// Whether an update without both bounds leaves the codes without any hours, as on a lenient sandbox.
        var isLenient = false
        /// Nil without limits; else what each device admitted.
        var admitted: [String: [Instant]]?
        var refusals = 0
        var inFlight = 0
        var maxInFlight = 0
        /// Runs at the beginning of each send, with the number of sends before it.
        var onSend: @Sendable (Int) -> Void = { _ in }
    }

    let pendingEdits = Mutex<[@Sendable (inout [String: Code]) -> Void]>([])
    let pendingReadErrors = Mutex(0)
    private let state = Mutex(State())
    private let simulation: Simulation

    init(_ simulation: Simulation) {
        self.simulation = simulation
    }

    var snapshot: State { state.withLock { $0 } }

    func change(_ body: (inout State) -> Void) {
        state.withLock { body(&$0) }
    }

    /// Drops what was hung in to run later.
    func forgetHooks() {
        change { $0.onSend = { _ in } }
        pendingEdits.withLock { $0 = [] }
    }

    /// Gives every member of the rows its state before.
    func install(_ rows: [Row]) {
        change { state in
            for row in rows {
                state.members[row.target] = row.stateIDs
                for member in row.members {
                    state.codes[row.stateID(of: member)] = Code(state: member.before, deviceID: member.deviceID)
                }
            }
        }
    }

    func read(
        accessCodeIDs: [String],
        accessGrantIDs: [String],
    ) async throws(SeamError) -> [String: CodeState] {
        let accessCodeIDs = accessCodeIDs + accessGrantIDs
        let error = state.withLock { state -> SeamError? in
            state.reads.append(accessCodeIDs)
            return state.readErrors.isEmpty ? nil : state.readErrors.removeFirst()
        }
        await begin()
        defer { end() }
        if let error { throw error }
        let now = simulation.now
        return state.withLock { state in
            let found = accessCodeIDs.compactMap { id in state.codes[id].map { (id, $0.shown(at: now)) } }
            return Dictionary(found) { first, _ in first }
        }
    }

    func send(_ call: CodeCall, notAfter limit: TimeSpan) async throws(SeamError) -> String? {
        guard let update = call.update else { return try await sendOfDoors(call) }
        return try await send(update, notAfter: limit)
    }

    private func send(_ update: CodeUpdate, notAfter limit: TimeSpan) async throws(SeamError) -> String? {
        if let wait = state.withLock({ $0.waysToSocket.isEmpty ? nil : $0.waysToSocket.removeFirst() }) {
            try? await simulation.sleep(wait)
        }
        guard simulation.clock.elapsed() <= limit else { throw .late }
        let fault = state.withLock { state -> Fault? in
            state.onSend(state.sends.count)
            state.sends.append(Send(update: update, at: simulation.now))
            let target = update.target.identifier
            guard let faults = state.faults[target], !faults.isEmpty else { return nil }
            return state.faults[target]?.removeFirst()
        }
        let refused = admit(update)
        await begin(isSend: true)
        defer { end() }
        if let refused { throw refused }
        if case .error(let error, let takesEffect) = fault {
            if takesEffect { perform(update, staleFor: nil) }
            throw error
        }
        if case .stale(let span) = fault { perform(update, staleFor: span) } else { perform(update, staleFor: nil) }
        if case .then(let body) = fault { change { body(&$0.codes) } }
        return "req-\(update.target.identifier)"
    }

    private func begin(isSend: Bool = false) async {
        let latency = state.withLock { state in
            state.inFlight += 1
            state.maxInFlight = max(state.maxInFlight, state.inFlight)
            return isSend ? state.sendLatency ?? state.latency : state.latency
        }
        // A cancelled wait ends early, as a cancelled call does.
        try? await simulation.sleep(latency)
    }

    private func end() {
        let edits = pendingEdits.withLock { edits in
            defer { edits = [] }
            return edits
        }
        change { state in
            state.inFlight -= 1
            for edit in edits { edit(&state.codes) }
        }
        let errors = pendingReadErrors.withLock { count in
            defer { count = 0 }
            return count
        }
        change { $0.readErrors += Array(repeating: .unreachable, count: errors) }
    }

    private func perform(_ update: CodeUpdate, staleFor span: TimeSpan?) {
        let now = simulation.now
        change { state in
            for id in state.members[update.target] ?? [] {
                if let span, let old = state.codes[id]?.state { state.codes[id]?.old = (old, now + span) }
                if let startsAt = update.startsAt { state.codes[id]?.state.startsAt = startsAt }
                if let endsAt = update.endsAt { state.codes[id]?.state.endsAt = endsAt }
                if let name = update.name { state.codes[id]?.state.name = name }
                if let kind = update.kind { state.codes[id]?.state.kind = kind }
                if state.isLenient, update.startsAt == nil || update.endsAt == nil {
                    state.codes[id]?.state.kind = .ongoing
                }
            }
        }
    }

    private func admit(_ update: CodeUpdate) -> SeamError? {
        let now = simulation.now
        return state.withLock { state in
            guard var admitted = state.admitted else { return nil }
            let devices = (state.members[update.target] ?? []).compactMap { state.codes[$0]?.deviceID }
            for device in devices { admitted[device, default: []].removeAll { now - $0 >= Pacer.window } }
            guard devices.allSatisfy({ admitted[$0, default: []].count < Pacer.limit }) else {
                state.refusals += 1
                return .status(429, "too many requests", retryAfter: 60)
            }
            for device in devices { admitted[device, default: []].append(now) }
            state.admitted = admitted
            return nil
        }
    }
}

extension FakeSeam {
    /// Changes the codes while a request is under way.
    func editLater(_ edit: @escaping @Sendable (inout [String: Code]) -> Void) {
        pendingEdits.withLock { $0.append(edit) }
    }

    /// Lets so many reads fail.
    func breakReads(_ count: Int) {
        pendingReadErrors.withLock { $0 = count }
    }
}

extension FakeSeam.Code {
    func shown(at now: Instant) -> CodeState {
        if let old, now < old.until { return old.state }
        return state
    }
}

extension SeamError {
    /// An answer that refuses.
    static func status(_ status: Int, _ message: String, retryAfter: Int? = nil) -> SeamError {
        let code: Code = status == 429 ? .tooManyRequests : status >= 500 ? .serverError : .invalidInput
        return SeamError(
            code,
            message,
            status: status,
            requestID: "req-\(status)",
            retryAfter: retryAfter,
            delivery: .answered,
        )
    }

    static let lostAnswer = SeamError(.timeout, "no answer in 30 s", delivery: .unanswered)
    static let late = SeamError(.late, "it could not leave in time", delivery: .notSent)
    static let unreachable = SeamError(.connection, "cannot reach the server", delivery: .notSent)
}
