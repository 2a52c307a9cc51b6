package import CivilTime
package import Model

/// What is posted to the address of a schedule.
package struct NoticeDocument: Document {
    /// What happened.
    package var kind: Notice.Kind
    /// The schedule.
    package var schedule: String
    /// The instant that the expression names.
    package var nominal: Instant
    /// Where it stands.
    package var state: Firing.State
    /// The run's id.
    package var runID: String?
    /// The process's exit code.
    package var exitCode: Int32?
    /// What went wrong, or more of what happened.
    package var detail: String?
    /// How many more firings it stands for.
    package var othersMissed: Int
    /// The whole of it in a sentence, for people.
    package var text: String

    enum CodingKeys: String, CodingKey {
        case kind, schedule, nominal, state
        case runID = "run_id"
        case exitCode = "exit_code"
        case detail
        case othersMissed = "others_missed"
        case text
    }

    /// Makes the document of a notice.
    package init(_ notice: Notice) {
        let firing = notice.firing
        kind = notice.kind
        schedule = firing.schedule
        nominal = firing.nominal
        state = firing.state
        runID = firing.runID
        exitCode = firing.exitCode
        detail = firing.detail
        othersMissed = notice.others
        text = Self.text(of: notice)
    }

    private static func text(of notice: Notice) -> String {
        let firing = notice.firing
        let when = LocalTime.full(firing.nominal, nil)
        let more = notice.others > 0 ? " and \(notice.others) earlier ones" : ""
        let name = firing.schedule.shown
        guard notice.kind == .failure else { return "Keyshift: \(name) went well again, \(when)" }
        return "Keyshift: \(name), \(when)\(more): \(firing.state.rawValue)\(firing.why)"
    }
}

/// How `serve` is, for those who watch.
package struct HealthDocument: Document {
    /// `ok`, or what is wrong.
    package var status: String
    /// When the schedules were looked at last.
    package var lastLook: Instant?
    /// The schedules that cannot be read, and so do not fire; the others do.
    package var unreadableSchedules: [UnreadableScheduleDocument]

    enum CodingKeys: String, CodingKey {
        case status
        case lastLook = "last_look"
        case unreadableSchedules = "unreadable_schedules"
    }

    /// Makes the document; `isWell` says whether the last look is young enough.
    package init(isWell: Bool, lastLook: Instant?, unreadable: [UnreadableSchedule] = []) {
        status =
            if !isWell {
                "the schedules were not looked at for a minute; see the log of keyshift serve"
            } else if unreadable.isEmpty {
                "ok"
            } else {
                unreadable.map(\.message).joined(separator: " ")
            }
        self.lastLook = lastLook
        unreadableSchedules = unreadable.map(UnreadableScheduleDocument.init)
    }
}
