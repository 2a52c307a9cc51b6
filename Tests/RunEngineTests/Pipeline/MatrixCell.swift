import CivilTime
import Journal
import JournalFixture
import JournalTesting
import Model
import SQLJournal
import Testing

@testable import RunEngine

/// One way into a run with one change that a check refuses.
struct MatrixCell: Sendable, CustomTestStringConvertible {
    /// The ways in.
    enum WayIn: String, Sendable, CaseIterable {
        case run, plan, firing, prompt, file, approved, move, extend, undo, resume
    }

    let way: WayIn
    let code: String
    /// The version of the zone data in use.
    var zoneData = "2026f"
    /// What was typed, beside what is allowed and left out.
    var options: @Sendable (inout Engine.Options) -> Void = { _ in }
    /// Whether the schedule of a firing has each of its plans wait.
    var isHeldBySchedule = false
    /// Who is signed in, nil for nobody.
    var person: String?
    /// Makes what is in the way, and answers the wish.
    let prepare: @Sendable (MatrixWorld) async throws -> Wish

    /// What is asked for.
    enum Wish: Sendable {
        case way(Way)
        /// Typed at the prompt.
        case typed(String)
    }

    /// Who holds the bookings.
    var holder = MatrixWorld.Holder.keys

    var testDescription: String { "\(way.rawValue) × \(code)\(holder == .grants ? " of a grant" : "")" }

    /// Each cell for linked codes, and for grants: those have no doors with different hours.
    static func trials(_ cells: [MatrixCell]) -> [MatrixCell] {
        cells.flatMap { cell in
            MatrixWorld.Holder.allCases.filter { $0 == .keys || cell.code != "mixed" }.map { holder in
                var trial = cell
                trial.holder = holder
                return trial
            }
        }
    }

    /// The check of rows, nil where the whole plan is refused.
    var check: RowCheck? { RowCheck(rawValue: code) }

    /// Whether the way only shows a plan.
    var isPlanOnly: Bool { way == .plan }

    /// Does what is asked for, with some checks allowed or left out; answers how it ended, and how many updates went out.
    func report(
        in world: MatrixWorld,
        allowed: Set<RowCheck> = [],
        leftOut: Set<RowCheck> = [],
    ) async throws -> (report: RunReport, updates: Int) {
        let wish = try await prepare(world)
        let before = world.updates
        let engine = world.engine(zoneData: zoneData, of: person) { options in
            self.options(&options)
            options.limits.allowed.formUnion(allowed)
            options.limits.leftOut.formUnion(leftOut)
        }
        switch wish {
        case .way(let way):
            let report = await engine.drive(way, consent, runID: "80aa")
            return (report, world.updates - before)
        case .typed(let source):
            let host = engine.makeHost(world.script(""), runID: "prompt", isPrompt: true)
            _ = try await host.values(of: world.script(source).source, name: "repl")
            let report = await engine.drive(.prompt(host), consent, runID: "80aa")
            await host.close()
            return (report, world.updates - before)
        }
    }

    /// Who agrees: nobody can be asked where that is what is tried.
    private var consent: ConsentRule {
        switch way {
        case .plan: .planOnly
        case .firing: .granted(schedule: "nightly", holdAbove: isHeldBySchedule ? 0 : nil)
        default: code == "unconfirmed" ? .ask : .given
        }
    }
}

// MARK: - Scripts, the prompt and firings

extension MatrixCell {
    /// A script that a check refuses, on each way that a script has.
    static func script(
        _ code: String,
        _ source: String,
        zoneData: String = "2026f",
        options: @escaping @Sendable (inout Engine.Options) -> Void = { _ in },
        after: @escaping @Sendable (MatrixWorld) async throws -> Void = { _ in },
    ) -> [MatrixCell] {
        [WayIn.run, .plan, .firing, .prompt].map { way in
            MatrixCell(way: way, code: code, zoneData: zoneData, options: options) { world in
                try await after(world)
                return way == .prompt ? .typed(source) : .way(.script(world.script(source)))
            }
        }
    }

