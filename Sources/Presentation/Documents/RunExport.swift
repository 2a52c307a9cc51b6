internal import CivilTime
package import Model
internal import Seam

/// Everything that the journal has of one run, as JSON lines: the run, its rows, its history, its direct effects.
package struct RunExport: Sendable {
    /// The lines, each a JSON object with its `"type"`.
    package let lines: [String]

    /// Makes it of what the journal has of a run.
    package init(_ facts: RunFacts) {
        let id = facts.record.id
        var objects: [(String, [String: JSONValue])] = [("run", facts.record.json)]
        for (place, row) in facts.rows.enumerated() {
            var fields = row.jsonFields
            fields["run_id"] = .string(id)
            fields["row"] = .int(Int64(place))
            objects.append(("row", fields))
        }
        for event in facts.events { objects.append(("event", event.json)) }
        for effect in facts.effects {
            var fields = effect.json
            fields["run_id"] = .string(id)
            objects.append(("direct_effect", fields))
        }
        lines = objects.map { type, fields in
            var fields = fields
            fields["type"] = .string(type)
            // No value here is a float, which is all that the writer refuses.
            return (try? JSONValue.object(fields).serialized()) ?? "{}"
        }
    }
}

extension DirectEffect {
    /// The call as documents show it.
    var json: [String: JSONValue] {
        [
            "path": .string(path),
            "parameters": (try? JSONValue(parsing: parameters)) ?? .string(parameters),
            "device_id": .optional(deviceID),
            "sent_at": .string(sentAt.iso8601),
            "answered_at": .optional(answeredAt?.iso8601),
            "state": .string(state.rawValue),
            "request_id": .optional(requestID),
            "detail": .optional(detail),
        ]
    }
}
