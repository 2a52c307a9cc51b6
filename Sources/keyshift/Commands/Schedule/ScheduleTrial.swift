internal import ArgumentParser
internal import CivilTime
internal import Glibc
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine
internal import Scripting

/// A firing of a schedule as it would be now: planned as `keyshift plan` would, and never sent.
///
/// Where Seam cannot be reached the script runs until it asks something of it, which tries its arguments all the same.
struct ScheduleTrial: Sendable {
    let schedule: Schedule
    let script: Engine.Script
    /// What is kept for all nodes, nil where each firing reads the files of the machine.
    let kept: KeptScript?
    let terminal: Terminal

    /// How long a trial may take: whoever adds a schedule waits for it.
    private static let longest: Int64 = 20_000

    /// What came of a plan, and whether anything had been asked of Seam by then.
    private struct Tried: Sendable {
        var report: RunReport
        var hasAsked: Bool
        /// The zones of the doors that a firing is for, where they could be read.
        var zones: [DoorZone] = []
    }

    /// Tries it, and brings what whoever schedules it should know.
    /// - Throws: `script_error` where the script stops before it has asked anything, so that each firing would, unless
    ///   such a stop is only told; what options and settings are refused with.
    func run(refusesStops: Bool) async throws -> [String] {
        var tried = try await tried(at: nil)
        let days = firingDays(tried)
        if let refusal = days?.refusal {
            guard refusesStops else { return ["WARNING  \(refusal)"] }
            throw PlanError(.script, refusal + Self.unscheduled)
        }
        var isOfNextDay = false
        if let days, days.isSplit(.now()), let firing = days.clear {
            let zones = tried.zones
            tried = try await self.tried(at: firing)
            tried.zones = zones
            isOfNextDay = true
        }
        // Where it is in a script that ships helps nobody who schedules it.
        if script.isShipped { tried.report.failure?.position = nil }
        if let stop = stop(of: tried) {
            guard refusesStops else { return ["WARNING  \(stop.message)"] }
            throw PlanError(.script, stop.message + Self.unscheduled)
        }
        var text = TrialText(
            tried.report,
            of: schedule,
            by: ScheduleWay(schedule, script: ScriptFolders.word(for: schedule.script)),
            TrialText.Script(
                isShipped: script.isShipped,
                house: house,
                adding: adding,
                takesHouse: described.contains { $0.name == "house" },
                zones: tried.zones,
            ),
        )
        text.isOfNextDay = isOfNextDay
        return text.lines + (days?.lines ?? []) + fixedDays
    }

    private static let unscheduled = "\n  Nothing was scheduled; --skip-check adds it all the same."

    /// Whether a day that is counted from that of the firing is one day at the doors; nil where none is given, or no door is known.
    private func firingDays(_ tried: Tried) -> FiringDays? {
        guard let texts = given, tried.zones.count > 1 else { return nil }
        let text = described.filter { $0.kind == .date }.lazy.compactMap { texts[$0.name] }.first { text in
            if case .fromToday? = try? StayDay(parsing: text) { true } else { false }
        }
        return text.map { text in
            FiringDays(
                of: schedule,
                by: ScheduleWay(schedule, script: ScriptFolders.word(for: schedule.script)),
                day: text,
                zones: tried.zones,
                takesHouse: described.contains { $0.name == "house" },
                now: .now(),
            )
        }
    }

    /// What the script's text tells of changes by a length, nil where there are none, or all have labels.
    private var adding: TrialText.Script.Adding? {
        let calls = LengthCalls(of: script.source)
        guard calls.areRepeated else { return nil }
        return TrialText.Script.Adding(
            isExtension: calls.areExtensions,
            isOfItsDay: calls.areOfOneDay && fixedDays.isEmpty,
        )
    }

    /// The house that the script is told, nil for none.
    private var house: String? { given?["house"] }

    private var described: [ScriptOutline.Argument] { ScriptOutline(of: script.source).arguments ?? [] }

    /// The arguments by their names, nil where they cannot be read.
    private var given: [String: String]? {
        try? ArgumentLine(schedule.arguments, names: described.map(\.name)).texts
    }

    /// What is told of days among the arguments: they are the same at each firing.
    private var fixedDays: [String] {
        guard let texts = given else { return [] }
        let today = schedule.zone.civil(at: .now()).date
        return described.filter { $0.kind == .date }.compactMap { argument in
            guard let text = texts[argument.name], let day = try? CivilDate(parsing: text) else { return nil }
            let what = "the argument \"\(argument.name.shown)\" is \(day) at each firing"
            let advice = "; today is the day of each firing"
            return day < today ? "WARNING  \(what), and that day is over\(advice)" : "NOTE  \(what)\(advice)"
        }
    }

