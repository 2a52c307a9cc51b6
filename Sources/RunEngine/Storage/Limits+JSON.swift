import CivilTime
import Seam

extension Limits {
    /// The limits as the journal and plan files keep them.
    package var json: String {
        var fields: [String: JSONValue] = [
            "max_groups": .int(Int64(maxGroups)),
            "max_shift_ms": .int(maxShift.milliseconds),
            "allow_lockout": .bool(allowsLockout),
        ]
        if let stopAtPercent { fields["stop_at_percent"] = .int(Int64(stopAtPercent)) }
        // No value here is a float, which is all that the writer refuses.
        return (try? JSONValue.object(fields).serialized()) ?? "{}"
    }

    /// Reads limits back; what is missing has its ordinary value.
    /// - Throws: `storage` for a text that is no JSON.
    package init(json text: String) throws(JournalError) {
        guard let json = try? JSONValue(parsing: text) else {
            throw JournalError(.storage, "The journal has limits that cannot be read: \(text).")
        }
        self.init()
        if let groups = json["max_groups"]?.int { maxGroups = Int(groups) }
        if let shift = json["max_shift_ms"]?.int { maxShift = TimeSpan(milliseconds: shift) }
        if let allows = json["allow_lockout"]?.bool { allowsLockout = allows }
        if let percent = json["stop_at_percent"]?.int { stopAtPercent = Int(percent) }
    }
}
