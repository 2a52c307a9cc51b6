internal import CivilTime
package import Model
internal import Spelling

/// Who has which door when, as tables: one for each zone.
package struct StayList: Sendable {
    private static let shown = 50
    /// For how many stays something is said below the tables.
    private static let advised = 3

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
        var lines = [AgeText(findings, in: items.flatMap { $0.doors.map(\.zone) }).line]
        guard !items.isEmpty else { return lines + [nothing] + nearLines }
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
        return lines + advice(stays) + near
    }

    /// What may be meant where no stay has the text as words of its name.
    private var near: [String] {
        guard let question = NearestWords.question(findings.nearest) else { return [] }
        return ["None is known by \"\(findings.query.text?.shown ?? "")\" as a whole word; \(question)"] + nearLines
    }

    /// A line for each text that may be meant: looking takes nothing from anybody.
    private var nearLines: [String] {
        findings.nearest.map { "    keyshift \(ShellWords.line(["find", $0]))" }
    }

    private var nothing: String {
        let what = findings.query.text.map { " known by \"\($0.shown)\"" } ?? ""
        let nearest = NearestWords.question(findings.nearest).map { " D\($0.dropFirst())" } ?? ""
        let sentence = "No stay\(what) is here as asked for, now or in the last 48 hours.\(nearest)"
        return "\(sentence) All there are: keyshift find"
    }

    /// A stay whose doors have different hours has a line for each of them.
    private func table(_ stays: [Stay]) -> [String] {
        let rows = stays.flatMap { stay -> [StayTable.Row] in
            let parts = stay.hours != nil && stay.zone != nil ? [stay.doors] : stay.doorsByHours
            return parts.enumerated().map { place, doors in
                let (from, until) = hours(doors[0], stay)
                return StayTable.Row(
                    name: place == 0 ? stay.handle.shown : "",
                    doors: Self.each(doors),
                    from: from,
                    until: until,
                    notes: notes(doors, of: stay)
                        + [names(doors, of: stay), place == 0 ? lost(stay) : nil].compactMap(\.self),
                )
            }
        }
        return StayTable(rows: rows).lines(on: page)
    }

    private func hours(_ door: Stay.Door, _ stay: Stay) -> (String, String) {
        func time(_ instant: Instant?) -> String {
            instant.map { LocalTime.brief($0, door.zone, near: findings.now) } ?? "always"
        }
        return (time(door.state.startsAt), time(door.state.endsAt))
    }

    private func notes(_ doors: [Stay.Door], of stay: Stay) -> [String] {
        if stay.isGone { return ["ended, code gone"] }
        if doors.allSatisfy({ $0.state.endsAt.map { $0 <= findings.now } ?? false }) { return ["ended"] }
        let inside = doors.filter { $0.state.isInside(at: findings.now) }
        let offline = doors.filter { $0.isOnline == false }
        // What is not on a lock that cannot be reached is told by the lock.
        let unset = inside.filter { $0.isMissing && $0.isOnline != false }
        return [
            inside.isEmpty ? nil : "can open now",
            offline.isEmpty ? nil : "lock offline: \(Self.names(offline))",
            unset.isEmpty ? nil : "not on its lock: \(Self.names(unset))",
        ].compactMap(\.self)
    }

    /// The codes that have another name than the stay.
    private func names(_ doors: [Stay.Door], of stay: Stay) -> String? {
        let others = stay.otherNames.compactMap { name -> String? in
            let here = doors.filter { $0.state.name == name }
            return here.isEmpty ? nil : "named \(name.shown) on \(Self.names(here))"
        }
        return stay.isGone || others.isEmpty ? nil : others.joined(separator: "   ")
    }

    /// The doors of which the code went.
    private func lost(_ stay: Stay) -> String? {
        stay.isGone || stay.lost.isEmpty ? nil : "code gone: \(Self.names(stay.lost))"
    }

    private static func names(_ doors: [Stay.Door]) -> String { each(doors).joined(separator: ", ") }

    /// The names of doors, one with two codes once.
    private static func each(_ doors: [Stay.Door]) -> [String] {
        var devices: Set<String> = []
        return doors.filter { devices.insert($0.deviceID).inserted }.map(\.name.shown)
    }
}

