internal import CivilTime
internal import Hummingbird
internal import Journal
internal import Logging
internal import Model
internal import Presentation
internal import RunEngine
internal import SQLJournal
internal import ServiceLifecycle
internal import UnixSignals

/// The services of `keyshift serve`: the schedules, their notices, the endpoints for those who watch, and the reload.
struct Serving: Sendable {
    let journal: SQLJournal
    let scheduler: Scheduler
    let terminal: Terminal
    let variables: [String: String]
    /// The programs that are told of alarms.
    let hooks: [AlarmHook]
    /// The programs that get PINs.
    let codeHooks: [CodeHook]
    /// The values that addresses name as `secret:NAME`.
    let secrets: NoticeSecrets
    /// Where the heartbeat goes, nil for nowhere.
    let heartbeat: String?
    /// That this process fires the schedules, as the journal knows it.
    let lock: ServeLock

    /// Serves until SIGTERM, SIGINT or SIGHUP, then waits for what runs, at most so long.
    /// - Throws: `port` when the port cannot be had.
    func run(port: Int, drain: Duration) async throws {
        let logger = Logger(label: "serve") { _ in SwiftLogNoOpLogHandler() }
        let sender = NoticeSender(
            journal: journal,
            clock: .system,
            variables: variables,
            secrets: secrets,
            document: { NoticeDocument($0).json },
            log: { terminal.note($0) },
        )
        let monitor = Monitor(journal: journal, scheduler: scheduler)
        var configuration = ServiceGroupConfiguration(
            services: [
                monitor.application(port: port, logger: logger) { terminal.result("listening on \($0)") },
                ReloadService(journal: journal, terminal: terminal),
                NoticeService(sender: sender),
                AlarmService(teller: teller),
                CodeService(hooks: codeHooks, journal: journal, log: terminal.stamped),
                HeartbeatService(heart: heart, scheduler: scheduler),
                SchedulerService(scheduler: scheduler, terminal: terminal, lock: lock),
            ],
            gracefulShutdownSignals: [.sigterm, .sigint, .sighup],
            logger: logger,
        )
        configuration.maximumGracefulShutdownDuration = drain
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch is CancellationError {
            terminal.note("the time to end was over; what was stopped is resumed at the next start")
        } catch {
            throw PlanError(
                .port,
                "port \(port) of 127.0.0.1 cannot be had; another program may use it.",
                remedy: .anotherPort,
                underlying: error,
            )
        }
    }
}

extension Serving {
    private var teller: AlarmTeller {
        AlarmTeller(journal, hooks: hooks, variables: variables, secrets: secrets, log: terminal.stamped)
    }

    private var heart: Heartbeat? {
        heartbeat.map {
            Heartbeat(to: $0, of: scheduler, journal, variables: variables, secrets: secrets, log: terminal.stamped)
        }
    }
}

/// Fires the schedules, and ends when it was asked to and nothing runs any more.
struct SchedulerService: Service {
    let scheduler: Scheduler
    let terminal: Terminal
    let lock: ServeLock

    func run() async throws {
        let draining = StopSignal()
        await withGracefulShutdownHandler {
            await scheduler.run { draining.isSet }
        } onGracefulShutdown: {
            terminal.note("stopping: nothing new is started, and what runs is waited for")
            draining.set()
            lock.drain()
        }
    }
}

/// Posts what there is to tell, every five seconds, and once more at the end, which takes ten seconds at most.
struct NoticeService: Service {
    private static let pause = TimeSpan(milliseconds: 5000)
    private static let lastWords = TimeSpan(milliseconds: 10_000)

    let sender: NoticeSender

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await sender.sendDue()
                try await EngineClock.system.sleep(Self.pause)
            }
        }
        // What is not told by then is told by whoever serves next.
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await sender.sendDue() }
            group.addTask { try? await EngineClock.system.sleep(Self.lastWords) }
            await group.next()
            group.cancelAll()
        }
    }
}

/// Reads the zone data again at SIGHUP, and says which firings that moves.
struct ReloadService: Service {
    let journal: SQLJournal
    let terminal: Terminal

    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
            await reload()
        }
    }

    private func reload() async {
        do throws(JournalError) {
            let reload = try await ZoneReload(of: journal, now: EngineClock.system.now())
            journal.note(zoneData: Zone.dataVersion ?? "")
            for line in reload.lines { terminal.note(line) }
        } catch {
            terminal.note(error.sentence)
        }
    }
}
