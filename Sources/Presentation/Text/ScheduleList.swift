package import CivilTime
package import Model
internal import Spelling

/// The schedules of a database, as a table and as JSON alike.
package struct ScheduleList: Sendable {
    private let schedules: [Schedule]
    private let unreadable: [UnreadableSchedule]
    private let byHand: [String: Instant]
    private let now: Instant
    private let page: Page

    /// Makes a list of schedules for a page, and of those that cannot be read.
    ///
    /// `byHand` has when each was last fired by a person.
    package init(
        _ schedules: [Schedule],
        unreadable: [UnreadableSchedule] = [],
        byHand: [String: Instant] = [:],
        now: Instant,
        on page: Page = .endless,
    ) {
        self.page = page
        self.schedules = schedules
        self.unreadable = unreadable
        self.byHand = byHand
        self.now = now
    }

    /// The lines of the table, and one for each schedule that cannot be read.
    package var lines: [String] {
        guard !schedules.isEmpty || !unreadable.isEmpty else {
            return ["No schedule yet; keyshift schedule add makes one."]
        }
        let due = schedules.compactMap { DueFirings($0, now: now)?.line(at: now) }
        return (schedules.isEmpty ? [] : table) + due + unreadable.map(\.line)
    }

    private var table: [String] {
        var table = TextTable(columns: ["schedule", "cron", "zone", "last fired", "next", "script"], cutting: [0, 5])
        for schedule in schedules {
            let next = schedule.next(after: now).map { LocalTime.bare($0, schedule.zone.name) } ?? "never"
            let isDue = DueFirings(schedule, now: now)?.stillFires == true
            let script = ([schedule.script] + schedule.arguments).map(\.shown).joined(separator: " ")
            let name = schedule.name.shown
            table.add([
                name, schedule.cron.description.shown, schedule.zone.name, lastFired(schedule),
                schedule.pausedAt != nil ? "paused" : isDue ? "due now" : next, script,
            ])
        }
        return table.lines(on: page)
    }

    /// When it was last fired, by its clock or by a person.
    private func lastFired(_ schedule: Schedule) -> String {
        let (clock, hand) = (schedule.lastFiredAt, byHand[schedule.name])
        if let hand, clock.map({ $0 < hand }) ?? true { return "\(LocalTime.bare(hand, schedule.zone.name)) by hand" }
        return clock.map { LocalTime.bare($0, schedule.zone.name) } ?? "never"
    }

    /// The list as one JSON document.
    package var json: String {
        ScheduleListDocument(
            schedules: schedules.map { ScheduleDocument($0, lastTriggeredAt: byHand[$0.name], now: now) },
            unreadable: unreadable.map(UnreadableScheduleDocument.init),
        ).json
    }
}