    /// Why each firing would stop, nil where the world has a say in it.
    private func stop(of tried: Tried) -> PlanError? {
        guard let failure = tried.report.failure, failure.code == .script, !tried.hasAsked else { return nil }
        let place = failure.position.map { "\($0.shown): " } ?? ""
        return PlanError(
            .script,
            "each firing would stop at once: \(place)\(mistake ?? ForeignText.sentence(failure.message))"
        )
    }

    /// What is wrong with an argument that is named like an option of a run: a schedule chooses by the arguments of its script alone.
    private var mistake: String? {
        guard let own = mistake(isScheduled: true), own != mistake(isScheduled: false) else { return nil }
        let script = ScriptFolders.word(for: schedule.script)
        return
            "\(ForeignText.sentence(own))\n  A schedule chooses by the arguments of its script alone; those it has: keyshift "
            + ShellWords.line(["run", script, "--help"])
    }

    private func mistake(isScheduled: Bool) -> String? {
        do throws(PlanError) {
            _ = try ArgumentLine(schedule.arguments, names: described.map(\.name), isScheduled: isScheduled)
            return nil
        } catch {
            return error.message
        }
    }

    private func tried(at firing: Instant?) async throws -> Tried {
        var options = try options()
        options.time = firing
        let typed = options
        do {
            return try await Session.with(ServerChoice(), options: typed, terminal: terminal, endOfUnresponsive) {
                var tried = await plan(in: $0.environment, $0.engine.options)
                // What is only told beside the plan is no reason to fail.
                if tried.hasAsked { tried.zones = (try? await StayDesk($0.engine).zones(ofHouse: house)) ?? [] }
                return tried
            }
        } catch let error as PlanError where error.code == .unauthorized || error.code == .connection {
            var tried = try await plan(in: withoutServer(), typed)
            guard tried.report.failure?.code == .connection else { return tried }
            tried.report.failure = RunReport.Failure(error)
            return tried
        }
    }

    /// The options that a firing has.
    private func options() throws -> Engine.Options {
        let line = schedule.options.commandLine + ["--", schedule.script] + schedule.arguments
        let work = try RunCommand.parse(line).work
        var options = try work.limits.options(
            besideScriptIn: kept == nil ? script.folder : nil,
            kept: kept?.settings,
            isSandbox: false,
            work.send,
        )
        // A firing works on the journal of whoever serves.
        options.settings.isNamed = false
        options.scriptLimits = try work.scriptLimits.limits().within(milliseconds: Self.longest)
        options.allowsDirectEffects = false
        options.directGrant = schedule.options.direct
        options.scheduleName = schedule.name
        options.scheduleAuthor = schedule.addedBy
        return options
    }

    private func plan(in environment: Engine.Environment, _ options: Engine.Options) async -> Tried {
        var environment = environment
        environment.output = { _ in }
        environment.log = { _ in }
        environment.chooser = nil
        let engine = Engine(environment, options: options)
        var pipeline = engine.pipeline(.script(script), consent: .planOnly, runID: ProcessEnvironment.newRunID())
        while true {
            guard case .finished(let report) = await pipeline.next() else { continue }
            // A pinned workspace is asked for before the script runs.
            let own = options.settings.workspaceID == nil ? 0 : 1
            return Tried(report: report, hasAsked: environment.connection.triedRequests > own)
        }
    }

    /// An environment in which no request comes anywhere.
    private func withoutServer() throws -> Engine.Environment {
        let connection = try Connection(
            environment: ["SEAM_API_KEY": "seam_none"],
            endpoint: "http://127.0.0.1:1",
            concurrency: 1,
            isHurried: true,
        )
        return Engine.Environment(
            connection: connection,
            journal: { () throws(JournalError) in throw JournalError(.storage, "A trial keeps nothing.") },
            clock: .system,
            operatorName: schedule.name,
            processID: getpid(),
            output: { _ in },
        )
    }

    /// Ends the process when a script cannot be stopped: a fault of ours or of Lua's, and never a hang.
    private var endOfUnresponsive: @Sendable () -> Void {
        { [terminal] in
            terminal.lastWords(result: nil, notes: ["the script did not stop at its time limit; nothing was scheduled"])
            _exit(1)
        }
    }
}
