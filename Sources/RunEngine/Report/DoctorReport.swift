package import CivilTime
internal import Seam

/// What `keyshift doctor` has found, as lines and as JSON alike.
package struct DoctorReport: Sendable {
    /// How well something is.
    package enum State: String, Sendable {
        /// Nothing to do.
        case ok
        /// Something to do before long.
        case warning
        /// Nothing goes before it is mended.
        case problem
    }

    /// One thing that was looked at.
    package struct Finding: Hashable, Sendable {
        /// What was looked at, in a word or two.
        package var area: String
        /// How well it is.
        package var state: State
        /// What was found, and what to do, in a sentence.
        package var text: String

        /// Makes a finding of its parts.
        package init(_ area: String, _ state: State, _ text: String) {
            self.area = area
            self.state = state
            self.text = text
        }
    }

    /// The findings, in the order in which they are shown.
    package var findings: [Finding] = []

    /// Makes an empty report.
    package init() {}

    /// Adds what there is to say of the zone data in use.
    package mutating func addZoneData(now: Instant) {
        let data = ZoneDataAge.ofSystem(now: now)
        let age = data.age.map { ", \($0.milliseconds / 86_400_000) days old" } ?? ""
        let folder = ZoneDatabase.system.directory
        findings.append(
            Finding("zone data", data.warning == nil ? .ok : .warning, data.warning ?? "\(data.version ?? "")\(age)")
        )
        guard (try? Zone.named("America/Vancouver")) == nil else { return }
        findings.append(Finding("zone data", .problem, "no zones can be read in \(folder); install the tzdata package"))
    }

    /// Adds what there is to say of a journal.
    package mutating func add(_ journal: SQLiteJournal, now: Instant) async {
        do throws(JournalError) {
            let counts = try await journal.counts()
            let runs = counts.runs.values.reduce(0, +)
            findings.append(Finding("journal", .ok, "\(journal.directory), \(runs) \(runs == 1 ? "run" : "runs")"))
            let unfinished = try await journal.unfinishedRuns()
            if let run = unfinished.first {
                let count = unfinished.count == 1 ? "1 run is" : "\(unfinished.count) runs are"
                findings.append(Finding("journal", .warning, "\(count) unfinished; keyshift resume \(run.id)"))
            }
            for schedule in try await journal.schedules() {
                guard let form = try? ScheduleForm(schedule) else {
                    let text = "\(schedule.name): its zone \(schedule.zone) cannot be read, so it does not fire"
                    findings.append(Finding("schedule", .problem, text))
                    continue
                }
                if let caution = form.caution {
                    findings.append(Finding("schedule", .warning, "\(schedule.name): \(caution)"))
                }
            }
            if counts.notices > 0 {
                findings.append(Finding("notices", .warning, "\(counts.notices) could not be posted yet"))
            }
        } catch {
            findings.append(Finding("journal", .problem, error.message))
        }
    }

    /// The exit code: 1 when something has to be mended.
    package var exitCode: Int32 { findings.contains { $0.state == .problem } ? 1 : 0 }

    /// A line for each finding.
    package var lines: [String] {
        let width = findings.map(\.area.count).max() ?? 0
        return findings.map { finding in
            let area = finding.area + String(repeating: " ", count: width - finding.area.count)
            let mark = finding.state == .ok ? "ok     " : finding.state == .warning ? "WARNING" : "PROBLEM"
            return "\(mark)  \(area)  \(finding.text)"
        }
    }

    /// The findings as one JSON document.
    package var json: String {
        let entries = findings.map { finding -> JSONValue in
            [
                "area": .string(finding.area), "state": .string(finding.state.rawValue), "text": .string(finding.text),
            ]
        }
        let document: JSONValue = ["findings": .array(entries)]
        return (try? document.serialized()) ?? "{}"
    }
}

extension Engine {
    /// Whether the server answers and knows the credential, and whether the workspace is the one of the settings.
    package func reach() async -> DoctorReport.Finding {
        do throws(PlanError) {
            let workspace = try await workspace()
            let text = "\(environment.connection.endpoint) answers: \"\(workspace.name)\" (\(workspace.workspaceID))"
            return DoctorReport.Finding("server", .ok, text)
        } catch {
            return DoctorReport.Finding("server", .problem, error.message)
        }
    }
}
