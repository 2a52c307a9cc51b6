internal import CivilTime
internal import Model

extension StaySteps {
    /// What to do about hours that somebody else has made longer than the newest run did: nothing, or the run's hours again.
    func leave(_ door: Stay.Door, _ change: OutsideChange) -> [StayAnswer.Step] {
        let isDoubled = stay.doors.contains { !use.doubled(on: $0, of: stay).isEmpty }
        let meant =
            "Where somebody meant these hours, \(isDoubled ? "two guests have the room" : "nothing is to be done")."
        guard let given = history.given(door.accessCodeID) else { return [.init(meant)] }
        guard stay.hours != nil else {
            return [.init("\(meant) Which doors have other hours than \(given.origin) set:", ["verify", given.run.id])]
        }
        guard let line = setBack(door, change.from) else {
            return [.init("\(meant) The hours that \(given.origin) set are over, or would shut the guest out at once.")]
        }
        guard stay.isInside(at: look.now) else {
            return [.init("\(meant) To set those of \(given.origin) again:", line)]
        }
        var step = StayAnswer.Step(
            "\(meant) Only where nobody meant it, to set those of \(given.origin) again, by which the guest inside loses time:"
        )
        step.exception = line + ["--allow", RowCheck.lockout.rawValue]
        return [step]
    }

    /// The command that gives the stay the hours from before; nil where they let nobody in any more, or not who is inside now.
    private func setBack(_ door: Stay.Door, _ hours: OutsideChange.Bounds) -> [String]? {
        let words = HoursWords(zone: door.zone, now: look.now)
        var options: [String] = []
        if let start = hours.startsAt, start != door.state.startsAt {
            guard !stay.isInside(at: look.now) || start <= look.now else { return nil }
            options += ["--starts", words.typed(start)] + beyondLimit(door.state.startsAt, start)
        }
        if let end = hours.endsAt, end != door.state.endsAt {
            guard end > look.now + Self.soon else { return nil }
            options += ["--ends", words.typed(end)] + beyondLimit(door.state.endsAt, end)
        }
        return options.isEmpty ? nil : ["move", name] + options
    }

    /// An end within this time is past before somebody has typed the line.
    private static let soon = TimeSpan(milliseconds: 5 * 60_000)

    /// What is typed more where a bound moves farther than a plan may move it.
    func beyondLimit(_ before: Instant?, _ after: Instant) -> [String] {
        guard let before else { return [] }
        let distance = (after - before).magnitude
        guard distance > look.maxShift else { return [] }
        let hour: Int64 = 3_600_000
        return ["--max-shift", "\((distance.milliseconds + hour - 1) / hour)h"]
    }
}
