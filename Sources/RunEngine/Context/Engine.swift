package import CivilTime
package import Journal
package import Model

/// What a run is done with, and how: the connection, the journal, the clock, and the options that were typed.
///
/// It does nothing itself. `pipeline(_:consent:runID:)` makes the one way from a wish to its outcome, and each verb that
/// sends nothing, such as `verify`, is made of it.
package struct Engine: Sendable {
    /// Asks a person which of the stays of a typed name is meant; nil where none of them is.
    package typealias Chooser = @Sendable (_ typed: String, _ choices: [Choice]) -> Int?

    /// One of several stays of a name.
    package struct Choice: Sendable {
        /// Its name, its doors and its hours.
        package let line: String
        /// The text that names it and no other.
        package let word: String
    }

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
        /// Who is signed in at this desk; nil for nobody.
        package var person: Person?
        /// The process that works on it.
        package var processID: Int32
        /// Where `print` goes, a line at a time.
        package var output: @Sendable (String) -> Void
        /// Where `log` goes, a line at a time.
        package var log: @Sendable (String) -> Void = { _ in }
        /// Hears how far the reading of the workspace is.
        package var reading: ReadingProgress.Listener = { _ in }
        /// Asks which of several stays is meant; nil where nobody can be asked.
        package var chooser: Chooser?
        /// Gives a PIN that was made to the hooks; nil where the settings name none.
        package var codeTell: CodeTeller.Tell?
        /// Called on another thread when a script cannot be stopped; what is left is to end the process.
        package var onUnresponsive: @Sendable () -> Void = {}

        /// The version of the zone data that local times are worked out with, such as `2026f`.
        package var zoneDataVersion = Zone.dataVersion
        /// Whether the server is an embedded sandbox, where nothing real can happen.
        package var isSandbox = false

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
        /// Which of them may be, where a schedule lists them.
        package var directGrant = DirectGrant.all
        /// Whether every call is sent as the script makes it: without a plan, checks and undo.
        package var isUnplanned = false
        /// The schedule that fired the run.
        package var scheduleName: String?
        /// The person who added that schedule, nil where nobody was signed in then.
        package var scheduleAuthor: String?
        /// The run's nominal instant, nil for the present one.
        package var time: Instant?
        /// The rows that are asked for; of a plan with more, the others are left out.
        package var selection = RowSelection()
        /// The rows that are asked for, with what the settings say of houses.
        var rowSelection: RowSelection {
            var selection = selection
            selection.described = settings.houses
            return selection
        }
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
        /// The bytes of the files that it reads, by their full paths, where they were kept for it; nil where it reads those of
        /// the machine.
        package var kept: [String: [UInt8]]?
        /// Whether it ships with the program, so that whoever runs it has not written its lines.
        package var isShipped = false
        /// Gives arguments one spelling, in which those that mean the same are the same; where the script describes none, they
        /// stay as they were typed.
        package var spelled: @Sendable (_ arguments: [String]) -> [String] = { $0 }
        /// The arguments that only choose stays, by their names; none where the script describes none.
        package var choosing: @Sendable () -> [String: Choosing] = { [:] }

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

    package let environment: Environment
    package let options: Options

    /// Makes an engine.
    package init(_ environment: Environment, options: Options) {
        self.environment = environment
        self.options = options
    }

    /// A running record of this process, begun now.
    func record(_ runID: String, _ script: Script, workspaceID: String, origin: RunRecord.Origin) -> RunRecord {
        var record = RunRecord(
            id: runID,
            script: script.name,
            scriptHash: script.hash,
            arguments: script.arguments,
            startedAt: environment.clock.now(),
            operatorName: environment.operatorName,
            processID: environment.processID,
            endpoint: environment.connection.endpoint,
            workspaceID: workspaceID,
            scheduleName: options.scheduleName,
        )
        if options.scheduleName == nil { record.origin = origin }
        record.person = environment.person?.name
        record.reason = options.reason
        record.limits = options.limits
        record.zoneDataVersion = environment.zoneDataVersion
        return record
    }
}
