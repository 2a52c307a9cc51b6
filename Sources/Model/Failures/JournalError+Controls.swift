internal import CivilTime

extension JournalError {
    /// The refusal to send while everything is frozen.
    package static func frozen(_ freeze: Freeze) -> JournalError {
        let reason = freeze.reason.map { " (\($0.shown))" } ?? ""
        return JournalError(
            .frozen,
            "\(freeze.operatorName.shown) froze everything at \(freeze.since.iso8601)\(reason): nothing is sent.",
            remedy: .thaw,
        )
    }

    /// The error for a name that no schedule has.
    package static func unknownSchedule(_ name: String) -> JournalError {
        JournalError(.unknownSchedule, "There is no schedule \(name.shown).", remedy: .listSchedules)
    }

    /// The error for a schedule that cannot be read.
    package static func unreadable(_ schedule: UnreadableSchedule) -> JournalError {
        JournalError(.unreadableSchedule, schedule.message)
    }
}
