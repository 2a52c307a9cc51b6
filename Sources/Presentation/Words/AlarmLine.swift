internal import CivilTime
internal import Model

/// An alarm in one line: `URGENT  Room 204: the lock is offline`.
enum AlarmLine {
    /// The line of an alarm as it stands at an instant.
    static func of(_ alarm: Alarm, at instant: Instant) -> String {
        "\(alarm.level(at: instant).rawValue.uppercased())  \(alarm.name.shown): \(ForeignText.sentence(alarm.text))"
    }

    /// The line of an alarm that was just raised.
    static func of(_ raise: AlarmRaise) -> String {
        "\(raise.level.rawValue.uppercased())  \(raise.subject.name.shown): \(ForeignText.sentence(raise.text))"
    }
}
