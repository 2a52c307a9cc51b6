package import CivilTime
package import Journal
package import Model
internal import Spelling

/// Tells people of alarms, by every way that a node has: the addresses of schedules, and hooks.
///
/// Each way is told once of an alarm, and again when it becomes urgent. A way that fails is tried again later and keeps no
/// other way waiting; one process at a time tells by a way, for two minutes.
package struct AlarmTeller: Sendable {
    /// Tells alarms by one way, and answers what went wrong, nil for nothing.
    package typealias Tell = @Sendable (_ alarms: [Alarm], _ document: String) async -> String?

    /// The most alarms of one telling.
    private static let most = 100
    /// How many ways are gone at the same time.
    static let places = 8

    private let journal: any Journal
    private let clock: EngineClock
    private let hooks: [(way: AlarmWay, tell: Tell)]
    private let post: @Sendable (_ target: String, _ document: String) async -> String?
    private let document: @Sendable ([Alarm], Instant) -> String
    private let log: @Sendable (String) -> Void

    /// Makes a teller; `post` sends a document to the address of a schedule, and `document` makes what is told.
    package init(
        journal: any Journal,
        clock: EngineClock,
        hooks: [(way: AlarmWay, tell: Tell)],
        post: @escaping @Sendable (_ target: String, _ document: String) async -> String?,
        document: @escaping @Sendable ([Alarm], Instant) -> String,
        log: @escaping @Sendable (String) -> Void,
    ) {
        self.journal = journal
        self.clock = clock
        self.hooks = hooks
        self.post = post
        self.document = document
        self.log = log
    }

    /// Looks for what the engine itself has to raise.
    package func look() async {
        do throws(JournalError) {
            try await EngineAlarms.keep(in: journal, now: clock.now())
        } catch {
            log("the journal: \(error.message)")
        }
    }

    /// Tells what is to be told now, by all ways at the same time, and waits for them.
    package func tellDue() async {
        var ways = await ways()[...]
        await withTaskGroup(of: Void.self) { group in
            for (way, tell) in ways.prefix(Self.places) { group.addTask { await tellDue(by: way, tell) } }
            ways = ways.dropFirst(Self.places)
            for await _ in group {
                guard let (way, tell) = ways.popFirst() else { continue }
                group.addTask { await tellDue(by: way, tell) }
            }
        }
    }

    private func ways() async -> [(way: AlarmWay, tell: Tell)] {
        let schedules = (try? await journal.schedules()) ?? []
        var targets = Set<String>()
        return hooks
            + schedules.compactMap { schedule in
                guard let target = schedule.onFailure else { return nil }
                let tell: Tell = { [post] _, document in await post(target, document) }
                var way = AlarmWay("post \(schedule.name)", schedule: schedule.name)
                // An address of several schedules gets what is for everybody once.
                way.isForEverybody = targets.insert(target).inserted
                return (way, tell)
            }
    }

    private func tellDue(by way: AlarmWay, _ tell: Tell) async {
        do throws(JournalError) {
            let now = clock.now()
            let alarms = try await journal.takeAlarms(for: way, limit: Self.most, at: now)
            guard !alarms.isEmpty else { return }
            let error = await tell(alarms, document(alarms, now))
            if let error { log("\(way.name.shown): \(alarms.count.counted("alarm")) could not be told: \(error)") }
            try await journal.settleAlarms(alarms, of: way, error: error, at: now)
        } catch {
            log("the journal: \(error.message)")
        }
    }
}
