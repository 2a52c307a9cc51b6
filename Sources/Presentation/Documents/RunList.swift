internal import CivilTime
package import Model
internal import Seam

/// The newest runs, as a table and as JSON alike.
package struct RunList: Sendable {
    private let runs: [RunRecord]

    /// Makes a list of runs, the newest first.
    package init(_ runs: [RunRecord]) {
        self.runs = runs
    }

    /// The lines of the table.
    package var lines: [String] {
        guard !runs.isEmpty else { return ["No run is in the journal yet."] }
        var table = TextTable(columns: ["run", "state", "started (UTC)", "by", "script"])
        for run in runs {
            table.add([run.id, run.state.rawValue, LocalTime.full(run.startedAt, "UTC"), run.operatorName, run.script])
        }
        return table.lines
    }

    /// The list as the JSON document of docs/json.md.
    package var json: String {
        let entries = runs.map { run -> JSONValue in
            [
                "run_id": .string(run.id),
                "state": .string(run.state.rawValue),
                "script": .string(run.script),
                "started_at": .string(run.startedAt.iso8601),
                "finished_at": run.finishedAt.map { .string($0.iso8601) } ?? .null,
                "operator": .string(run.operatorName),
                "schedule": run.scheduleName.map { .string($0) } ?? .null,
            ]
        }
        let document: JSONValue = ["runs": .array(entries)]
        return (try? document.serialized()) ?? "{}"
    }
}
