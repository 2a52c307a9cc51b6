internal import Glibc
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine
internal import SQLJournal
internal import SeamSandbox

/// One use of the program: its server, its journal and what it prints.
struct Session: Sendable {
    let engine: Engine
    let environment: Engine.Environment
    let terminal: Terminal
    /// `SANDBOX` where nothing real can happen.
    let isSandbox: Bool

    /// The seed of the embedded sandbox.
    ///
    /// With one, who is where is the same from one command to the next, on the same day, so that the stay which one has shown is
    /// found by the next. With this one there is one guest of the name Ito, who is inside.
    static let sandboxSeed: UInt64 = 163

    /// What a session is opened with.
    private struct Setting: Sendable {
        let options: Engine.Options
        let terminal: Terminal
        let operatorName: String?
        let onUnresponsive: @Sendable () -> Void
    }

    /// Opens a session around `body`: with an embedded sandbox when asked for, else with the environment's credentials.
    /// - Throws: What `body` throws, and `PlanError` when there is no connection to be had.
    static func with<Result: Sendable>(
        _ connection: ServerChoice,
        options: Engine.Options,
        terminal: Terminal,
        operatorName: String? = nil,
        _ onUnresponsive: @escaping @Sendable () -> Void = {},
        _ body: @escaping @Sendable (Session) async throws -> Result,
    ) async throws -> Result {
        let setting = Setting(
            options: options,
            terminal: terminal,
            operatorName: operatorName,
            onUnresponsive: onUnresponsive,
        )
        guard connection.isSandbox else { return try await withServer(connection, setting, body) }
        let server = try SandboxServer(options: SandboxOptions(rngSeed: sandboxSeed))
        let journal = LazyJournal { () throws(JournalError) in try SQLJournal.temporary() }
        return try await server.withServer { endpoint in
            let open = try Connection(
                apiKey: server.apiKey,
                endpoint: endpoint,
                concurrency: connection.concurrency,
                log: terminal.requestLog,
                limited: terminal.limitNotice,
            )
            let clock = EngineClock.reading { server.now() }
            return try await run(open, clock, journal, setting, isSandbox: true, body)
        }
    }

    private static func withServer<Result: Sendable>(
        _ connection: ServerChoice,
        _ setting: Setting,
        _ body: @escaping @Sendable (Session) async throws -> Result,
    ) async throws -> Result {
        let variables = ProcessEnvironment.variables
        let open = try offering(connection, variables) { () throws(PlanError) in
            try Connection(
                environment: variables,
                endpoint: connection.endpoint,
                concurrency: connection.concurrency,
                caFile: connection.caFile,
                isHurried: connection.isHurried,
                log: setting.terminal.requestLog,
                limited: setting.terminal.limitNotice,
            )
        }
        for warning in open.warnings { setting.terminal.note("warning: \(ForeignText.sentence(warning))") }
        let named = setting.options.settings.isNamed ? setting.options.settings.file : nil
        let journal = LazyJournal { () throws(JournalError) in try OwnJournal.open(settings: named) }
        // All nodes go by the clock of their journal, from the first look on.
        if try OwnJournal.place(variables, settings: named) != nil { _ = try journal.open() }
        return try await run(open, .system, journal, setting, isSandbox: false, body)
    }

    /// Opens a connection; who has no credentials at all is told how to try the command without any.
    /// - Throws: What `open` throws.
    private static func offering(
        _ choice: ServerChoice,
        _ variables: [String: String],
        _ open: () throws(PlanError) -> Connection,
    ) throws(PlanError) -> Connection {
        do throws(PlanError) {
            return try open()
        } catch {
            var error = error
            if choice.canBeSandbox, !Connection.namesCredentials(variables) { error.remedy = .trySandbox }
            throw error
        }
    }

    private static func run<Result: Sendable>(
        _ connection: Connection,
        _ clock: EngineClock,
        _ journal: LazyJournal,
        _ setting: Setting,
        isSandbox: Bool,
        _ body: @Sendable (Session) async throws -> Result,
    ) async throws -> Result {
        let terminal = setting.terminal
        var options = setting.options
        options.concurrency = connection.concurrency
        // A command without limits of its own keeps to the workspace of the user's settings all the same.
        if options.settings == Settings() { options.settings = try SettingsFile.forUser(isSandbox: isSandbox) }
        try options.settings.refuseAllowed(options.limits.allowed)
        // The journal of a sandbox knows nobody.
        let desk = isSandbox ? nil : DeskFile(ProcessEnvironment.variables)
        let person = try await desk?.person { () throws(JournalError) in try journal.open() }
        var environment = Engine.Environment(
            connection: connection,
            journal: { () throws(JournalError) in try journal.open() },
            clock: clock,
            operatorName: PersonOptions.name(of: person, typed: setting.operatorName),
            processID: getpid(),
            output: terminal.scriptLine,
        )
        environment.person = person
        environment.log = { terminal.note($0) }
        environment.reading = { terminal.reading($0) }
        if Terminal.canAsk { environment.chooser = { terminal.chosen(of: $1, named: $0) } }
        environment.onUnresponsive = setting.onUnresponsive
        environment.codeTell = HookRuns.codeTell(options.settings.codeHooks)
        environment.isSandbox = isSandbox
        let engine = Engine(environment, options: options)
        let session = Session(engine: engine, environment: environment, terminal: terminal, isSandbox: isSandbox)
        do {
            let result = try await body(session)
            await connection.close()
            journal.close()
            return result
        } catch {
            await connection.close()
            journal.close()
            throw error
        }
    }

    /// What stands above the plan of a report of rows that were asked for.
    func heading(
        _ title: String,
        _ report: RunReport,
        of selection: RowSelection,
        isAgreed: Bool = false,
    ) -> PlanText.Heading {
        let name = report.workspaceName.map { " \"\($0.shown)\"" }
        var heading = PlanText.Heading(
            title: title,
            // A plan that asked for nothing of a workspace knows no name.
            workspace: isSandbox ? "SANDBOX\(name ?? "")" : name.map { "WORKSPACE\($0)" },
            operatorName: environment.operatorName,
        )
        heading.isAgreed = isAgreed
        heading.machineZone = MachineZone.name
        heading.goodUntil = report.goodUntil
        heading.only = selection.isEverything ? nil : report.plan.asked ?? selection.words
        return heading
    }
}
