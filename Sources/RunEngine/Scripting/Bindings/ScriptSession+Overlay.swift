internal import CivilTime
internal import Model
internal import Seam

extension ScriptSession {
    /// Whether an answer may hold codes that recorded rows change.
    var hasChangedCodes: Bool { builder?.changedCodes.isEmpty == false }

    /// An answer of the API in which the codes of recorded rows have their planned hours and names.
    func overlaid(_ json: JSONValue) -> JSONValue {
        guard let builder, !builder.changedCodes.isEmpty else { return json }
        switch json {
        case .array(let values): return .array(values.map { overlaid($0, builder) })
        default: return overlaid(json, builder)
        }
    }

    private func overlaid(_ json: JSONValue, _ builder: PlanBuilder) -> JSONValue {
        guard case .object(var fields) = json else { return json }
        if fields["access_code_id"] == nil, let id = fields["access_grant_id"]?.string {
            return overlaid(json, grant: id, builder)
        }
        guard let id = fields["access_code_id"]?.string, builder.changedCodes.contains(id),
            let state = builder.index.codes[id]?.state
        else { return json }
        fields["starts_at"] = state.startsAt.map { .string($0.iso8601) } ?? .null
        fields["ends_at"] = state.endsAt.map { .string($0.iso8601) } ?? .null
        fields["name"] = state.name.map { .string($0) } ?? .null
        fields["type"] = .string(state.kind.rawValue)
        return .object(fields)
    }

    /// An access grant with the hours and the name that recorded rows give it.
    private func overlaid(_ json: JSONValue, grant id: String, _ builder: PlanBuilder) -> JSONValue {
        let code = builder.index.members(of: .grant(accessGrantID: id)).first
        guard case .object(var fields) = json, let code, builder.changedCodes.contains(code.accessCodeID) else {
            return json
        }
        fields["starts_at"] = code.state.startsAt.map { .string($0.iso8601) } ?? .null
        fields["ends_at"] = code.state.endsAt.map { .string($0.iso8601) } ?? .null
        fields["name"] = code.state.name.map { .string($0) } ?? .null
        return .object(fields)
    }
}
