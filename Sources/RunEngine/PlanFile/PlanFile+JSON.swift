internal import CivilTime
internal import Seam

extension PlanFile {
    /// The plan of a report, made by `origin` on a server.
    static func of(
        _ report: RunReport,
        by origin: Engine.Script,
        operatorName: String,
        reason: String?,
        endpoint: String,
        limits: Limits,
    ) -> PlanFile {
        PlanFile(
            script: origin.name,
            scriptHash: origin.hash,
            arguments: origin.arguments,
            operatorName: operatorName,
            reason: reason,
            endpoint: endpoint,
            workspaceID: report.workspaceID ?? "",
            workspaceName: report.workspaceName,
            zoneData: Zone.dataVersion,
            expiresAt: report.plan.madeAt + lifetime,
            limits: limits,
            plan: report.plan,
            warnings: report.warnings,
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
            "warnings": .array(warnings.map(JSONValue.string)),
        ]
    }
}

extension Row {
    /// The row as documents show it, with what a later apply needs beside it.
    var planJSON: JSONValue {
        var fields = jsonFields
        fields["changes"] = .array(ChangedField.allCases.filter(changes.contains).map { .string($0.rawValue) })
        fields["members"] = .array(members.map(\.planJSON))
        fields["position"] = .optional(position)
        fields["once"] = .optional(once)
        fields["again"] = .bool(again)
        fields["allow"] = .array(AllowedCheck.allCases.filter(allowed.contains).map { .string($0.rawValue) })
        fields["allow_lockout"] = .bool(allowed.contains(.lockout))
        return .object(fields)
    }
}

extension Row.Member {
    fileprivate var planJSON: JSONValue {
        [
            "access_code_id": .string(accessCodeID),
            "device_id": .string(deviceID),
            "door": .string(door),
            "before": before.json,
            "after": after.json,
        ]
    }
}
