package import Model

/// Starts the processes of firings; nothing of a script runs in the process that keeps the time.
package protocol FiringLauncher: Sendable {
    /// Runs an attempt of a firing to its end.
    func run(_ firing: Firing, of schedule: Schedule) async -> ChildEnd

    /// Finishes a run that stopped before its end.
    func resume(_ run: RunRecord) async -> ChildEnd

    /// Begins a plan that somebody has approved.
    func begin(_ plan: WaitingPlan) async -> ChildEnd
}

/// How a child process ended.
package enum ChildEnd: Hashable, Sendable {
    /// With an exit code.
    case exited(Int32)
    /// By a signal, named as the system does.
    case killed(String)
    /// It never began.
    case notStarted(String)

    /// The exit code, nil where it had none.
    var exitCode: Int32? {
        if case .exited(let code) = self { code } else { nil }
    }

    /// What happened, for a process that did not say so itself.
    var sentence: String {
        switch self {
        case .exited(130): "its process was stopped"
        case .exited(let code): "its process ended with exit code \(code) and left no word"
        case .killed(let signal): "its process was ended by \(signal)"
        case .notStarted(let why): "its process could not be started: \(why)"
        }
    }
}
