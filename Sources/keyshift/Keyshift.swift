internal import ArgumentParser
internal import Dispatch
internal import Glibc
internal import Lua
internal import Model
internal import Presentation
internal import RunEngine

/// Where the program begins.
@main
enum EntryPoint {
    static func main() {
        // A reader that goes away ends no run half way; the exit code tells it.
        signal(SIGPIPE, SIG_IGN)
        let arguments = Array(CommandLine.arguments.dropFirst())
        if let help = ScriptHelp(for: arguments) {
            help.lines(isFolded: Screen.columns(of: STDOUT_FILENO) != nil).forEach { Terminal().result($0) }
            ProcessEnvironment.end(0)
        }
        do throws(PlanError) {
            try OpenFiles.prepare()
        } catch {
            ProcessEnvironment.end(Terminal(json: ProcessEnvironment.wantsJSON).refusal(error).rawValue)
        }
        // A server takes the memory that makes it fast.
        if arguments.first != "sandbox" { ProcessMemory.settle() }
        if let line = PlainLine(arguments), line.hasScript {
            MainLoop.run { await line.work.run(answer: line.answer, firingRunID: line.firingRunID) }
        }
        // It ends the process.
        Task { await Keyshift.run(arguments) }
        dispatchMain()
    }
}

/// The command line; docs/architecture.md has its contract.
struct Keyshift: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keyshift",
        abstract: "Moves the hours of door codes by Lua scripts: plan, check, apply, resume.",
        discussion: """
            A script plans; nothing is sent before its plan was checked and you agreed to it. \
            Try it without a key: keyshift run extend-all 2h --sandbox

            late checkout       keyshift extend NAME --to 13:00
              a list of them    keyshift run late-checkout-list FILE DAY
            early check-in      keyshift move NAME --starts 12:00
            storm, all longer   keyshift run storm 2h
              half of it back   keyshift undo last --by 1h
            guest locked out    keyshift why NAME
            lock is offline     keyshift verify --door DOOR --wait 10m
            stopped half way    keyshift status, keyshift resume last
            conflict, or who    keyshift explain NAME
              changed this?
            every night         keyshift schedule add night SCRIPT --at 02:00 --zone ZONE
            clock change        keyshift run wrong-hours

            keyshift help TOPIC tells of jobs, which is more of these, of automations, which are the scripts that ship, of \
            exit-codes, times, safety, houses and environment; keyshift help "late checkout" finds the command for a job.
            """,
        version: KeyshiftTable.version,
        subcommands: [
            RunCommand.self, PlanCommand.self, ApplyCommand.self, ResumeCommand.self, UndoCommand.self,
            MoveCommand.self, ExtendCommand.self, EndCommand.self, CreateCommand.self,
            CancelCommand.self, ChangeRoomCommand.self, NewPINCommand.self, ReadmitCommand.self,
            ResendCommand.self, PINCommand.self, BackupCommand.self, OpenCommand.self, FindCommand.self,
            WhyCommand.self, VerifyCommand.self,
            StatusCommand.self, SeenCommand.self, AlarmsCommand.self, WhoCommand.self, ReportCommand.self,
            ForgetCommand.self,
            RunsCommand.self,
            ExplainCommand.self, ReplCommand.self, CheckCommand.self, TestCommand.self, NewCommand.self,
            TypesCommand.self,
            ReferenceCommand.self, FreezeCommand.self, ThawCommand.self, JournalCommand.self, NodesCommand.self,
            PeopleCommand.self,
            PlansCommand.self, ApproveCommand.self,
            RefuseCommand.self,
            ScheduleCommand.self,
            ServeCommand.self, DoctorCommand.self,
            SandboxCommand.self,
        ],
    )

    /// Does what the arguments ask for, and ends the process.
    static func run(_ arguments: [String]) async -> Never {
        do {
            var command = try parsed(arguments)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            ProcessEnvironment.end(0)
        } catch let code as ExitCode {
            ProcessEnvironment.end(code.rawValue)
        } catch {
            if exitCode(for: error) == .validationFailure, ProcessEnvironment.wantsJSON {
                Terminal().result(RunReport.usage(message(for: error)).json)
            }
            end(error)
        }
    }

    /// The command of a line.
    ///
    /// Its words choose it, and the parser reads the rest for that one alone: each type that it looks at takes time. What it
    /// cannot read, such as `--help`, it reads again for all commands.
    /// - Throws: A usage error, and what the parser throws for help.
    static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
        switch CommandPath.reading(arguments, from: Self.self) {
        case .general: return try parseAsRoot(arguments)
        case .page(let lines): return try HelpCommand.parse(["--"] + lines)
        case .refused(let sentence): throw ValidationError(sentence)
        case .command(let typed):
            if let refusal = CommandAsScript.refusal(of: typed, from: Self.self) { throw ValidationError(refusal) }
            let line = TypedLine(typed.rest, of: typed.verb)
            if let doubt = line.doubt { throw ValidationError(doubt) }
            let path = typed.reading(line.words)
            do {
                return try path.command.parse(path.rest)
            } catch {
                // The parser takes -1h for the flags -1 and -h, and shows its help.
                let isMistake = path.command.exitCode(for: error) != .success || OptionName.hasNumber(path)
                if isMistake, let refusal = OptionName.refusal(of: path) ?? ExtraWords.refusal(of: path) {
                    throw ValidationError(refusal)
                }
                return try parseAsRoot(arguments)
            }
        }
    }

    /// A message of the parser with the arguments that it cites as they may be shown.
    private static func withoutHidden(_ message: String) -> String {
        let arguments = CommandLine.arguments.dropFirst().filter { ForeignText.line($0) != $0 }
        return arguments.reduce(message) { message, argument in
            let name = argument.prefix { $0 != "=" }
            return message.replacing(argument, with: argument.shown).replacing(name, with: name.shown)
        }
    }

    /// A message with the way to the help of the command that was typed, in the place of the usage of no command.
    private static func withoutOtherUsage(_ text: String) -> String {
        guard let usage = text.firstRange(of: "\nUsage: keyshift <subcommand>"),
            case .command(let typed) = CommandPath.reading(Array(CommandLine.arguments.dropFirst()), from: Self.self)
        else { return text }
        return text[..<usage.lowerBound] + "\n  See 'keyshift \(typed.verb) --help' for more information."
    }

    /// Says what the parser of the command line has to say, help or a mistake, and ends the process.
    private static func end(_ error: any Error) -> Never {
        let code = exitCode(for: error)
        if code == .success, fullMessage(for: error) == KeyshiftTable.version {
            ProgramVersion.lines.forEach { Terminal().result($0) }
            ProcessEnvironment.end(0)
        }
        let message = withoutOtherUsage(withoutHidden(fullMessage(for: error)))
        let text = ForeignText.harmless(message, keeping: ["\n", "\t"])
        if !text.isEmpty {
            Terminal.leaveLine()
            // The parser folds its help itself, and no mistake.
            let shown = code == .success ? text : Terminal.folded(text)
            Descriptor.write(
                shown.hasSuffix("\n") ? shown : shown + "\n",
                to: code == .success ? STDOUT_FILENO : STDERR_FILENO
            )
        }
        ProcessEnvironment.end(code.rawValue)
    }
}
