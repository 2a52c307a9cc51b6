internal import CivilTime
package import Model

/// The newest runs, as a table and as JSON alike.
package struct RunList: Sendable {
    private let document: RunListDocument
    private let page: Page

    /// Makes a list of runs for a page, the newest first.
    package init(_ runs: [RunRecord], on page: Page = .endless) {
        self.page = page
        document = RunListDocument(runs)
    }

    /// The lines of the table.
    package var lines: [String] {
        guard !document.runs.isEmpty else { return ["No run is in the journal yet."] }
        var table = TextTable(columns: ["run", "state", "started (UTC)", "by", "script"], cutting: [3, 4])
        for run in document.runs {
            let start = LocalTime.bare(run.startedAt, "UTC")
            table.add([run.runID.shown, run.state.rawValue, start, run.operatorName.shown, run.script.shown])
        }
        return table.lines(on: page)
    }

    /// The list as the JSON document of docs/json.md.
    package var json: String { document.json }
}
