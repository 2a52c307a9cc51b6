internal import ArgumentParser
internal import CivilTime
internal import Glibc
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine
internal import SQLJournal

/// `keyshift serve`: fires the schedules, each firing in a child process.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Fire the schedules as they come due; each firing is a process of its own.",
        discussion: """
            Any number may serve one database: a firing never starts twice. SIGTERM and Ctrl-C drain it: it takes nothing new, \
            and ends with 0 when all that runs has ended, or after --drain; SIGHUP reads the zone data again. The first line of stdout is the address of /health and /metrics.
            """,
    )

    @Option(help: "The port of /health and /metrics on the loopback address, 0 for any free one.")
    var port = 0

    @Option(help: "The most firings that run at the same time; more wait.")
    var places = 4

    @Option(help: ArgumentHelp("How long what runs is waited for at the end.", valueName: "duration"))
    var drain = "10m"

    @Option(help: "How many logs are kept for each schedule.")
    var keepLogs = 50

    @Option(
        help: ArgumentHelp(
            "The settings with the hooks and the secrets of this node; else keyshift.json in the user's configuration folder, else in /etc/keyshift.",
            valueName: "file"
        )
    )
    var settings: String?

    @Option(
        help: ArgumentHelp(
            "Where a heartbeat is posted every minute, or env:NAME or secret:NAME; whoever listens takes five minutes of silence for dead.",
            valueName: "url"
        )
    )
    var heartbeat: String?

    /// In what form the log is written.
    enum LogForm: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Option(help: ArgumentHelp("The log on stderr: text, or json for a JSON document a line.", valueName: "form"))
    var log = LogForm.text

    @Flag(
        help:
            "Serve although a second server of the journal follows the first one late: after a switch to it the last changes can be missing."
    )
    var acceptLossyFailover = false

    @Flag(help: "Fire what is due now, wait for it, and end.")
    var once = false

    @Option(
        help: ArgumentHelp(
            "With --once: fires what is due at this instant, for real. One that is still to come is for a sandbox and a journal of its own.",
            valueName: "instant"
        )
    )
    var now: String?

    mutating func validate() throws {
        guard now == nil || once else { throw ValidationError("--now goes with --once") }
        guard (0...65_535).contains(port) else { throw ValidationError("--port is 0 to 65535, not \(port)") }
        guard (1...100).contains(places) else { throw ValidationError("--places is 1 to 100, not \(places)") }
        guard keepLogs >= 1 else { throw ValidationError("--keep-logs is at least 1, not \(keepLogs)") }
        guard heartbeat == nil || !once else { throw ValidationError("--heartbeat goes without --once") }
        _ = try drainTime()
        do throws(PlanError) {
            if let heartbeat { try NoticeSender.check(heartbeat, about: .heartbeat) }
        } catch {
            throw ValidationError("--heartbeat: \(error.message)")
        }
    }

    func run() async throws {
        // A reload that comes before anybody listens for it is no end.
        signal(SIGHUP, SIG_IGN)
        let terminal = Terminal(logsJSON: log == .json)
        let clock = try clock()
        let variables = ProcessEnvironment.variables
        if let warning = ZoneDataAge.ofSystem(now: .now()).warning { terminal.note("warning: \(warning)") }
        let (isOnce, now, port, drain, places, kept) = (once, now, port, try drainTime(), places, keepLogs)
        let (settings, heartbeat, isLossy) = (settings, heartbeat, acceptLossyFailover)
        try await LocalJournal.withFiles(settings: settings) { journal in
            if let server = try journal.server(), !isLossy { try server.requireNoLoss() }
            if let now { try await Self.refuseAhead(now, journal, variables) }
            let found = try SettingsFile.read(settings, besideScriptIn: nil, variables)
            let secrets = NoticeSecrets(found.secrets, read: SecretFile.read)
            for line in try await journal.schedules().flatMap(\.differences) { terminal.note("warning: \(line)") }
            let logs = RunLogs(folder: journal.directory + "/logs", kept: kept)
            var options = Scheduler.Options(newRunID: { ProcessEnvironment.newRunID() })
            options.places = places
            options.log = terminal.stamped
            options.beginsPlans = Connection.hasCredentials(variables)
            let launcher = ChildRuns(logs: logs, settings: settings, journal: try OwnJournal.word(settings: settings))
            let scheduler = Scheduler(journal: journal, clock: clock, launcher: launcher, options: options)
            guard isOnce else {
                let lock = try journal.serve()
                let serving = Serving(
                    journal: journal,
                    scheduler: scheduler,
                    terminal: terminal,
                    variables: variables,
                    hooks: found.hooks,
                    codeHooks: found.codeHooks,
                    secrets: secrets,
                    heartbeat: heartbeat,
                    lock: lock,
                )
                defer { withExtendedLifetime(lock) {} }
                return try await serving.run(port: port, drain: drain)
            }
            if let now { terminal.note("What is due at \(now.shown) is fired for real, now, and counts as fired.") }
            let firings = await scheduler.runOnce()
            let done = try await deeds(of: scheduler, in: journal)
            if firings.isEmpty, done.isEmpty { terminal.result("nothing is due") }
            done.forEach { terminal.result($0) }
            let schedules = try await journal.schedules()
            let results = try await FiringResult.of(firings, in: journal)
            for firing in firings {
                let zone = schedules.first { $0.name == firing.schedule }?.zone.name
                terminal.result(firing.lines(in: zone, results).joined(separator: "\n"))
            }
            let sender = NoticeSender(
                journal: journal,
                clock: clock,
                variables: variables,
                secrets: secrets,
                document: { NoticeDocument($0).json },
                log: { terminal.note($0) },
            )
            await sender.sendDue()
            let teller = AlarmTeller(
                journal,
                hooks: found.hooks,
                variables: variables,
                secrets: secrets,
                log: terminal.stamped,
            )
            await teller.look()
            await teller.tellDue()
            await CodeService.tellOnce(found.codeHooks, in: journal, log: terminal.stamped)
        }
    }

    /// What was done beside firing schedules: approved plans that were begun, and runs that were resumed.
    private func deeds(of scheduler: Scheduler, in journal: SQLJournal) async throws(JournalError) -> [String] {
        var lines: [String] = []
        for plan in await scheduler.begunPlans {
            var run: RunRecord?
            if let id = plan.runID { run = try await journal.run(id) }
            lines.append(plan.begunLine(run?.state, at: EngineClock.system.now()))
        }
        for run in await scheduler.resumedRuns {
            if try await journal.firing(ofRun: run.id) != nil { continue }
            lines.append("run \(run.id.shown)  \(run.originText)  resumed: \(run.state.rawValue)")
        }
        return lines
    }

    /// Refuses an instant that is still to come, unless nothing real can miss a firing by it: what is due until then would count
    /// as fired or as missed, and not be fired at its time.
    private static func refuseAhead(
        _ text: String,
        _ journal: SQLJournal,
        _ variables: [String: String],
    ) async throws {
        let (present, instant) = (EngineClock.system.now(), try Instant(iso8601: text))
        guard instant > present else { return }
        let runs = try await journal.runs(limit: 1000)
        let isTrial = Connection.isOfThisMachine(variables) && runs.allSatisfy(\.isOfThisMachine)
        guard !isTrial else { return }
        throw PlanError(
            .invalidValue,
            "--now \(text.shown) is still to come (it is \(LocalTime.full(present, nil))): what is due until then would count as "
                + "fired or missed, and not be fired at its time. When a schedule fires: keyshift schedule next NAME; "
                + "what it would do now: keyshift schedule trigger NAME --plan. To try it out, start keyshift sandbox, "
                + "point SEAM_ENDPOINT to it, and KEYSHIFT_HOME to an empty folder.",
        )
    }

    private func clock() throws -> EngineClock {
        do throws(PlanError) {
            return try now.map { text throws(PlanError) in try EngineClock.standing(at: text) } ?? .system
        } catch {
            throw ValidationError("--now: \(error.message)")
        }
    }

    private func drainTime() throws -> Duration {
        do throws(CivilTimeError) {
            return .milliseconds(max(0, try TimeSpan(parsing: drain).milliseconds))
        } catch {
            throw ValidationError("--drain: \(error.typedMessage)")
        }
    }
}

extension RunRecord {
    /// Whether its server was on this machine, as a sandbox is.
    fileprivate var isOfThisMachine: Bool { Connection.isOfThisMachine(endpoint) }
}
