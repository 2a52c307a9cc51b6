internal import CivilTime
internal import Seam

/// The schedules of a database, as a table and as JSON alike.
package struct ScheduleList: Sendable {
    private let schedules: [Schedule]

    /// Makes a list of schedules.
    package init(_ schedules: [Schedule]) {
        self.schedules = schedules
    }

    /// The lines of the table.
    package var lines: [String] {
        guard !schedules.isEmpty else { return ["No schedule yet; keyshift schedule add makes one."] }
        var table = TextTable(columns: ["schedule", "cron", "zone", "last fired", "script"])
        for schedule in schedules {
            let last = schedule.lastFiredAt.map { LocalTime.full($0, schedule.zone) } ?? "never"
            let script = ([schedule.script] + schedule.arguments).joined(separator: " ")
            table.add([schedule.name, schedule.cron, schedule.zone, last, script])
        }
        return table.lines
    }

    /// The list as one JSON document.
    package var json: String {
        let entries = schedules.map { schedule -> JSONValue in
            [
                "name": .string(schedule.name),
                "script": .string(schedule.script),
                "args": .array(schedule.arguments.map(JSONValue.string)),
                "cron": .string(schedule.cron),
                "zone": .string(schedule.zone),
                "added_at": .string(schedule.addedAt.iso8601),
                "last_fired_at": schedule.lastFiredAt.map { .string($0.iso8601) } ?? .null,
            ]
        }
        let document: JSONValue = ["schedules": .array(entries)]
        return (try? document.serialized()) ?? "{}"
    }
}

extension Firing {
    /// The firing in words, such as `nightly  Tue 24 Nov 2026 02:00 UTC  done (exit 0)`.
    package var line: String {
        let code = exitCode.map { " (exit \($0))" } ?? ""
        return "\(schedule)  \(LocalTime.full(nominal, nil))  \(state.rawValue)\(code)"
    }
}

extension Schedule {
    /// A schedule of now, whose cron expression and zone were read before.
    package init(name: String, script: String, arguments: [String], cron: String, zone: String) {
        self.init(name: name, script: script, arguments: arguments, cron: cron, zone: zone, addedAt: .now())
    }
}
