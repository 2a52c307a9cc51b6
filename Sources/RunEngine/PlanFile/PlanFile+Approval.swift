internal import CivilTime
internal import Model
internal import Seam

extension PlanFile {
    /// The hash that an approval is bound to: over server and workspace, the rows that would be sent, the limits, and the author.
    ///
    /// No time is in it, and the order of the rows means nothing, so that the same wish is the same plan.
    package func approvalHash(for author: String) -> String {
        var hash = ScriptHash()
        let head: JSONValue = [
            "keyshift_approval": .int(1),
            "endpoint": .string(endpoint),
            "workspace_id": .string(workspaceID),
            "author": .string(author),
            "limits": .string(limits.json),
        ]
        hash.add(Self.text(of: head))
        for text in plan.rows.planned.map({ Self.text(of: $0.approvalJSON) }).sorted() { hash.add("\n" + text) }
        return hash.hexadecimal
    }
}

extension Row {
    /// What of a row is approved: what is sent and from which hours, and which checks are passed over for it.
    fileprivate var approvalJSON: JSONValue {
        let volatile = [
            "deadline", "in_house", "status", "error", "position", "because", "zone", "wall_zones", "before", "after",
        ]
        var fields = planJSON.object ?? [:]
        for name in volatile { fields[name] = nil }
        return .object(fields)
    }
}
