internal import ArgumentParser
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine
internal import SQLJournal

/// `keyshift doctor`: whether this machine has what a run needs.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look at the zone data, the journal, the settings and the server; nothing is changed.",
        discussion: "Exit codes: 0 all is well or there are warnings; 1 something has to be mended.",
    )

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var output: OutputOptions

    @Option(help: ArgumentHelp("The settings; else those of the user.", valueName: "file"))
    var settings: String?

    func run() async throws {
        let terminal = Terminal(output)
        let now = EngineClock.system.now()
        var report = DoctorReport()
        report.addZoneData(now: now)
        do throws(JournalError) {
            let journal = try SQLJournal(directory: ProcessEnvironment.stateFolder(ProcessEnvironment.variables))
            await report.add(journal, now: now)
            journal.close()
        } catch {
            report.findings.append(DoctorReport.Finding("journal", .problem, error.sentence))
        }
        await reach(&report, terminal)
        if output.json { terminal.result(report.json) } else { report.lines.forEach { terminal.result($0) } }
        throw ExitCode(report.exitCode)
    }

    private func reach(_ report: inout DoctorReport, _ terminal: Terminal) async {
        var options = Engine.Options()
        do throws(PlanError) {
            options.settings = try SettingsFile.read(settings, besideScriptIn: nil, ProcessEnvironment.variables)
            if connection.choice.isSandbox { options.settings.allowAnyWorkspace() }
            let text = options.settings == Settings() ? "none laid down" : options.settings.file.shown
            report.findings.append(DoctorReport.Finding("settings", .ok, text))
        } catch {
            report.findings.append(DoctorReport.Finding("settings", .problem, error.sentence))
            return
        }
        do {
            let known = report
            report = try await Session.with(connection.choice, options: options, terminal: terminal) { session in
                var report = known
                await report.addServer(of: session)
                return report
            }
        } catch {
            report.findings.append(DoctorReport.Finding("server", .problem, ForeignText.sentence("\(error)")))
        }
    }
}
