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

    /// Everything but the hash.
    var body: [String: JSONValue] {
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
            "rows": .array(plan.rows.map { $0.planJSON(allowsLockout: plan.lockoutsAllowed.contains($0.target)) }),
            "left_out": .array(plan.leftOut.map { ["what": .string($0.what), "why": .string($0.why)] }),
            "warnings": .array(warnings.map(JSONValue.string)),
        ]
    }
}

extension Row {
    fileprivate func planJSON(allowsLockout: Bool) -> JSONValue {
        let (kind, key) =
            switch target {
            case .group(let commonCodeKey): ("group", JSONValue.string(commonCodeKey))
            case .code: ("code", JSONValue.null)
            }
        return [
            "kind": .string(kind),
            "common_code_key": key,
            "name": .optional(name),
            "zone": .optional(zone),
            "changes": .array(ChangedField.allCases.filter(changes.contains).map { .string($0.rawValue) }),
            "members": .array(members.map(\.planJSON)),
            "in_house": .bool(isInHouse),
            "deadline": .optional(deadline?.iso8601),
            "status": .string(status.rawValue),
            "because": .optional(because),
            "position": .optional(position),
            "once": .optional(once),
            "again": .bool(again),
            "allow": .array(AllowedCheck.allCases.filter(allowed.contains).map { .string($0.rawValue) }),
            "allow_lockout": .bool(allowsLockout),
        ]
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
