internal import ArgumentParser
internal import CivilTime
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine

extension ScheduleCommand {
    /// `keyshift schedule add NAME SCRIPT [ARG…] --cron EXPR --zone TZ`.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add",
            abstract: "Add a schedule, or change one with --replace.",
            discussion: """
                The script runs once as keyshift plan would, with its arguments, and nothing is sent: what stops before it \
                has asked Seam anything would stop at each firing, and is refused. Without Seam the script runs until it asks.
                On a journal of several nodes the script, the modules that it requires, the settings beside it, and each \
                file of --with are kept in the journal, so that any node fires the same; so they are with --with on any \
                journal. What has changed since is taken with --replace.
                --replace without a script changes what is typed, such as --at 10:45, and keeps all else; with a script it says the \
                schedule anew, and keeps its time and its zone where none is typed.
                The limits of keyshift run can be given, and hold for each firing. A schedule that makes relative changes \
                should keep to --missed latest: each firing plans from the hours that it finds.
                """,
        )

        @Argument(help: "The schedule's name.") var name: String
        @Argument(
            help:
                "The Lua script: a file, or the name of an automation, such as late-checkout; without it --replace keeps it.",
            completion: .custom(ScriptCompletion.scripts)
        )
        var script: String?

        @Argument(
            help: ArgumentHelp("The script's arguments, in their order or as name=value.", valueName: "arg"),
            completion: .custom(ScriptCompletion.arguments)
        )
        var arguments: [String] = []

        @OptionGroup var form: Form
        @OptionGroup var rules: ScheduleRules
        @OptionGroup var limits: ScheduleLimits
        @OptionGroup var output: OutputOptions

        @Option(
            name: .customLong("with"),
            help: ArgumentHelp(
                "A file that the script reads, kept for all nodes as it is now; may be given more than once.",
                valueName: "file"
            )
        )
        var keptFiles: [String] = []

        @Flag(help: "Add it although the script has mistakes, or stops when it is tried.")
        var skipCheck = false

        @Flag(
            help:
                "Change the schedule of this name; its history and its pause stay, and without a script all that is not typed."
        )
        var replace = false

        mutating func validate() throws {
            guard !name.isEmpty, name.utf8.count <= 64, !name.hasPrefix("-"),
                name.unicodeScalars.allSatisfy({ $0.value >= 32 && $0 != "/" && $0.value != 127 })
            else {
                throw ValidationError("a schedule's name has 1 to 64 signs, no slash and no - at its beginning")
            }
            guard script != nil || replace else {
                throw ValidationError(
                    "say which script it runs, such as late-checkout; --replace without one keeps that of the schedule"
                )
            }
            // What is missing is that of the schedule that is there.
            if replace, form.cron == nil, form.at == nil { return }
            _ = try form.form()
        }

        func run() async throws {
            if let filled = try await filled(Self.typed) { return try await filled.add() }
            try await add()
        }

        private func add() async throws {
            let terminal = Terminal(output)
            if let refusal = try await refusalOfName(Self.typed) { throw terminal.refusal(refusal) }
            let (typed, file) = try read(terminal)
            if form.zone == nil { throw await ScheduleZone(script: typed, terminal: terminal).question() }
            var source = typed
            let isReplaced = replace
            var schedule = try schedule(of: file)
            let kept = try kept(source, file, schedule.options, terminal)
            if let kept {
                schedule.options.files = kept.files
                source = try kept.script(source.arguments)
            }
            let isAllowed = schedule.options.allowed.contains(.zoneData)
            if !isAllowed, let refusal = ZoneSoundness.refusal(ofSchedule: schedule.zone) {
                throw terminal.refusal(refusal)
            }
            let trial = try await tried(schedule, source, kept, terminal)
            let (rules, contents) = (schedule, kept?.bytes ?? [:])
            let (detail, was) = try await LocalJournal.with(.operator, to: "add a schedule") { journal, person in
                var schedule = rules
                let was = try await journal.schedules().first { $0.name == rules.name }
                schedule.addedBy = person?.name
                if isReplaced {
                    try await journal.changeSchedule(schedule, contents: contents)
                } else {
                    try await journal.addSchedule(schedule, contents: contents)
                }
                return (try await ScheduleCommand.detail(of: schedule.name, in: journal), was)
            }
            let verb = isReplaced ? "is changed" : "is scheduled"
            ScheduleCommand.show(detail, output, saying: "\(name.shown) \(verb); keyshift serve fires it.")
            let changes = was.map { ScheduleChangeText($0, rules).lines } ?? []
            for line in changes where isReplaced {
                if output.json { terminal.note(line) } else { terminal.result(line) }
            }
            for line in trial { if output.json { terminal.note(line) } else { terminal.result(line) } }
        }

        /// Reads the script, and tells what `check` finds in it.
        private func read(_ terminal: Terminal) throws -> (Engine.Script, file: String) {
            do throws(PlanError) {
                let source = try choice.read()
                let checked = CheckedRun(source)
                checked.lines.forEach { terminal.note($0) }
                if !skipCheck, let failure = checked.failure { throw failure }
                return (source, try choice.file())
            } catch {
                throw terminal.refusal(error)
            }
        }

        /// What is kept for all nodes; nil on a journal of one machine, unless a file is named.
        private func kept(
            _ source: Engine.Script,
            _ file: String,
            _ options: ScheduleOptions,
            _ terminal: Terminal,
        ) throws -> KeptScript? {
            do {
                guard try !keptFiles.isEmpty || OwnJournal.place() != nil else { return nil }
                if let folder = options.readableFolders.first {
                    throw PlanError(
                        .invalidValue,
                        "--allow-read \(folder.shown) is a folder of this machine, and any node may fire the schedule: "
                            + "name each file that the script reads with --with FILE",
                    )
                }
                return try KeptScript.gather(source, file: file, options: options, named: keptFiles)
            } catch let error where error is PlanError || error is JournalError {
                throw terminal.refusal(error)
            }
        }

        /// Tries what is to be scheduled, and brings what there is to say of it.
        private func tried(
            _ schedule: Schedule,
            _ source: Engine.Script,
            _ kept: KeptScript?,
            _ terminal: Terminal,
        ) async throws -> [String] {
            do {
                let trial = ScheduleTrial(schedule: schedule, script: source, kept: kept, terminal: terminal)
                return try await trial.run(refusesStops: !skipCheck)
            } catch let error as PlanError {
                throw terminal.refusal(error)
            }
        }

        private var choice: ScriptChoice { ScriptChoice(script: script ?? "", arguments: arguments) }

        private func schedule(of file: String) throws -> Schedule {
            let form = try form.form()
            var schedule = Schedule(
                name: name,
                script: file,
                arguments: arguments,
                cron: form.expression,
                zone: form.zone,
                addedAt: EngineClock.system.now(),
            )
            schedule.dst = form.onClockChange
            schedule.options = try limits.options()
            try rules.set(&schedule)
            return schedule
        }
    }
}
