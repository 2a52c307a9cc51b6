internal import CivilTime
package import Model

/// Who has which door when, as tables: one for each zone.
package struct StayList: Sendable {
    private static let shown = 50

    private let findings: StayFindings<Stay>
    /// What is listed: of stays that are gone and look alike, as before and after a new PIN, one.
    private let items: [Stay]
    private let showsAll: Bool
    private let page: Page

    /// Makes a list of what was found for a page; long ones are cut unless all is asked for.
    package init(_ findings: StayFindings<Stay>, showsAll: Bool, on page: Page = .endless) {
        self.findings = findings
        items = findings.items.withoutTwins
        self.showsAll = showsAll
        self.page = page
    }

    /// The lines.
    package var lines: [String] {
        var lines = [AgeText(findings).line]
        guard !items.isEmpty else { return lines + [nothing] }
        let stays = showsAll ? items[...] : items.prefix(Self.shown)
        var zones: [String?] = []
        for stay in stays where !zones.contains(stay.zone) { zones.append(stay.zone) }
        for zone in zones {
            lines.append("times of \(zone?.shown ?? "each door's zone, or UTC where that is not known")")
            lines += table(stays.filter { $0.zone == zone })
        }
        if items.count > stays.count {
            lines.append(
                "… \(items.count - stays.count) more: add --verbose, or say more of what you look for"
            )
        }
        return lines + near
    }

    /// What may be meant where no stay has the text as words of its name.
    private var near: [String] {
        guard let question = NearestWords.question(findings.nearest) else { return [] }
        return ["None is known by \"\(findings.query.text?.shown ?? "")\" as a whole word; \(question)"]
    }

    private var nothing: String {
        let what = findings.query.text.map { " known by \"\($0.shown)\"" } ?? ""
        let nearest = NearestWords.question(findings.nearest).map { " D\($0.dropFirst())" } ?? ""
        let sentence = "No stay\(what) is here as asked for, now or in the last 48 hours.\(nearest)"
        return "\(sentence) All there are: keyshift find"
    }

    private func table(_ stays: [Stay]) -> [String] {
        var table = TextTable(columns: ["  name", "doors", "from", "until", ""], cutting: [0, 1])
        for stay in stays {
            let doors = stay.doors.map(\.name.shown).joined(separator: ", ")
            let (from, until) = hours(stay)
            table.add(["  \(stay.handle.shown)", doors, from, until, note(stay)])
        }
        return table.lines(on: page)
    }

    private func hours(_ stay: Stay) -> (String, String) {
        guard let hours = stay.hours else { return ("differs", "differs") }
        func time(_ instant: Instant?) -> String {
            instant.map { LocalTime.brief($0, stay.zone, near: findings.now) } ?? "always"
        }
        return (time(hours.startsAt), time(hours.endsAt))
    }

    private func note(_ stay: Stay) -> String {
        if stay.isGone { return "ended, code gone" }
        if stay.isEnded(at: findings.now) { return "ended" }
        let offline = stay.doors.filter { $0.isOnline == false }.map(\.name.shown)
        let lock = offline.isEmpty ? "" : "   lock offline: \(offline.joined(separator: ", "))"
        return (stay.isInside(at: findings.now) ? "can open now" : "") + lock
    }
}

/// How fresh an answer about stays is, in one line.
struct AgeText {
    let line: String

    init<Item>(_ findings: StayFindings<Item>) {
        let name = "\"\(findings.workspaceName.shown)\""
        guard let why = findings.staleBecause else {
            line = "WORKSPACE \(name)   read now, \(LocalTime.full(findings.readAt.toTheMinute, nil))"
            return
        }
        let age = max(TimeSpan.zero, findings.now - findings.readAt)
        line =
            "NOT FRESH: Seam cannot be reached (\(ForeignText.sentence(why))).\n"
            + "  What follows of \(name) was read \(Self.words(age)) ago, \(LocalTime.full(findings.readAt.toTheMinute, nil))."
    }

    private static func words(_ span: TimeSpan) -> String {
        let minutes = span.milliseconds / 60_000
        switch minutes {
        case ..<1: return "less than a minute"
        case 1: return "1 minute"
        case ..<120: return "\(minutes) minutes"
        case ..<2880: return "\(minutes / 60) hours"
        default: return "\(minutes / 1440) days"
        }
    }
}
