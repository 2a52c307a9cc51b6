internal import CivilTime
internal import Glibc
internal import Model
internal import Presentation
internal import RunEngine
internal import Subprocess
internal import SystemPackage

/// Starts the hooks of this node: each a process in a group of its own, with the alarms on stdin and nothing of ours.
///
/// What it prints is thrown away, so that it can print without end. It gets PATH, HOME and the like, and no variable that
/// may hold a key. At its time limit its whole group gets SIGTERM, and SIGKILL two seconds later.
struct HookRuns: Sendable {
    /// The variables that a hook gets, where this process has them.
    private static let passed = ["PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TZ", "TZDIR", "TMPDIR"]

    let variables: [String: String]

    /// What gives PINs to some hooks, nil where there are none.
    static func codeTell(_ hooks: [CodeHook]) -> CodeTeller.Tell? {
        guard !hooks.isEmpty else { return nil }
        let runs = HookRuns(variables: ProcessEnvironment.variables)
        return { notice in await runs.tell(hooks, notice) }
    }

    /// Gives a PIN to each hook of `on_code`.
    /// - Returns: What went wrong first, nil for nothing.
    func tell(_ hooks: [CodeHook], _ notice: CodeNotice) async -> String? {
        let document = CodeNoticeDocument(notice).json
        var problem: String?
        for hook in hooks {
            let error = await tell(hook.command, hook.limit, document)
            if problem == nil { problem = error.map { "\(hook.name.shown): \($0)" } }
        }
        return problem
    }

    /// Gives a document to a hook and waits for its end.
    /// - Returns: What went wrong, nil for nothing.
    func tell(_ hook: AlarmHook, _ document: String) async -> String? {
        await tell(hook.command, hook.limit, document)
    }

    private func tell(_ command: [String], _ limit: TimeSpan, _ document: String) async -> String? {
        guard let input = input(document) else { return "no file for what it reads can be made" }
        return await withTaskGroup(of: String?.self) { group in
            group.addTask { await run(command, input) }
            group.addTask {
                do { try await Task.sleep(for: .milliseconds(limit.milliseconds)) } catch { return nil }
                return "it did not end within \(limit)"
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            await group.waitForAll()
            return first
        }
    }

    private func run(_ command: [String], _ input: FileDescriptor) async -> String? {
        var platform = PlatformOptions()
        platform.processGroupID = 0
        platform.teardownSequence = [
            .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .seconds(2))
        ]
        do {
            let child = try await Subprocess.run(
                .path(FilePath(command[0])),
                arguments: Arguments(Array(command.dropFirst())),
                environment: environment,
                workingDirectory: FilePath("/"),
                platformOptions: platform,
                input: .fileDescriptor(input, closeAfterSpawningProcess: true),
                output: .discarded,
                error: .discarded,
            )
            switch child.terminationStatus {
            case .exited(0): return nil
            case .exited(let code): return "it ended with exit code \(code)"
            case .signaled(let signal): return "it was ended by signal \(signal)"
            }
        } catch {
            return "it could not be started: \(ForeignText.sentence("\(error)"))"
        }
    }

    private var environment: Environment {
        let kept = Self.passed.compactMap { name in variables[name].map { (Environment.Key(stringLiteral: name), $0) } }
        return .custom(Dictionary(kept) { first, _ in first })
    }

    /// A file without a name that has a document in it: a hook that reads nothing keeps nobody waiting.
    private func input(_ document: String) -> FileDescriptor? {
        // The place of the letters that mkstemp chooses.
        var template = Array("\(TextFile.temporaryPlace(variables))/keyshift-alarms-XXXXXX".utf8CString)
        let descriptor = unsafe mkstemp(&template)
        guard descriptor >= 0 else { return nil }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        unsafe unlink(&template)
        Descriptor.write(document + "\n", to: descriptor)
        lseek(descriptor, 0, SEEK_SET)
        return FileDescriptor(rawValue: descriptor)
    }
}
