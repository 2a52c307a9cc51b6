internal import ArgumentParser
internal import CivilTime
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine
internal import SQLJournal

extension ScheduleCommand {
    /// `keyshift schedule trigger NAME`.
    struct Trigger: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "trigger",
            abstract: "Fire a schedule now, in a process of its own, and wait for its end.",
            discussion: """
                It fires as by the clock: it sends at once what its plan has, and asks nobody. To see that plan first, and send \
                nothing: keyshift schedule trigger NAME --plan
                At its end it says how many stays moved, were left out and failed, and the command that shows each.
                Exit codes: those of keyshift run; 4 when an earlier firing still runs.
                """,
        )

        @Argument(help: "The schedule's name.") var name: String
        @Option(
            help: ArgumentHelp("The instant of a missed firing, which then counts as fired.", valueName: "instant")
        )
        var missed: String?
        @Flag(
            name: [.customLong("plan"), .customLong("dry-run")],
            help: "Print what it would do now, and send nothing."
        )
        var isPlanOnly = false

        @OptionGroup var output: OutputOptions

        func run() async throws {
            if isPlanOnly { return try await plan() }
            let (name, terminal) = (name, Terminal(output))
            let nominal = try instant()
            let fired = try await LocalJournal.withFiles { journal -> (Firing, FiringList)? in
                _ = try await LocalJournal.requirePerson(.operator, to: "fire a schedule", in: journal)
                let logs = RunLogs(folder: journal.directory + "/logs", kept: 50)
                var options = Scheduler.Options(newRunID: { ProcessEnvironment.newRunID() })
                let zone = try await journal.schedules().first { $0.name == name }?.zone.name
                options.log = { terminal.note(Self.local($0, zone)) }
                let scheduler = Scheduler(
                    journal: journal,
                    clock: .system,
                    launcher: ChildRuns(logs: logs, journal: try OwnJournal.word()),
                    options: options,
                )
                let firing = try await scheduler.trigger(name, at: nominal)
                if let run = firing?.runID { terminal.note("log: \(logs.file(of: run, schedule: name))") }
                guard let firing else { return nil }
                let results = try await FiringResult.of([firing], in: journal)
                return (firing, FiringList(of: name, [firing], results: results, zone: zone))
            }
            guard let (firing, list) = fired else {
                let why = nominal == nil ? "" : "that instant had its turn, or "
                throw terminal.refusal(
                    PlanError(.busy, "\(name.shown) was not fired: \(why)an earlier firing still runs")
                )
            }
            terminal.result(output.json ? list.json : list.lines.joined(separator: "\n"))
            throw ExitCode(firing.exitCode ?? 1)
        }

        /// A line of the log with its instants on the clock of the schedule.
        private static func local(_ line: String, _ zone: String?) -> String {
            line.split(separator: " ", omittingEmptySubsequences: false)
                .map { word in
                    (try? Instant(iso8601: String(word))).map { LocalTime.full($0.toTheSecond, zone) } ?? String(word)
                }
                .joined(separator: " ")
        }

        /// The plan of its script with its arguments and its limits.
        private func plan() async throws {
            let name = name
            let (schedule, kept) = try await LocalJournal.with { journal in
                let schedule = try await ScheduleCommand.schedule(name, in: journal)
                return (schedule, try await KeptScript.of(schedule, in: journal))
            }
            let shown = (output.json ? ["--json"] : []) + (output.verbose ? ["--verbose"] : [])
            let words = schedule.options.limits + shown + ["--", schedule.script] + schedule.arguments
            var work = try PlanCommand.parse(words).work
            work.kept = kept
            let isHere = (try? work.script.read()) != nil && schedule.differences.isEmpty
            work.line = OtherLine(of: schedule, isHere: isHere)
            throw ExitCode(await work.run(answer: .planOnly))
        }

        private func instant() throws -> Instant? {
            do throws(CivilTimeError) {
                return try missed.map { text throws(CivilTimeError) in try Instant(iso8601: text) }
            } catch {
                throw ValidationError("--missed: \(error.typedMessage)")
            }
        }
    }
}
