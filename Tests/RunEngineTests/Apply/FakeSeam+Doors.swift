import CivilTime
import Model

@testable import RunEngine
@testable import Seam

extension FakeSeam {
    func read(doors deviceIDs: [String]) async throws(SeamError) -> [String: [DoorCode]] {
        if let error = takeReadError() { throw error }
        let codes = snapshot.codes
        var doors: [String: [DoorCode]] = [:]
        for (id, code) in codes.sorted(by: { $0.key < $1.key }) where deviceIDs.contains(code.deviceID) {
            doors[code.deviceID, default: []].append(
                DoorCode(
                    accessCodeID: id,
                    commonCodeKey: code.key,
                    state: code.state,
                    pin: code.pin.map(HeldPIN.init),
                    stage: code.stage,
                )
            )
        }
        return doors
    }

    private func takeReadError() -> SeamError? {
        var error: SeamError?
        change { state in error = state.readErrors.isEmpty ? nil : state.readErrors.removeFirst() }
        return error
    }

    /// Makes or ends a code, as the next fault of its device has it.
    func sendOfDoors(_ call: CodeCall) async throws(SeamError) -> String? {
        let device = call.deviceID ?? ""
        var fault: Fault?
        change { state in
            state.calls.append(call)
            if state.faults[device]?.isEmpty == false { fault = state.faults[device]?.removeFirst() }
        }
        if case .error(let error, let takesEffect) = fault {
            if takesEffect { perform(call) }
            throw error
        }
        perform(call)
        if case .then(let body) = fault { change { body(&$0.codes) } }
        return "req-\(snapshot.calls.count)"
    }

    private func perform(_ call: CodeCall) {
        change { state in
            switch call {
            case .create(let creation):
                let shared = state.codes.values.first { $0.key == creation.commonCodeKey }?.pin
                let pin = creation.pin?.digits ?? shared ?? "\(1000 + state.calls.count)"
                let hours = CodeState(startsAt: creation.startsAt, endsAt: creation.endsAt, name: creation.name)
                var code = Code(state: hours, deviceID: creation.deviceID)
                (code.key, code.pin, code.stage) = (creation.commonCodeKey, pin, state.stageOfNew)
                state.codes["made-\(state.calls.count)"] = code
            case .delete(let id, _): state.codes[id] = nil
            case .update(let update):
                state.codes[update.target.identifier]?.state.startsAt = update.startsAt
                state.codes[update.target.identifier]?.state.endsAt = update.endsAt
            }
        }
    }
}