/// One schedule with its rules, its next instants and its newest firings, as lines and as JSON alike.
package struct ScheduleDetail: Sendable {
    private static let shownInstants = 5

    private let schedule: Schedule
    private let firings: [Firing]
    private let now: Instant
    private let isServed: Bool
    private let lastTriggeredAt: Instant?
    private let results: [String: FiringResult]

    /// What is said where no process fires the schedules.
    package static let nobodyServes = "nobody serves: start keyshift serve"

    /// Makes it of a schedule and its newest firings, with what became of their stays by the ids of their runs, of when a person
    /// last fired it, and of whether a process fires the schedules.
    package init(
        _ schedule: Schedule,
        firings: [Firing] = [],
        results: [String: FiringResult] = [:],
        lastTriggeredAt: Instant? = nil,
        isServed: Bool = true,
        now: Instant,
    ) {
        self.lastTriggeredAt = lastTriggeredAt
        self.results = results
        self.schedule = schedule
        self.firings = firings
        self.isServed = isServed
        self.now = now
    }

    /// Its expression in its zone.
    package var form: ScheduleForm { ScheduleForm(schedule) }

    /// Why it will not fire at its next instants, a line each: it is paused, or nobody serves.
    package var obstacles: [String] {
        schedule.pausedAt == nil ? unserved : nextLines.map { String($0.drop { $0 == " " }) }
    }

    /// Whether the schedule would fire if somebody served.
    private var isForgotten: Bool { !isServed && schedule.pausedAt == nil }

    private var unserved: [String] { isForgotten ? ["WARNING  \(Self.nobodyServes)"] : [] }

    /// The lines: the rules, the next instants in words, the newest firings.
    package var lines: [String] {
        let script = ([schedule.script] + schedule.arguments).map(\.shown).joined(separator: " ")
        var lines =
            ["\(schedule.name.shown)  \(script)", "  \(schedule.cron.description.shown)  \(schedule.zone.name)"]
            + rules.map { "  \($0)" }
        if let due = DueFirings(schedule, now: now) { lines.append(due.line(at: now)) }
        lines += nextLines
        if !firings.isEmpty { lines.append("FIRINGS") }
        return lines + firings.flatMap { $0.lines(in: schedule.zone.name, results) }.map { "  \($0)" }
    }

    /// The next instants in words, and what few people expect of the expression; of a paused one since when it is.
    package var nextLines: [String] {
        if let pausedAt = schedule.pausedAt {
            let note = schedule.pauseNote.map { ": \($0.shown)" } ?? ""
            return ["  PAUSED since \(LocalTime.full(pausedAt, schedule.zone.name))\(note)"]
        }
        let form = ScheduleForm(schedule)
        let words = (try? form.nextInWords(after: firstInstant.iso8601, count: Self.shownInstants)) ?? []
        let changes = (try? form.clockChanges(after: firstInstant.iso8601, count: Self.shownInstants)) ?? []
        return ["NEXT"] + words.map { "  \($0)" } + changes
            + [form.caution, form.yearly(of: schedule.name, after: firstInstant)].compactMap {
                $0.map { "NOTE  \($0)" }
            }
            + unserved
    }

    private var rules: [String] {
        var rules = [
            "missed: \(schedule.missed.rawValue), up to \(schedule.grace) late   overlap: \(schedule.overlap.rawValue)"
                + "   clock changes: \(schedule.dst.rawValue)   retries: \(schedule.retries)"
        ]
        if let most = schedule.holdAbove {
            rules.append(
                most == 0
                    ? "each plan waits for a person" : "a plan of over \(most.counted("group")) waits for a person"
            )
        }
        rules += direct
        let limits = schedule.options.limits.map(\.shown).joined(separator: " ")
        if !limits.isEmpty { rules.append("limits: \(limits)") }
        let kept = schedule.options.files.map(\.path.shown).joined(separator: ", ")
        if !kept.isEmpty { rules.append("kept for all nodes: \(kept)") }
        if let target = schedule.onFailure { rules.append("a failure is posted to \(AddressText.shown(target).shown)") }
        if let target = schedule.onRecovery {
            rules.append("a recovery is posted to \(AddressText.shown(target).shown)")
        }
        return rules
    }

    private var direct: [String] {
        switch schedule.options.direct {
        case .none: []
        case .only: ["may call, with effect at once: \(schedule.options.direct.names.joined(separator: ", "))"]
        case .all:
            [
                "may make every call that takes effect at once; add it again with --replace and "
                    + "--allow-direct FUNCTION… to name them"
            ]
        }
    }

    private var firstInstant: Instant { schedule.beginning(of: now) }

    /// The schedule as one JSON document.
    package var json: String {
        let isPaused = schedule.pausedAt != nil
        let next = try? ScheduleForm(schedule)
            .instants(after: firstInstant.iso8601, count: isPaused ? 0 : Self.shownInstants)
        let outlook = ScheduleOutlook(
            next: next ?? [],
            firings: firings.map(FiringDocument.init),
            isServed: isServed,
        )
        return Joined(ScheduleDocument(schedule, lastTriggeredAt: lastTriggeredAt, now: now), outlook).json
    }
}

/// The firings of a schedule, as lines and as JSON alike.
package struct FiringList: Sendable {
    private let schedule: String
    private let zone: String?
    private let firings: [Firing]
    private let results: [String: FiringResult]
    private let unreadable: UnreadableSchedule?

    /// Makes a list of firings, the newest first, of a schedule that may be one that cannot be read.
    ///
    /// Its zone is nil where that is not known; what became of the stays is by the ids of the runs.
    package init(
        of schedule: String,
        _ firings: [Firing],
        results: [String: FiringResult] = [:],
        unreadable: UnreadableSchedule? = nil,
        zone: String? = nil,
    ) {
        self.results = results
        self.schedule = schedule
        self.zone = zone
        self.firings = firings
        self.unreadable = unreadable
    }

    /// Each firing, and first why no more come.
    package var lines: [String] {
        let lines =
            firings.isEmpty ? ["\(schedule.shown) has not fired yet."] : firings.flatMap { $0.lines(in: zone, results) }
        return (unreadable.map { [$0.line] } ?? []) + lines
    }

    /// The list as one JSON document.
    package var json: String {
        FiringListDocument(
            schedule: schedule,
            firings: firings.map(FiringDocument.init),
            unreadable: unreadable.map(UnreadableScheduleDocument.init),
        ).json
    }
}

extension UnreadableSchedule {
    /// The schedule as a line of a list.
    package var line: String { "CANNOT BE READ  \(message)" }
}

extension Firing {
    /// The firing in words, such as `nightly  Tue 24 Nov 2026 02:00 UTC  done (exit 0)  run 80aa41c2`, on the clock of its
    /// schedule, or in UTC where that is not known; why it ended so may take more lines, which are set in.
    package func lines(in zone: String?) -> [String] {
        let code = exitCode.map { " (exit \($0))" } ?? ""
        let run = runID.map { "  run \($0.shown)" } ?? ""
        let tries = attempt > 1 ? ", attempt \(attempt)" : ""
        let hand = cause == .hand ? ", by hand" : ""
        let time = LocalTime.full(nominal, zone)
        let why = whyLines
        return ["\(schedule.shown)  \(time)  \(state.rawValue)\(code)\(tries)\(hand)\(run)\(why[0])"] + why.dropFirst()
    }

    /// The same, and below it what became of its stays, where that is known.
    package func lines(in zone: String?, _ results: [String: FiringResult]) -> [String] {
        let result = runID.flatMap { results[$0] }?.line(of: self)
        return lines(in: zone) + (result.map { ["  \($0)"] } ?? [])
    }
}
