internal import CivilTime
internal import Model
internal import Seam

/// Reads the fields of a plan file whose hash fits; what is wrong all the same was written by another program.
struct PlanFileReader {
    let name: String

    /// The plan of a document.
    /// - Throws: `load_error` that names the field.
    func file(_ json: JSONValue) throws(PlanError) -> PlanFile {
        let rows = try list(json, "rows")
        var plan = Plan(rows: [], madeAt: try instant(json, "made_at"))
        for value in rows {
            plan.rows.append(try row(value))
        }
        for value in try list(json, "left_out") {
            plan.leftOut.append(Plan.LeftOut(what: try text(value, "what"), why: try text(value, "why")))
        }
        for value in try list(json, "warnings") {
            let word = value["code"]?.string
            guard let code = Warning.Code.all.first(where: { $0.word == word }) else { throw wrong("warnings") }
            plan.warnings.append(
                Warning(code, try text(value, "message"), rows: try list(value, "rows").compactMap(\.string))
            )
        }
        return try PlanFile(
            script: text(json, "script"),
            scriptHash: text(json, "script_hash"),
            arguments: list(json, "args").compactMap(\.string),
            operatorName: text(json, "operator"),
            reason: json["reason"]?.string,
            endpoint: text(json, "endpoint"),
            workspaceID: text(json, "workspace_id"),
            workspaceName: json["workspace"]?.string,
            zoneData: json["zone_data"]?.string,
            expiresAt: instant(json, "expires_at"),
            limits: limits(json["limits"] ?? .null),
            plan: plan,
        )
    }

    private func limits(_ json: JSONValue) throws(PlanError) -> Limits {
        guard json.object != nil, let text = try? json.serialized(), let limits = try? Limits(json: text) else {
            throw wrong("limits")
        }
        return limits
    }

    private func row(_ json: JSONValue) throws(PlanError) -> Row {
        var members: [Row.Member] = []
        for value in try list(json, "members") {
            members.append(
                Row.Member(
                    accessCodeID: try text(value, "access_code_id"),
                    deviceID: try text(value, "device_id"),
                    door: try text(value, "door"),
                    before: try state(value["before"]),
                    after: try state(value["after"]),
                )
            )
        }
        guard let first = members.first else { throw wrong("members") }
        var changes: Set<ChangedField> = []
        for value in try list(json, "changes") {
            guard let field = ChangedField(rawValue: value.string ?? "") else { throw wrong("changes") }
            changes.insert(field)
        }
        var row = Row(
            target: try target(json, first),
            name: json["name"]?.string,
            zone: json["zone"]?.string,
            changes: changes,
            members: members,
            isInHouse: json["in_house"]?.bool ?? false,
            deadline: json["deadline"]?.isNull == false ? try instant(json, "deadline") : nil,
            because: json["because"]?.string,
            position: json["position"]?.string,
        )
        guard let change = Row.Change(rawValue: json["change"]?.string ?? "hours") else { throw wrong("change") }
        row.change = change
        row.madeKey = json["made_key"]?.string
        row.codeLength = json["code_length"]?.int.map { Int($0) }
        row.keepsPIN = json["keeps_pin"]?.bool ?? false
        row.once = json["once"]?.string
        row.isRelative = json["relative"]?.bool ?? false
        row.isNamed = json["named"]?.bool ?? false
        row.wallZones = Set(try list(json, "wall_zones").compactMap(\.string))
        row.allowed = Set(try list(json, "allow").compactMap { RowCheck(rawValue: $0.string ?? "") })
        guard let status = RowStatus(rawValue: try text(json, "status")) else { throw wrong("status") }
        row.status = status
        return row
    }

    private func target(_ json: JSONValue, _ first: Row.Member) throws(PlanError) -> Row.Target {
        switch json["kind"]?.string {
        case "grant": return .grant(accessGrantID: try text(json, "access_grant_id"))
        case "group": return .group(commonCodeKey: try text(json, "common_code_key"))
        case "code": return .code(accessCodeID: first.accessCodeID)
        default: throw wrong("kind")
        }
    }

    private func state(_ json: JSONValue?) throws(PlanError) -> CodeState {
        guard let json, let kind = CodeState.Kind(rawValue: json["type"]?.string ?? "") else { throw wrong("type") }
        return CodeState(
            startsAt: json["starts_at"]?.isNull == false ? try instant(json, "starts_at") : nil,
            endsAt: json["ends_at"]?.isNull == false ? try instant(json, "ends_at") : nil,
            name: json["name"]?.string,
            kind: kind,
        )
    }

    // MARK: - Fields

    private func text(_ json: JSONValue, _ field: String) throws(PlanError) -> String {
        guard let text = json[field]?.string else { throw wrong(field) }
        return text
    }

    private func list(_ json: JSONValue, _ field: String) throws(PlanError) -> [JSONValue] {
        guard let list = json[field]?.array else { throw wrong(field) }
        return list
    }

    private func instant(_ json: JSONValue, _ field: String) throws(PlanError) -> Instant {
        guard let instant = try? Instant(iso8601: text(json, field)) else { throw wrong(field) }
        return instant
    }

    private func wrong(_ field: String) -> PlanError {
        PlanError(.load, "\(name.shown) is no plan that keyshift wrote: its \"\(field)\" is missing or of another form")
    }
}
