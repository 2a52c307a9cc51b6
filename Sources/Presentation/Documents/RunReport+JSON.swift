internal import CivilTime
package import Model
internal import Seam

extension RunReport {
    /// The report as the one JSON document of docs/json.md.
    package var json: String {
        let document = JSONValue.object([
            "run_id": .string(runID),
            "script": .string(script),
            "state": .string(state.rawValue),
            "summary": summary,
            "rows": .array(plan.rows.map(\.json)),
            "left_out": .array(plan.leftOut.map { ["what": .string($0.what), "why": .string($0.why)] }),
            "warnings": .array(plan.warnings.map(\.json)),
            "error": failure?.json ?? .null,
        ])
        // No value here is a float, which is all that the writer refuses.
        return (try? document.serialized()) ?? "{}"
    }

    private var summary: JSONValue {
        var fields: [String: JSONValue] = ["groups": .int(Int64(plan.rows.count))]
        for status in RowStatus.allCases { fields[status.rawValue] = .int(Int64(counts[status] ?? 0)) }
        return .object(fields)
    }
}

extension Warning {
    fileprivate var json: JSONValue {
        [
            "code": .string(code.rawValue),
            "severity": .string(severity.rawValue),
            "message": .string(message),
            "rows": .array(rows.map(JSONValue.string)),
        ]
    }
}

extension RunReport.Failure {
    fileprivate var json: JSONValue {
        [
            "code": .string(code),
            "message": .string(FailureText(self).sentence),
            "position": .optional(position),
            "api": api?.json ?? .null,
        ]
    }
}

extension RunReport.Failure.API {
    fileprivate var json: JSONValue {
        [
            "code": .string(code),
            "status": status.map { .int(Int64($0)) } ?? .null,
            "request_id": .optional(requestID),
        ]
    }
}

extension Row {
    fileprivate var json: JSONValue { .object(jsonFields) }

    /// The row as documents show it.
    var jsonFields: [String: JSONValue] {
        var fields: [String: JSONValue] = [
            "change": "hours",
            "name": .optional(name),
            "zone": .optional(zone),
            "members": .array(members.map(\.json)),
            "deadline": .optional(deadline?.iso8601),
            "in_house": .bool(isInHouse),
            "status": .string(status.rawValue),
            "because": .optional(because),
            "error": error?.json ?? .null,
        ]
        if let before, let after {
            fields["before"] = before.json
            fields["after"] = after.json
        } else {
            fields["mixed"] = true
        }
        switch target {
        case .group(let commonCodeKey):
            fields["kind"] = "group"
            fields["common_code_key"] = .string(commonCodeKey)
        case .code:
            fields["kind"] = "code"
            fields["common_code_key"] = .null
        }
        return fields
    }
}

extension Row.Member {
    fileprivate var json: JSONValue {
        [
            "access_code_id": .string(accessCodeID),
            "device_id": .string(deviceID),
            "before": before.json,
            "after": after.json,
            "status": .string(status.rawValue),
        ]
    }
}

extension CodeState {
    /// The state as documents show it.
    var json: JSONValue {
        [
            "starts_at": .optional(startsAt?.iso8601),
            "ends_at": .optional(endsAt?.iso8601),
            "name": .optional(name),
            "type": .string(kind.rawValue),
        ]
    }
}

extension RowError {
    fileprivate var json: JSONValue {
        ["code": .string(code), "message": .string(message), "request_id": .optional(requestID)]
    }
}

extension JSONValue {
    /// A text, or JSON's null.
    static func optional(_ text: String?) -> JSONValue {
        text.map { .string($0) } ?? .null
    }
}
