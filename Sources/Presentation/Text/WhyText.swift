internal import CivilTime
package import Model

/// Why doors open, or do not, on one screen: each door with its reason, the newest change, and what to do.
package struct WhyText: Sendable {
    private let findings: StayFindings<StayAnswer>

    /// Makes the text of what was found.
    package init(_ findings: StayFindings<StayAnswer>) {
        self.findings = findings
    }

    /// The lines.
    package var lines: [String] {
        [AgeText(findings, in: findings.items.map(\.stay.zone)).line] + StayList.twins(findings.twins)
            + findings.items.flatMap(self.lines)
    }

    private func lines(_ answer: StayAnswer) -> [String] {
        let stay = answer.stay
        var lines = ["", head(stay)]
        lines += answer.conflicts.map(ConflictText.head)
        for door in answer.doors { lines += self.lines(door) }
        lines.append(
            "LAST CHANGE  \(answer.lastChange.map { change($0, stay) } ?? "none is known of the last 48 hours")"
        )
        lines.append("WHAT TO DO")
        for step in answer.steps {
            let exception = step.exception.map { " keyshift \(ShellWords.line($0))" } ?? ""
            lines.append("  \(ForeignText.sentence(step.words))\(exception)")
            if let command = step.command { lines.append("    keyshift \(ShellWords.line(command))") }
        }
        return lines
    }

    private func head(_ stay: Stay) -> String {
        let zone = stay.zone?.shown ?? "zone not known, times in UTC"
        return "WHY  \(stay.handle.shown)   \(hours(stay))   \(zone), now \(time(findings.now.toTheMinute, stay))"
    }

    private func hours(_ stay: Stay) -> String {
        guard let hours = stay.hours else { return HoursWords(zone: stay.zone, now: findings.now).each(of: stay) }
        guard let start = hours.startsAt, let end = hours.endsAt else { return "without an end" }
        let ended = stay.isEnded(at: findings.now) ? ", ended" : ""
        return "\(time(start, stay)) – \(time(end, stay))\(ended)"
    }

    private func lines(_ door: DoorAnswer) -> [String] {
        let facts = [door.lock, door.code, door.pin.map { "PIN \($0)" }].compactMap(\.self).joined(separator: " · ")
        let verdict = door.opensNow ? (door.reason == .healthy ? "OPENS" : "LOOK") : "CLOSED"
        return [
            "\(verdict)  \(door.door.name.shown)   \(facts)",
            "  \(ForeignText.sentence(door.sentence))",
        ]
    }

    private func change(_ change: LastChange, _ stay: Stay) -> String {
        let at = change.at.map { time($0.toTheMinute, stay) } ?? "not known when"
        guard let run = change.run else { return "\(at), not by a run of this journal: \(change.what)" }
        let reason = run.reason.map { ", \"\($0.shown)\"" } ?? ""
        return "\(at) by \(run.operatorName.shown), run \(run.id.shown), \(run.originText)\(reason): \(change.what)"
    }

    private func time(_ instant: Instant, _ stay: Stay) -> String {
        LocalTime.brief(instant, stay.zone, near: findings.now)
    }
}
