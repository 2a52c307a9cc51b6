/// A command that Seam carries out in its own time.
struct ActionAttempt: Sendable {
    /// The types of attempt that the sandbox has.
    enum Kind: String, Sendable {
        case createCode = "CREATE_ACCESS_CODE"
        case updateCode = "UPDATE_ACCESS_CODE"
        case deleteCode = "DELETE_ACCESS_CODE"
        case lock = "LOCK_DOOR"
        case unlock = "UNLOCK_DOOR"
        case configureAutoLock = "CONFIGURE_AUTO_LOCK"
        case keypadEntry = "SIMULATE_KEYPAD_CODE_ENTRY"
        case keypadLock = "SIMULATE_MANUAL_LOCK_VIA_KEYPAD"
        case encode = "ENCODE_CREDENTIAL"
        case reset = "RESET_SANDBOX_WORKSPACE"
    }

    enum Outcome: Sendable {
        case pending
        case success
        case error(type: String, message: String)
    }

    let id: Identifier
    let kind: Kind
    /// The position of the device it is about.
    var device: Int?
    var code: Identifier?
    /// The position of the access method whose card is encoded, for `encode`.
    var method: Int?
    /// The PIN that was typed, for `keypadEntry`.
    var pin: String?
    var outcome = Outcome.pending

    var isPending: Bool {
        if case .pending = outcome { true } else { false }
    }

    /// Writes the fields of the `action_attempt` resource; `writeCode` and `writeCredential` write the code and
    /// the credential of the result.
    func writeFields(
        to writer: inout JSONWriter,
        writeCode: (Identifier, inout JSONWriter) -> Void,
        writeCredential: (Int, inout JSONWriter) -> Void
    ) {
        writer.field("action_attempt_id", id)
        writer.field("action_type", kind.rawValue)
        switch outcome {
        case .pending:
            writer.field("status", "pending")
            writer.field("result", nil as String?)
            writer.field("error", nil as String?)
        case .success:
            writer.field("status", "success")
            writer.object("result") { writer in
                switch kind {
                case .createCode, .updateCode:
                    if let code { writer.object("access_code") { writeCode(code, &$0) } }
                case .encode: if let method { writeCredential(method, &writer) }
                case .lock, .unlock: writer.field("was_confirmed_by_device", true)
                default: break
                }
            }
            writer.field("error", nil as String?)
        case .error(let type, let message):
            writer.field("status", "error")
            writer.field("result", nil as String?)
            writer.object("error") { writer in
                writer.field("type", type)
                writer.field("message", message)
            }
        }
    }
}
