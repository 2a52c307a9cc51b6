import Model

/// The names of options, for messages about what was typed.
enum TypedValueText {
    /// The option of a value, such as `--starts`.
    static func option(_ value: TypedValue) -> String {
        switch value {
        case .starts: "--starts"
        case .ends: "--ends"
        case .extendsTo: "--to"
        case .extendsBy, .undoesBy, .readyBy: "--by"
        case .endsAt: "--at"
        case .wait: "--wait"
        case .after: "--after"
        case .clockChange: "--dst"
        case .status: "--status"
        case .memoryLimit: "--memory-limit"
        case .timeLimit: "--time-limit"
        case .maxGroups: "--max-groups"
        case .maxShift: "--max-shift"
        case .stopAt: "--stop-at"
        case .allowLockout: "--allow lockout"
        case .allowDirect: "--allow-direct"
        case .onFailure: "--on-failure"
        case .onRecovery: "--on-recovery"
        case .heartbeat: "--heartbeat"
        }
    }
}

extension PlanError {
    /// The sentence with the option that it is about, and what would let it go on.
    package var sentence: String { FailureText(RunReport.Failure(self)).sentence }
}

extension JournalError {
    /// The sentence with what would let it go on.
    package var sentence: String { FailureText(RunReport.Failure(self)).sentence }
}
