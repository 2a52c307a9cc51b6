internal import Model
import Seam

extension DoorCode {
    /// A code of an answer.
    init(_ code: AccessCode) {
        self.init(
            accessCodeID: code.accessCodeID,
            commonCodeKey: code.commonCodeKey,
            state: CodeState(code),
            pin: code.code.map(HeldPIN.init),
            stage: Stage(code),
        )
    }
}

extension DoorCode.Stage {
    /// What keeps a code from its lock although the lock can be reached.
    private static let refusals: Set<String> = [
        "failed_to_set_on_device", "duplicate_code_on_device", "no_space_for_access_code_on_device",
        "code_constraints_violated", "access_code_inactive",
    ]

    init(_ code: AccessCode) {
        let refusals = code.errorCodes.filter(Self.refusals.contains)
        if code.isLeaving {
            self = .leaving
        } else if !refusals.isEmpty {
            self = .refused(refusals)
        } else if code.isOnLock || code.isScheduledOnDevice == true || code.waitsForItsTime {
            self = .ready
        } else {
            self = .setting
        }
    }
}
