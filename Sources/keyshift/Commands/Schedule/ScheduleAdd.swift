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
                The limits of keyshift run can be given, and hold for each firing. A schedule that makes relative changes \
                should keep to --missed latest: each firing plans from the hours that it finds.
                """,
        )

        @Argument(help: "The schedule's name.") var name: String
        @OptionGroup var script: ScriptArguments
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

        @Flag(help: "Change the schedule of this name; its history and its pause stay.")
        var replace = false

        mutating func validate() throws {
            guard !name.isEmpty, name.utf8.count <= 64, !name.hasPrefix("-"),
                name.unicodeScalars.allSatisfy({ $0.value >= 32 && $0 != "/" && $0.value != 127 })
            else {
                throw ValidationError("a schedule's name has 1 to 64 signs, no slash and no - at its beginning")
            }
            _ = try form.form()
        }

        func run() async throws {
            let terminal = Terminal(output)
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
            let detail = try await LocalJournal.with(.operator, to: "add a schedule") { journal, person in
                var schedule = rules
                schedule.addedBy = person?.name
                if isReplaced {
                    try await journal.changeSchedule(schedule, contents: contents)
                } else {
                    try await journal.addSchedule(schedule, contents: contents)
                }
                return try await ScheduleCommand.detail(of: schedule.name, in: journal)
            }
            let verb = isReplaced ? "is changed" : "is scheduled"
            ScheduleCommand.show(detail, output, saying: "\(name.shown) \(verb); keyshift serve fires it.")
            for line in trial { if output.json { terminal.note(line) } else { terminal.result(line) } }
        }

        /// Reads the script, and tells what `check` finds in it.
        private func read(_ terminal: Terminal) throws -> (Engine.Script, file: String) {
            do throws(PlanError) {
                let source = try script.choice.read()
                let checked = CheckedRun(source)
                checked.lines.forEach { terminal.note($0) }
                if !skipCheck, let failure = checked.failure { throw failure }
                return (source, try script.choice.file())
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

        private func schedule(of file: String) throws -> Schedule {
            let form = try form.form()
            var schedule = Schedule(
                name: name,
                script: file,
                arguments: script.arguments,
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
