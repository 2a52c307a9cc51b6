internal import CivilTime
internal import Model
internal import Seam

extension PlanFile {
    /// The plan of a report, made by `origin`, as it can be sent later.
    static func of(_ report: RunReport, by origin: Engine.Script, in engine: Engine) -> PlanFile {
        PlanFile(
            script: origin.name,
            scriptHash: origin.hash,
            arguments: origin.arguments,
            operatorName: engine.environment.operatorName,
            reason: engine.options.reason,
            endpoint: engine.environment.connection.endpoint,
            workspaceID: report.workspaceID ?? "",
            workspaceName: report.workspaceName,
            zoneData: engine.environment.zoneDataVersion,
            expiresAt: report.plan.madeAt + lifetime,
            limits: engine.options.limits,
            plan: report.plan,
        )
    }

    /// The rows as the file has them, made when they are asked for.
    var rows: some Sequence<JSONValue> {
        plan.rows.lazy.map { $0.planJSON }
    }

    /// Compact text; no value of a plan is a float, which is all that the writer refuses.
    static func text(of value: JSONValue) -> String {
        (try? value.serialized()) ?? ""
    }

    /// Everything but the rows and the hash.
    var head: [String: JSONValue] {
        [
            "keyshift_plan": .int(Self.format),
            "script": .string(script),
            "script_hash": .string(scriptHash),
            "args": .array(arguments.map(JSONValue.string)),
            "operator": .string(operatorName),
            "reason": .optional(reason),
            "endpoint": .string(endpoint),
            "workspace_id": .string(workspaceID),
            "workspace": .optional(workspaceName),
            "zone_data": .optional(zoneData),
            "made_at": .string(plan.madeAt.iso8601),
            "expires_at": .string(expiresAt.iso8601),
            "limits": (try? JSONValue(parsing: limits.json)) ?? .null,
            "left_out": .array(plan.leftOut.map { ["what": .string($0.what), "why": .string($0.why)] }),
            "warnings": .array(plan.warnings.map(\.planJSON)),
        ]
    }
}

extension Row {
    /// The row as documents show it, with what a later apply needs beside it.
    var planJSON: JSONValue {
        var fields: [String: JSONValue] = [
            "kind": .string("code"),
            "common_code_key": .null,
            "name": .optional(name),
            "zone": .optional(zone),
            "before": before?.planJSON ?? .null,
            "after": after?.planJSON ?? .null,
            "deadline": .optional(deadline?.iso8601),
            "in_house": .bool(isInHouse),
            "status": .string(status.rawValue),
            "because": .optional(because),
            "error": error.map { ["code": .string($0.code.rawValue), "message": .string($0.message)] } ?? .null,
        ]
        switch target {
        case .group(let commonCodeKey):
            fields["kind"] = "group"
            fields["common_code_key"] = .string(commonCodeKey)
        case .grant(let accessGrantID):
            fields["kind"] = "grant"
            fields["access_grant_id"] = .string(accessGrantID)
        case .code: break
        }
        fields["changes"] = .array(ChangedField.allCases.filter(changes.contains).map { .string($0.rawValue) })
        fields["members"] = .array(members.map(\.planJSON))
        fields["position"] = .optional(position)
        fields["change"] = .string(change.rawValue)
        fields["made_key"] = .optional(madeKey)
        fields["code_length"] = codeLength.map { .int(Int64($0)) } ?? .null
        fields["keeps_pin"] = .bool(keepsPIN)
        fields["once"] = .optional(once)
        fields["relative"] = .bool(isRelative)
        fields["named"] = .bool(isNamed)
        fields["wall_zones"] = .array(wallZones.sorted().map(JSONValue.string))
        fields["allow"] = .array(RowCheck.allCases.filter(allowed.contains).map { .string($0.rawValue) })
        return .object(fields)
    }
}

extension Row.Member {
    fileprivate var planJSON: JSONValue {
        [
            "access_code_id": .string(accessCodeID),
            "device_id": .string(deviceID),
            "door": .string(door),
            "before": before.planJSON,
            "after": after.planJSON,
        ]
    }
}

extension CodeState {
    fileprivate var planJSON: JSONValue {
        [
            "starts_at": .optional(startsAt?.iso8601),
            "ends_at": .optional(endsAt?.iso8601),
            "name": .optional(name),
            "type": .string(kind.rawValue),
        ]
    }
}

extension JSONValue {
    /// A text, or JSON's null.
    static func optional(_ text: String?) -> JSONValue {
        text.map { .string($0) } ?? .null
    }
}

extension Warning {
    fileprivate var planJSON: JSONValue {
        ["code": .string(code.word), "message": .string(message), "rows": .array(rows.map(JSONValue.string))]
    }
}
