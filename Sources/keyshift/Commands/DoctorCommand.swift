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
        var shown = 0
        report.addZoneData(now: now)
        show(report, from: &shown, terminal)
        do throws(JournalError) {
            let journal = try OwnJournal.open()
            await report.add(journal, now: now)
            journal.close()
        } catch {
            report.findings.append(DoctorReport.Finding("journal", .problem, error.sentence))
        }
        show(report, from: &shown, terminal)
        if let options = settings(&report) {
            show(report, from: &shown, terminal)
            await reach(&report, options, terminal)
        }
        show(report, from: &shown, terminal)
        if output.json { terminal.result(report.json) }
        throw ExitCode(report.exitCode)
    }

    /// Prints the lines of what was found since, so that a slow server keeps nothing back.
    private func show(_ report: DoctorReport, from shown: inout Int, _ terminal: Terminal) {
        guard !output.json else { return }
        report.lines.dropFirst(shown).forEach { terminal.result($0) }
        shown = report.findings.count
    }

    /// Options with the settings, nil where these cannot be read.
    private func settings(_ report: inout DoctorReport) -> Engine.Options? {
        var options = Engine.Options()
        do throws(PlanError) {
            options.settings = try SettingsFile.read(settings, besideScriptIn: nil, ProcessEnvironment.variables)
            if connection.choice.isSandbox { options.settings.allowAnyWorkspace() }
            let text = options.settings == Settings() ? SettingsFile.noneThere : options.settings.file.shown
            report.findings.append(DoctorReport.Finding("settings", .ok, text))
            return options
        } catch {
            report.findings.append(DoctorReport.Finding("settings", .problem, error.sentence))
            return nil
        }
    }

    private func reach(_ report: inout DoctorReport, _ options: Engine.Options, _ terminal: Terminal) async {
        do {
            let known = report
            var choice = connection.choice
            choice.isHurried = true
            report = try await Session.with(choice, options: options, terminal: terminal) { session in
                terminal.note("asking \(session.environment.connection.endpoint), 10 s at the most")
                var report = known
                await report.addServer(of: session)
                return report
            }
        } catch {
            report.findings.append(DoctorReport.Finding("server", .problem, ForeignText.sentence("\(error)")))
        }
    }
}
