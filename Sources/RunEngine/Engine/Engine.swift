package import CivilTime
internal import Lua
internal import Seam

/// Plans a script, checks the plan, asks, applies it, and reports.
package struct Engine: Sendable {
    /// What the engine works with.
    package struct Environment: Sendable {
        /// The connection to the workspace.
        package var connection: Connection
        /// Opens the journal; called before the first row is sent, and not before.
        package var journal: @Sendable () throws(JournalError) -> any Journal
        /// The engine's clock.
        package var clock: EngineClock
        /// Who runs it.
        package var operatorName: String
        /// The process that works on it.
        package var processID: Int32
        /// Where `print` goes, a line at a time.
        package var output: @Sendable (String) -> Void
        /// Where `log` goes, a line at a time.
        package var log: @Sendable (String) -> Void = { _ in }
        /// Called on another thread when a script cannot be stopped; what is left is to end the process.
        package var onUnresponsive: @Sendable () -> Void = {}

        /// Makes an environment of its parts.
        package init(
            connection: Connection,
            journal: @escaping @Sendable () throws(JournalError) -> any Journal,
            clock: EngineClock,
            operatorName: String,
            processID: Int32,
            output: @escaping @Sendable (String) -> Void,
        ) {
            self.connection = connection
            self.journal = journal
            self.clock = clock
            self.operatorName = operatorName
            self.processID = processID
            self.output = output
        }
    }

    /// How one run is done.
    package struct Options: Sendable {
        /// The bounds of the plan.
        package var limits = Limits()
        /// What the script may use of the machine.
        package var scriptLimits = ScriptLimits()
        /// The number of requests that run at the same time.
        package var concurrency = 16
        /// How fast the rows go out.
        package var pace = Pace.documented
        /// Whether calls that change more than hours may be sent while the script runs.
        package var allowsDirectEffects = false
        /// Whether every call is sent as the script makes it: without a plan, checks and undo.
        package var isUnplanned = false
        /// The schedule that fired the run.
        package var scheduleName: String?
        /// The run's nominal instant, nil for the present one.
        package var time: Instant?
        /// Why, in the words of the operator; kept in the journal.
        package var reason: String?
        /// What the house has laid down.
        package var settings = Settings()
        /// Whether PINs may be shown, which is for a person at a terminal.
        package var showsPINs = false

        /// Makes the options of the command line's defaults.
        package init() {}
    }

    /// A script, read from its file.
    package struct Script: Sendable {
        /// The name that messages and the journal show.
        package var name: String
        /// The text.
        package let source: String
        /// The arguments.
        package var arguments: [String]
        /// The folder of its file, from which it may read; nil for the REPL.
        package var folder: String?

        private let originHash: String

        /// The SHA-256 of the text in hexadecimal, empty where there is none; made when it is asked for.
        package var hash: String { source.isEmpty ? originHash : ScriptHash.sha256(source) }

        /// Makes a script of its parts.
        package init(name: String, source: String, arguments: [String], folder: String? = nil) {
            self.name = name
            self.source = source
            self.arguments = arguments
            self.folder = folder
            originHash = ""
        }

        /// Makes the origin of a plan that no script makes now: a command, or a script that ran earlier.
        package init(origin name: String, arguments: [String], hash: String = "") {
            self.name = name
            self.arguments = arguments
            originHash = hash
            source = ""
        }
    }

    let environment: Environment
    let options: Options

    /// Makes an engine.
    package init(_ environment: Environment, options: Options) {
        self.environment = environment
        self.options = options
    }

    /// Runs a script up to its checked plan; nothing is sent.
    ///
    /// The report's state is `planned`, `refused` or `failed`.
    package func plan(_ script: Script, runID: String) async -> RunReport {
        var report = RunReport(
            runID: runID,
            script: script.name,
            state: .planned,
            plan: Plan(rows: [], madeAt: environment.clock.now()),
        )
        do throws(PlanError) {
            try await refuseForeignWorkspace()
        } catch {
            return .failed(runID: runID, script: script.name, error: error)
        }
        let host = makeHost(script, runID: runID)
        report.effects = host.effects
        do throws(LuaError) {
            report.plan = try await host.run(script.source, name: script.name, arguments: script.arguments)
            await describeWorkspace(of: host, in: &report)
            examine(&report)
        } catch {
            report.state = .failed
            report.failure = RunReport.Failure(error)
            report.failure?.message = await host.shown(error.message)
            await describeWorkspace(of: host, in: &report)
        }
        await host.close()
        return report
    }

    /// Notes in a report which workspace its script read.
    package func describeWorkspace(of host: ScriptHost, in report: inout RunReport) async {
        let workspace = await host.workspace
        report.workspaceName = workspace?.name
        report.workspaceID = workspace?.workspaceID
    }

    /// Makes a host for a script, or for the REPL.
    package func makeHost(_ script: Script, runID: String, isPrompt: Bool = false) -> ScriptHost {
        var context = ScriptContext(
            client: environment.connection.client,
            clock: environment.clock,
            concurrency: options.concurrency,
            runID: runID,
            time: options.time ?? environment.clock.now(),
            arguments: script.arguments,
            allowsDirectEffects: options.allowsDirectEffects,
        )
        context.limits = options.scriptLimits
        context.folder = script.folder
        context.isPrompt = isPrompt
        context.settings = options.settings
        context.memory = memory(of: script)
        context.showsPINs = options.showsPINs
        context.log = environment.log
        context.onUnresponsive = environment.onUnresponsive
        context.direct = directCalls(of: script, runID: runID)
        context.isUnplanned = options.isUnplanned
        return ScriptHost(context, output: environment.output)
    }

    /// Checks the plan of a report against the limits, and marks the report when one is hit.
    package func check(_ report: inout RunReport) {
        check(&report, limits: options.limits)
    }

    /// Checks the plan of a report against other limits than those of the options.
    func check(_ report: inout RunReport, limits: Limits) {
        estimate(&report)
        do throws(PlanError) {
            try PlanChecks.check(
                report.plan,
                limits: limits,
                settings: options.settings,
                now: environment.clock.now(),
            )
        } catch {
            report.state = .refused
            report.failure = RunReport.Failure(error)
        }
    }
}

extension RunReport.Failure {
    /// What a script failed with; an error of the API keeps its code, status and request id.
    init(_ error: LuaError) {
        self.init(
            code: error.code.rawValue,
            message: error.message,
            position: error.position,
            api: nil,
            traceback: error.traceback,
        )
        guard case .string(let code)? = error.fields?["code"] else { return }
        if code == PlanError.Code.directEffect.rawValue {
            self.code = code
            return
        }
        // What was refused before it was sent is the script's own error.
        let own: Set<SeamError.Code> = [.invalidInput, .webhookSignature]
        guard error.fields?["status"] != nil || !own.contains(SeamError.Code(rawValue: code)) else { return }
        var api = API(code: code)
        if case .integer(let status)? = error.fields?["status"] { api.status = Int(status) }
        if case .string(let requestID)? = error.fields?["request_id"] { api.requestID = requestID }
        self.api = api
        switch (code, api.status) {
        case (_, 401), ("unauthorized", _): self.code = "unauthorized"
        case ("connection", _), ("timeout", _), ("tls", _), ("proxy", _), ("invalid_options", _):
            self.code = "connection"
        default: break
        }
    }

    /// What a plan was refused for.
    package init(_ error: PlanError) {
        self.init(code: error.code.rawValue, message: error.message)
    }

    /// What the journal did not do.
    init(_ error: JournalError) {
        self.init(code: error.code.rawValue, message: error.message)
    }
}