    /// A stay that is made; with the name of one that is on its door it is a duplicate.
    static func made(_ name: String, days: ClosedRange<Int> = 10...12) -> String {
        "groups.ensure{ id = 'w', name = '\(name)', doors = 'Hall 1', starts_at = '2026-12-\(days.lowerBound < 10 ? "0" : "")\(days.lowerBound)T23:00:00Z', "
            + "ends_at = '2026-12-\(days.upperBound)T19:00:00Z' }"
    }

    /// A stay in the loft, whose lock holds one code.
    static let loft =
        "groups.ensure{ id = 'w', name = 'BK-9 Neu', doors = 'Loft', "
        + "starts_at = '2026-12-05T23:00:00Z', ends_at = '2026-12-07T19:00:00Z' }"

    private static let hour = "groups.get('ito'):extend('1h')"

    static let scripts: [MatrixCell] =
        script("mixed", "groups.get('haas'):extend('1h')", after: { try await $0.mix() })
        + script("lockout", "groups.get('ito'):shift{ ends = '-1h' }")
        + script("overlap", "groups.get('ito'):extend('5h')")
        + script(
            "shorten",
            "for g in groups.all():where(function(g) return g.name:find('^SX') end):each() do g:shift{ ends = '-1h' } end"
        )
        + script("zone_data", "groups.get('ito'):set_clock{ ends = '13:00' }", zoneData: "2025b")
        + script("recent", hour, after: { try await $0.happen(hour, id: "first") })
        + script("recent", hour, after: { try await $0.extendElsewhere() })
        + script("witness", hour, after: { try await $0.silenceEvents() })
        + script("busy", hour, after: { try await $0.occupy("ito") })
        + script("unfinished_run", hour + " -- again", after: { try await $0.stopEarly(hour, id: "first") })
        + script(
            "once",
            "groups.get('ito'):extend_to('2026-11-26T21:00:00Z', { once = 'storm' })",
            after: { try await $0.happen("groups.get('ito'):extend('1h', { once = 'storm' })", id: "first") }
        )
        + script("expect", "run.expect{ groups = { 5, 9 } } " + hour)
        + script(
            "max_groups",
            hour + " groups.get('mori'):extend('1h')",
            options: { $0.limits.maxGroups = 1 }
        )
        + script("duplicate", made("SX-1", days: 3...12), options: { $0.limits.allowed.insert(.overlap) })
        + script("takes_no_code", loft, after: { try await $0.fillLoft() })
        + script("max_created", made("BK-9 Neu"), options: { $0.limits.maxCreated = 0 })
        + script(
            "max_cancelled",
            "groups.all():named('SX-2'):one():cancel()",
            options: { $0.limits.maxCancelled = 0 }
        )
        + script("unattended", made("BK-9 Neu"), options: { $0.scheduleName = "nightly" }).filter { $0.way == .firing }
        + script("max_shift", hour, options: { $0.limits.maxShift = TimeSpan(milliseconds: 1_800_000) })
        + script("clock", hour, after: { $0.lead.value = 7_200_000 })
        + script("unconfirmed", hour).filter { $0.way != .plan && $0.way != .firing }
        + script("frozen", hour, after: { try await $0.freeze() }).filter { $0.way != .plan }
        + script("lost_commits", hour, after: { try await $0.loseCommits() })
}

// MARK: - Plan files

extension MatrixCell {
    /// A plan file, made before something came in its way.
    static func file(_ kept: KeptPlan) -> MatrixCell {
        MatrixCell(way: .file, code: kept.code) { world in
            var file = try await world.file(kept.source, shortenFrom: kept.shortenFrom)
            kept.change(&file)
            try await kept.after(world)
            return .way(.file(file, name: "tonight.json", allowsPartial: false))
        }
    }

    static let files = KeptPlan.all.map(file) + [file(KeptPlan("unconfirmed"))]
}

// MARK: - One booking

