internal import Glibc
internal import Model
internal import Presentation
internal import RunEngine
internal import Subprocess
internal import SystemPackage

/// Starts `keyshift run` for each firing: a process of its own, in a group of its own, that outlives this one.
///
/// Its output goes straight into its log, so that neither waits for the other. A signal for this process's group, such
/// as Ctrl-C, does not reach it. When it has to end it gets SIGTERM and a minute to finish what is on its way.
struct ChildRuns: FiringLauncher {
    let logs: RunLogs
    /// The settings file of this node, nil for the user's.
    var settings: String?
    /// The journal of this process, as `KEYSHIFT_JOURNAL` names it: they work on the same one, whatever their settings say.
    let journal: String
    /// The program, as it was when this process began.
    let executable = ProcessEnvironment.executable

    func run(_ firing: Firing, of schedule: Schedule) async -> ChildEnd {
        let run = firing.runID ?? ""
        return await start(Self.arguments(of: run, of: schedule), run: run, schedule: schedule.name)
    }

    /// The command line of a run of a schedule.
    static func arguments(of run: String, of schedule: Schedule) -> [String] {
        ["run", "--firing", run] + schedule.options.commandLine + ["--", schedule.script] + schedule.arguments
    }

    func resume(_ run: RunRecord) async -> ChildEnd {
        await start(["resume", run.id, "--yes"], run: run.id, schedule: run.scheduleName ?? "")
    }

    func begin(_ plan: WaitingPlan) async -> ChildEnd {
        let schedule = plan.scheduleName ?? "plans"
        return await start(["apply", plan.hash, "--yes"], run: "plan-\(plan.shortHash)", schedule: schedule)
    }

    private func start(_ arguments: [String], run: String, schedule: String) async -> ChildEnd {
        var platform = PlatformOptions()
        platform.processGroupID = 0
        platform.teardownSequence = [.send(signal: .terminate, allowedDurationToNextStep: .seconds(60))]
        do {
            let log = FileDescriptor(rawValue: try logs.open(run, schedule: schedule))
            let child = try await Subprocess.run(
                .path(FilePath(executable)),
                arguments: Arguments(arguments),
                // It acts for a schedule or for who has asked and approved, and not for who is signed in here.
                environment: .inherit.updating(variables),
                platformOptions: platform,
                input: .none,
                output: .fileDescriptor(log, closeAfterSpawningProcess: true),
                error: .combinedWithOutput,
            )
            return switch child.terminationStatus {
            case .exited(let code): .exited(Int32(code))
            case .signaled(let signal): .killed(Self.name(of: Int32(signal)))
            }
        } catch {
            return .notStarted("\(error)")
        }
    }

    private var variables: [Environment.Key: String?] {
        var variables: [Environment.Key: String?] = [DeskFile.key: DeskFile.nobody]
        variables[Environment.Key(stringLiteral: OwnJournal.variable)] = journal
        if let settings { variables[Environment.Key(stringLiteral: SettingsFile.nodeKey)] = settings }
        return variables
    }

    private static func name(of signal: Int32) -> String {
        guard let text = unsafe strsignal(signal) else { return "signal \(signal)" }
        return unsafe "signal \(signal) (\(String(cString: text)))"
    }
}
