internal import CivilTime
internal import Glibc
internal import Journal
internal import Model
internal import Presentation
internal import RunEngine
internal import SQLJournal
internal import Spelling

extension DoctorReport {
    /// Adds what there is to say of the zone data in use.
    mutating func addZoneData(now: Instant) {
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
    mutating func add(_ journal: SQLJournal, now: Instant) async {
        do throws(JournalError) {
            let counts = try await journal.counts()
            let runs = counts.runs.values.reduce(0, +)
            if let server = try journal.server() {
                findings.append(Finding("journal", .ok, "PostgreSQL (\(server.place)), \(runs.counted("run"))"))
                add(server, nodes: try await journal.nodes())
            } else {
                findings.append(Finding("journal", .ok, "\(journal.directory.shown), \(runs.counted("run"))"))
                addPlace(of: journal)
            }
            if let loss = try await journal.loss() {
                let text =
                    "it has lost what was in it: \(loss.what); look at the stays changed lately, then keyshift journal accept"
                findings.append(Finding("journal", .problem, text))
            }
            for problem in try await journal.problems() {
                findings.append(Finding("journal", .problem, "it is damaged: \(problem.shown); restore a copy of it"))
            }
            if let freeze = try await journal.freeze() {
                findings.append(Finding("journal", .warning, JournalError.frozen(freeze).sentence))
            }
            let unfinished = try await journal.unfinishedRuns()
            if let run = unfinished.first {
                let count = unfinished.count.counted("run is", "runs are")
                findings.append(Finding("journal", .warning, "\(count) unfinished; keyshift resume \(run.id)"))
            }
            for schedule in try await journal.unreadableSchedules() {
                findings.append(Finding("schedule", .problem, schedule.message))
            }
            for schedule in try await journal.schedules() {
                guard let caution = ScheduleForm(schedule).caution else { continue }
                findings.append(Finding("schedule", .warning, "\(schedule.name.shown): \(caution)"))
            }
            try await addServing(of: journal)
            if counts.notices > 0 {
                findings.append(Finding("notices", .warning, "\(counts.notices) could not be posted yet"))
            }
        } catch {
            findings.append(Finding("journal", .problem, error.sentence))
        }
    }

    /// Adds whether anybody fires the schedules that there are.
    private mutating func addServing(of journal: SQLJournal) async throws(JournalError) {
        let count = try await journal.schedules().count { $0.pausedAt == nil }
        guard count > 0 else { return }
        let isServed = try await journal.isServed()
        let text = isServed ? "\(count.counted("schedule")), and somebody serves" : ScheduleDetail.nobodyServes
        findings.append(Finding("schedule", isServed ? .ok : .warning, text))
    }

    /// Adds who else can read or write the files of a journal: whoever can write them can go around people and approvals.
    private mutating func addPlace(of journal: SQLJournal) {
        for path in [journal.directory, journal.directory + "/keyshift.db"] {
            var status = stat()
            guard unsafe stat(path, &status) == 0, let trouble = Self.trouble(status) else { continue }
            findings.append(Finding("journal", .warning, "\(path.shown) \(trouble); chmod go= \(path.shown)"))
        }
    }

    private static func trouble(_ status: stat) -> String? {
        if status.st_uid != getuid() { return "belongs to another user, who can go around people and approvals" }
        if status.st_mode & 0o022 != 0 { return "can be written by others, who can go around people and approvals" }
        return status.st_mode & 0o044 != 0 ? "can be read by others, and has the names of guests" : nil
    }
}
