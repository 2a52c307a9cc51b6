internal import CivilTime
package import Model

/// The newest runs, as a table and as JSON alike.
package struct RunList: Sendable {
    private let document: RunListDocument
    /// The zones of runs that have doors, by their ids, and that of the machine for all others; nil for UTC.
    private let zones: [String: String]
    private let machineZone: String?
    /// What each command was about that names one thing, by the ids of runs.
    private let subjects: [String: String]
    /// What is left of those that stopped, by the ids of runs.
    private let left: [String: StatusFacts.Open]
    private let page: Page

    /// Makes a list of runs for a page, the newest first, each on the clock of its doors, else on that of the machine.
    ///
    /// `guests` has the names of the stays that commands for one changed, `left` what is left of those that stopped, and `zones`
    /// the zones of doors, by the ids of runs.
    package init(
        _ runs: [RunRecord],
        guests: [String: String] = [:],
        left: [String: StatusFacts.Open] = [:],
        zones: [String: String] = [:],
        machineZone: String? = nil,
        on page: Page = .endless,
    ) {
        self.zones = zones
        self.machineZone = machineZone
        self.left = left
        subjects = Dictionary(
            runs.compactMap { run in Self.subject(of: run, guests[run.id]).map { (run.id, $0) } }
        ) { first, _ in first }
        self.page = page
        document = RunListDocument(runs)
    }

    /// The stay as its rows have it, else what was typed for it; nil for a run that is about no single thing.
    private static func subject(of run: RunRecord, _ guest: String?) -> String? {
        if case .undo(let undone) = run.origin { return undone }
        guard run.namesOneBooking else { return nil }
        return guest ?? run.arguments.first
    }

    /// The lines of the table.
    package var lines: [String] {
        guard !document.runs.isEmpty else { return ["No run is in the journal yet."] }
        let heading = common.map { "started (\($0?.shown ?? "UTC"))" } ?? "started"
        var table = TextTable(columns: ["run", "state", heading, "by", "script"], cutting: [3, 4])
        for run in document.runs {
            let start =
                common.map { LocalTime.bare(run.startedAt, $0) }
                ?? LocalTime.full(run.startedAt, zones[run.runID] ?? machineZone)
            table.add([
                run.runID.shown, state(of: run.runID, run.state.rawValue), start, run.operatorName.shown,
                script(run.script, of: run.runID),
            ])
        }
        return table.lines(on: page)
    }

    /// The one zone of all runs that have doors, that of the machine where none has any; nil where there are several.
    private var common: String?? {
        let named = Set(document.runs.compactMap { zones[$0.runID] })
        return named.count > 1 ? nil : .some(named.first ?? machineZone)
    }

    private func state(of run: String, _ word: String) -> String {
        left[run].map { "\(word), \($0.groups) left" } ?? word
    }

    private func script(_ script: String, of run: String) -> String {
        ([script] + [subjects[run]].compactMap(\.self)).map(\.shown).joined(separator: " ")
    }

    /// The list as the JSON document of docs/json.md.
    package var json: String { document.json }
}
