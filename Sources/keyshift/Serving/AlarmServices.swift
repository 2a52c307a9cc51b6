internal import CivilTime
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine
internal import ServiceLifecycle

/// Looks for what the engine has to raise, every half minute, and tells what is to be told, every five seconds.
struct AlarmService: Service {
    private static let pause = TimeSpan(milliseconds: 5000)
    private static let rounds = 6

    let teller: AlarmTeller

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            var round = 0
            while !Task.isCancelled {
                if round % Self.rounds == 0 { await teller.look() }
                round += 1
                await teller.tellDue()
                try await EngineClock.system.sleep(Self.pause)
            }
        }
    }
}

/// Sends the heartbeat, from the first look at the schedules to the end of what runs.
struct HeartbeatService: Service {
    private static let step = TimeSpan(milliseconds: 500)

    /// Nil where nobody listens.
    let heart: Heartbeat?
    let scheduler: Scheduler

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while await scheduler.watch.lastTick == nil { try await EngineClock.system.sleep(Self.step) }
            while let heart, !Task.isCancelled {
                await heart.beat()
                try await EngineClock.system.sleep(Heartbeat.period)
            }
            try await gracefulShutdown()
        }
    }
}

extension AlarmTeller {
    /// The teller of this node, with its hooks and the addresses of schedules.
    init(
        _ journal: any Journal,
        hooks: [AlarmHook],
        variables: [String: String],
        secrets: NoticeSecrets,
        log: @escaping @Sendable (String) -> Void,
    ) {
        let (runs, post) = (HookRuns(variables: variables), NoticePost(variables: variables, secrets: secrets))
        self.init(
            journal: journal,
            clock: .system,
            hooks: hooks.map { hook in (hook.way, { _, document in await runs.tell(hook, document) }) },
            post: { target, document in await post.post(document, to: target).error },
            document: { AlarmNoticeDocument($0, at: $1).json },
            log: log,
        )
    }
}

extension Heartbeat {
    /// The heart of this node, which posts to an address, or to the one in the variable that `target` names.
    init(
        to target: String,
        of scheduler: Scheduler,
        _ journal: any Journal,
        variables: [String: String],
        secrets: NoticeSecrets,
        log: @escaping @Sendable (String) -> Void,
    ) {
        let post = NoticePost(variables: variables, secrets: secrets)
        self.init(
            journal: journal,
            clock: .system,
            lastLook: { await scheduler.watch.lastTick },
            post: { facts in await post.post(HeartbeatDocument(facts).json, to: target).error },
            log: log,
        )
    }
}

extension HeartbeatDocument {
    /// The document of a heartbeat.
    init(_ facts: Heartbeat.Facts) {
        self.init(
            at: facts.at,
            lastLook: facts.lastLook,
            nextWithin: Heartbeat.period,
            version: KeyshiftTable.version,
            runHash: facts.runHash,
            alarms: facts.alarms,
        )
    }
}
