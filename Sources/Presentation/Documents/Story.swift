package import CivilTime
package import Model
internal import Seam

/// Every change of one group over all runs: who, when, why, by which script or schedule.
package struct Story: Sendable {
    private let query: String
    private let changes: [GroupHistory]
    private let now: Instant

    /// Makes the story of what was asked for; the changes are in the order of their runs.
    package init(of query: String, _ changes: [GroupHistory], now: Instant) {
        self.query = query
        self.changes = changes
        self.now = now
    }

    /// The lines, oldest change first.
    package var lines: [String] {
        guard let newest = changes.last?.row else { return [] }
        let change = ChangeText(row: newest, now: now)
        let zone = newest.zone ?? "zone not known, times in UTC"
        var lines = ["\(newest.label)   \(change.doors)   \(zone)"]
        for history in changes { lines += chapter(history) }
        let keys = Set(changes.map(\.row.target.identifier)).sorted()
        lines.append("key \(keys.joined(separator: ", "))")
        return lines
    }

    private func chapter(_ history: GroupHistory) -> [String] {
        let row = history.row
        let run = history.run
        let at = history.events.last?.recordedAt ?? run.startedAt
        let what = "\(time(at, row))  \(Self.word(row.status)): \(ChangeText(row: row, now: now).line)"
        let reason = run.reason.map { ", \"\($0)\"" } ?? ""
        var lines = [what, "    by \(run.operatorName), run \(run.id), \(run.originText)\(reason)"]
        if let because = row.because { lines.append("    because \(because)") }
        lines += steps(history).map { "    \($0)" }
        if let error = row.error { lines.append("    \(error.message)") }
        return lines
    }

    /// `22:11:03 sent · 22:11:04 applied, request 7f3a`.
    private func steps(_ history: GroupHistory) -> [String] {
        let steps = history.events.map { event -> String in
            let at = LocalTime.clock(event.recordedAt, history.row.zone)
            let request = event.requestID.map { ", request \($0)" } ?? ""
            switch event.kind {
            case .intent: return "\(at) sent\(event.attempt.map { $0 > 1 ? " again (\($0))" : "" } ?? "")"
            case .outcome: return "\(at) \(event.status.map(Self.word) ?? "settled")\(request)"
            case .adopted: return "\(at) resumed"
            case .abandoned: return "\(at) given up"
            }
        }
        return steps.isEmpty ? [] : [steps.joined(separator: " · ")]
    }

    private func time(_ instant: Instant, _ row: Row) -> String {
        LocalTime.dayAndTime(instant, row.zone, near: now) + (row.zone == nil ? " UTC" : "")
    }

    /// A status in the past tense of a story.
    static func word(_ status: RowStatus) -> String {
        switch status {
        case .planned: "not sent"
        case .applied: "moved"
        case .onDevice: "moved, on the doors"
        case .already: "already so"
        case .conflict: "not touched, changed by others"
        case .failed: "failed"
        case .pending: "sent, not shown yet"
        case .look: "to look at"
        }
    }

    /// The story as one JSON document.
    package var json: String {
        let document: JSONValue = ["query": .string(query), "changes": .array(changes.map(\.json))]
        // No value here is a float, which is all that the writer refuses.
        return (try? document.serialized()) ?? "{}"
    }
}

extension RunRecord {
    /// What made the run, in words: `late.lua 2h`, `schedule nightly (late.lua)`, `undo of run 80aa`.
    package var originText: String {
        let command = ([script] + arguments).joined(separator: " ")
        switch origin {
        case .run, .repl, .move, .extend: return command
        case .schedule: return "schedule \(scheduleName ?? "") (\(command))"
        case .undo(let run): return "undo of run \(run)"
        case .file(let name): return "\(command), from the plan \(name)"
        }
    }

    /// The record as documents show it.
    var json: [String: JSONValue] {
        var fields: [String: JSONValue] = [
            "run_id": .string(id),
            "state": .string(state.rawValue),
            "script": .string(script),
            "script_hash": .string(scriptHash),
            "args": .array(arguments.map(JSONValue.string)),
            "started_at": .string(startedAt.iso8601),
            "finished_at": .optional(finishedAt?.iso8601),
            "operator": .string(operatorName),
            "reason": .optional(reason),
            "schedule": .optional(scheduleName),
            "origin": .string(originWord),
            "endpoint": .string(endpoint),
            "workspace_id": .string(workspaceID),
            "plan_hash": .optional(planHash),
            "zone_data": .optional(zoneDataVersion),
            "process_id": .int(Int64(processID)),
        ]
        if case .undo(let run) = origin { fields["undo_of"] = .string(run) }
        return fields
    }

    private var originWord: String {
        switch origin {
        case .run: "run"
        case .undo: "undo"
        case .move: "move"
        case .extend: "extend"
        case .file: "file"
        case .repl: "repl"
        case .schedule: "schedule"
        }
    }
}

extension GroupHistory {
    fileprivate var json: JSONValue {
        var fields = row.jsonFields
        fields["run"] = .object(run.json)
        fields["row"] = .int(Int64(ordinal))
        fields["steps"] = .array(events.map { .object($0.json) })
        return .object(fields)
    }
}

extension JournalEvent {
    /// The line as documents show it.
    var json: [String: JSONValue] {
        [
            "run_id": .string(run),
            "row": row.map { .int(Int64($0)) } ?? .null,
            "kind": .string(kind.rawValue),
            "at": .string(recordedAt.iso8601),
            "attempt": attempt.map { .int(Int64($0)) } ?? .null,
            "status": .optional(status?.rawValue),
            "request_id": .optional(requestID),
            "detail": .optional(detail),
        ]
    }
}
