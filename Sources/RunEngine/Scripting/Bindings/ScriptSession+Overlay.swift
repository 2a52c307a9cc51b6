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
        guard case .object(var fields) = json, let id = fields["access_code_id"]?.string,
            builder.changedCodes.contains(id),
            let state = builder.index.codes[id]?.state
        else { return json }
        fields["starts_at"] = state.startsAt.map { .string($0.iso8601) } ?? .null
        fields["ends_at"] = state.endsAt.map { .string($0.iso8601) } ?? .null
        fields["name"] = state.name.map { .string($0) } ?? .null
        fields["type"] = .string(state.kind.rawValue)
        return .object(fields)
    }
}
