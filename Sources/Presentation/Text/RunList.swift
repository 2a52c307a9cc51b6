internal import CivilTime
package import Model

/// The newest runs, as a table and as JSON alike.
package struct RunList: Sendable {
    private let document: RunListDocument
    private let zone: String?
    private let page: Page

    /// Makes a list of runs for a page, the newest first, with times on the clock of a zone, in UTC without one.
    package init(_ runs: [RunRecord], in zone: String? = nil, on page: Page = .endless) {
        self.zone = zone
        self.page = page
        document = RunListDocument(runs)
    }

    /// The lines of the table.
    package var lines: [String] {
        guard !document.runs.isEmpty else { return ["No run is in the journal yet."] }
        let heading = "started (\(zone?.shown ?? "UTC"))"
        var table = TextTable(columns: ["run", "state", heading, "by", "script"], cutting: [3, 4])
        for run in document.runs {
            let start = LocalTime.bare(run.startedAt, zone)
            table.add([run.runID.shown, run.state.rawValue, start, run.operatorName.shown, run.script.shown])
        }
        return table.lines(on: page)
    }

    /// The list as the JSON document of docs/json.md.
    package var json: String { document.json }
}