extension MatrixCell {
    /// A command that names one booking.
    static func booking(
        _ way: WayIn,
        _ code: String,
        _ change: BookingChange,
        zoneData: String = "2026f",
        options: @escaping @Sendable (inout Engine.Options) -> Void = { _ in },
        after: @escaping @Sendable (MatrixWorld) async throws -> Void = { _ in },
    ) -> MatrixCell {
        MatrixCell(way: way, code: code, zoneData: zoneData, options: options) { world in
            try await after(world)
            return .way(.booking(change))
        }
    }

    private static let earlier = BookingChange.move("BK-2", starts: nil, ends: "2026-11-27T19:00:00Z")
    private static let later = BookingChange.extend("BK-1", to: "2026-11-26T21:00:00Z")
    private static let shortWay: @Sendable (inout Engine.Options) -> Void = {
        $0.limits.maxShift = TimeSpan(milliseconds: 1_800_000)
    }

    static let bookings: [MatrixCell] = [
        booking(.move, "lockout", .move("BK-1", starts: nil, ends: "2026-11-26T10:00:00Z")),
        booking(.move, "mixed", earlier, after: { try await $0.mix() }),
        booking(.move, "overlap", .move("BK-1", starts: nil, ends: "2026-11-27T01:00:00Z")),
        booking(.move, "zone_data", .move("BK-2", starts: nil, ends: "09:00"), zoneData: "2025b"),
        booking(.move, "max_shift", earlier, options: shortWay),
        booking(.move, "clock", earlier, after: { $0.lead.value = 7_200_000 }),
        booking(
            .move,
            "recent",
            .move("BK-2", starts: nil, ends: "-1h"),
            after: { try await $0.happen("groups.get('haas'):extend('1h')", id: "first") }
        ),
        booking(
            .move,
            "recent",
            .move("BK-2", starts: nil, ends: "-1h"),
            after: { try await $0.elsewhere("haas", starts: "2026-11-26T23:00:00Z", ends: "2026-11-28T18:00:00Z") }
        ),
        booking(.move, "witness", .move("BK-2", starts: nil, ends: "-1h"), after: { try await $0.silenceEvents() }),
        booking(
            .move,
            "takes_no_code",
            .stay(
                "BK-9 Neu",
                .create(doors: ["Loft"], starts: "2026-12-05T23:00:00Z", ends: "2026-12-07T19:00:00Z")
            ),
            after: { try await $0.fillLoft() }
        ),
        booking(.move, "unconfirmed", earlier),
        booking(.move, "frozen", earlier, after: { try await $0.freeze() }),
        booking(.extend, "overlap", .extend("BK-1", to: "2026-11-27T01:00:00Z")),
        booking(.extend, "max_shift", later, options: shortWay),
        booking(.extend, "unconfirmed", later),
        booking(.extend, "frozen", later, after: { try await $0.freeze() }),
    ]

    /// What a run at work, or one that stopped, has in its plan and a command takes out of it that names one booking.
    static let taking = trials([
        booking(.move, "busy", earlier, after: { try await $0.occupy("haas") }),
        booking(
            .move,
            "unfinished_run",
            earlier,
            after: { try await $0.stopEarly("groups.get('haas'):extend('1h')", id: "81bb") }
        ),
        booking(.extend, "busy", later, after: { try await $0.occupy("ito") }),
        booking(
            .extend,
            "unfinished_run",
            later,
            after: { try await $0.stopEarly("groups.get('ito'):extend('1h')", id: "81bb") }
        ),
    ])