// MARK: - What to do

extension StayList {
    /// What is to be said of some of the stays below the tables, with the commands that go on.
    private func advice(_ stays: ArraySlice<Stay>) -> [String] {
        ends(stays) + lost(stays) + pins(stays) + Self.twins(findings.twins)
    }

    /// How doors that end at different times get one end.
    private func ends(_ stays: ArraySlice<Stay>) -> [String] {
        commands(
            stays.filter { $0.latestOfEnds(at: findings.now) != nil },
            "ends at different times on its doors. To give all of them the latest end:",
            "end at different times on their doors. To give each stay its latest end:"
        ) { stay, name in stay.oneEnd(named: name) }
    }

    /// Who took a code, and how the door is got back.
    private func lost(_ stays: ArraySlice<Stay>) -> [String] {
        commands(
            stays.filter { !$0.isGone && !$0.lost.isEmpty },
            "has lost the code of a door. Who took it, and what to do:",
            "have lost the code of a door. Who took it, and what to do:"
        ) { _, name in ["why", name] }
    }

    /// Who has doors with another PIN, and how all get one again.
    private func pins(_ stays: ArraySlice<Stay>) -> [String] {
        let several = stays.filter { !$0.doorsOfOtherPIN.isEmpty }
        return commands(
            several,
            "has \(several.first?.morePINs ?? ""). Who changed it, and what to do:",
            "have another PIN on a door than on their other ones. Who changed it, and what to do:"
        ) { _, name in ["why", name] }
    }

    /// A sentence, and a command for each of some stays.
    private func commands(
        _ stays: [Stay],
        _ one: String,
        _ many: String,
        _ command: (Stay, String) -> [String],
    ) -> [String] {
        guard let first = stays.first else { return [] }
        let head = stays.count == 1 ? "\(first.handle.shown) \(one)" : "\(stays.count) stays \(many)"
        let lines = stays.prefix(Self.advised).map { stay in
            let name = findings.handles[stay.target] ?? stay.target.identifier
            return "    keyshift \(ShellWords.line(command(stay, name)))"
        }
        let rest = stays.count > Self.advised ? ["    … \(stays.count - Self.advised) more"] : []
        return [head] + lines + rest
    }

    /// Why guests have several stays.
    static func twins(_ twins: [StayTwins]) -> [String] {
        let rest =
            twins.count > advised
            ? [
                "… and \((twins.count - advised).counted("more guest has", "more guests have")) several stays at one time."
            ] : []
        return twins.prefix(advised).map { "\($0.sentence)." } + rest
    }
}

/// How fresh an answer about stays is, in one line.
struct AgeText {
    /// In so many zones the time of a reading is told.
    private static let shown = 3

    let line: String

    /// Makes it of findings about doors in these zones: the time is on their clocks, in UTC where none is known.
    init<Item>(_ findings: StayFindings<Item>, in zones: [String?]) {
        let name = "\"\(findings.workspaceName.shown)\""
        let at = Self.time(findings.readAt.toTheMinute, in: zones)
        guard let why = findings.staleBecause else {
            line = "WORKSPACE \(name)   read now, \(at)"
            return
        }
        let age = max(TimeSpan.zero, findings.now - findings.readAt)
        line =
            "NOT FRESH: Seam cannot be reached (\(ForeignText.sentence(why))).\n"
            + "  What follows of \(name) was read \(Self.words(age)) ago, \(at)."
    }

    /// A time in the zone of all doors, else in each of them; in UTC where they are many.
    private static func time(_ instant: Instant, in zones: [String?]) -> String {
        var named: [String] = []
        for zone in zones.compactMap(\.self) where !named.contains(zone) { named.append(zone) }
        guard let first = named.first, named.count <= shown else { return LocalTime.full(instant, nil) }
        return ([LocalTime.full(instant, first)] + named.dropFirst().map { LocalTime.dated(instant, $0) })
            .joined(separator: ", ")
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
