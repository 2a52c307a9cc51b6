internal import CivilTime
internal import Journal
internal import Model
internal import RunEngine
internal import ServiceLifecycle

/// Tells PINs that a run has made and could not tell, every five seconds.
struct CodeService: Service {
    private static let pause = TimeSpan(milliseconds: 5000)

    let hooks: [CodeHook]
    let journal: any Journal
    let log: @Sendable (String) -> Void

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await Self.tellOnce(hooks, in: journal, log: log)
                try await EngineClock.system.sleep(Self.pause)
            }
        }
    }

    /// Tells what is owed and due, where there are hooks; a connection is made only then.
    static func tellOnce(
        _ hooks: [CodeHook],
        in journal: any Journal,
        log: @escaping @Sendable (String) -> Void,
    ) async {
        let now = EngineClock.system.now()
        guard let tell = HookRuns.codeTell(hooks), Connection.hasCredentials(ProcessEnvironment.variables),
            let owed = try? await journal.owedPINs(since: now - CodeTeller.window), !owed.isEmpty
        else { return }
        do throws(PlanError) {
            let connection = try Connection(
                environment: ProcessEnvironment.variables,
                endpoint: nil,
                concurrency: 1,
                caFile: nil,
            )
            let teller = CodeTeller(
                client: connection.client,
                journal: journal,
                clock: .system,
                tell: tell,
                log: log,
            )
            await teller.tellDue()
            await connection.close()
        } catch {
            log("PINs cannot be told: \(ForeignText.sentence(error.message))")
        }
    }
}