    /// One named booking that only gains time: what it is spared, with the warning that tells it.
    static let spared = trials([
        booking(.extend, "mixed", .extend("BK-2", to: "2026-11-28T21:00:00Z"), after: { try await $0.mix() }),
        booking(.extend, "clock", later, after: { $0.lead.value = 7_200_000 }),
        booking(.extend, "zone_data", .extend("BK-1", to: "13:00"), zoneData: "2025b"),
        booking(
            .extend,
            "recent",
            .extend("BK-1", by: "30m"),
            after: { try await $0.happen(hour, id: "first") }
        ),
        booking(.extend, "recent", .extend("BK-1", by: "1h"), after: { try await $0.extendElsewhere() }),
        booking(.extend, "recent", .extend("BK-1", by: "1h"), after: { try await $0.silenceEvents() }),
        booking(
            .move,
            "mixed",
            .move("BK-2", starts: nil, ends: "2026-11-28T21:00:00Z"),
            after: { try await $0.mix() }
        ),
        booking(
            .move,
            "clock",
            .move("BK-1", starts: nil, ends: "2026-11-26T21:00:00Z"),
            after: { $0.lead.value = 7_200_000 }
        ),
        booking(.move, "zone_data", .move("BK-1", starts: nil, ends: "13:00"), zoneData: "2025b"),
    ])
}

// MARK: - Undo and resume

extension MatrixCell {
    /// The undo of a run, after something came in its way.
    static func undo(
        _ code: String,
        of source: String = "groups.get('haas'):shift('24h')",
        after: @escaping @Sendable (MatrixWorld) async throws -> Void = { _ in },
    ) -> MatrixCell {
        MatrixCell(way: .undo, code: code) { world in
            try await world.happen(source, id: "first")
            try await after(world)
            return .way(.undo(of: "first", UndoSelection()))
        }
    }

    /// The rest of a run, after something came in its way.
    static func resume(
        _ code: String,
        of source: String = "groups.get('ito'):extend('3h')",
        after: @escaping @Sendable (MatrixWorld) async throws -> Void = { _ in },
    ) -> MatrixCell {
        MatrixCell(way: .resume, code: code) { world in
            try await world.stopEarly(source, id: "first")
            try await after(world)
            return .way(.resume("first"))
        }
    }

    static let undos: [MatrixCell] = [
        undo("lockout", of: "groups.get('mori'):shift{ starts = '-2h' }"),
        undo(
            "overlap",
            after: { try await $0.elsewhere("ito", starts: "2026-11-23T23:00:00Z", ends: "2026-11-27T01:00:00Z") }
        ),
        undo("busy", after: { try await $0.occupy("haas") }),
        undo(
            "unfinished_run",
            after: { try await $0.stopEarly("groups.get('haas'):extend_to('2026-12-01T19:00:00Z')", id: "second") }
        ),
        undo("clock", after: { $0.lead.value = 7_200_000 }),
        undo("unconfirmed"),
        undo("frozen", after: { try await $0.freeze() }),
        MatrixCell(way: .undo, code: "stale_plan") { world in
            var record = try await world.record("first", endpoint: "http://127.0.0.1:1")
            record.state = .completed
            try await world.environment.journal().beginRun(record, rows: [JournalSample.row("k1")])
            return .way(.undo(of: "first", UndoSelection()))
        },
    ]

    static let resumes: [MatrixCell] = [
        resume(
            "lockout",
            of: "groups.get('mori'):shift{ starts = '3h' }",
            after: { try await $0.pass(minutes: 90) }
        ),
        resume(
            "overlap",
            after: {
                try await $0.elsewhere("haas", starts: "2026-11-26T21:00:00Z", ends: "2026-11-28T19:00:00Z")
            }
        ),
        resume(
            "overlap",
            after: { world in
                // A batch keeps its intents before the first of them leaves.
                try await world.intend(run: "first", rows: 0..<1)
                try await world.elsewhere("haas", starts: "2026-11-26T21:00:00Z", ends: "2026-11-28T19:00:00Z")
            }
        ),
        resume(
            "busy",
            after: { world in
                let rival = try world.journals.open(processID: 4712)
                _ = try await rival.adoptRun("first", at: world.environment.clock.now())
            }
        ),
        resume("clock", after: { $0.lead.value = 7_200_000 }),
        resume("unconfirmed"),
        resume("frozen", after: { try await $0.freeze() }),
    ]

    /// Every cell in which a check refuses.
    static let all = trials(scripts + files + bookings + undos + resumes + approvals) + holds + senders
}
