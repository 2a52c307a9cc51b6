import CivilTime
internal import Journal
package import Model
import Seam

extension Limits {
    /// The limits as the journal and plan files keep them.
    package var json: String {
        var fields: [String: JSONValue] = [
            "max_groups": .int(Int64(maxGroups)),
            "max_shift_ms": .int(maxShift.milliseconds),
            "shorten_from": .int(Int64(shortenFrom)),
            "max_created": .int(Int64(maxCreated)),
            "max_cancelled": .int(Int64(maxCancelled)),
            "allow": .array(RowCheck.allCases.filter(allowed.contains).map { .string($0.rawValue) }),
            "leave_out": .array(RowCheck.allCases.filter(leftOut.contains).map { .string($0.rawValue) }),
        ]
        if let stopAtPercent { fields["stop_at_percent"] = .int(Int64(stopAtPercent)) }
        // No value here is a float, which is all that the writer refuses.
        return (try? JSONValue.object(fields).serialized()) ?? "{}"
    }

    /// Reads limits back; what is missing has its ordinary value.
    /// - Throws: `storage` for a text that is no JSON.
    package init(json text: String) throws(JournalError) {
        guard let json = try? JSONValue(parsing: text) else {
            throw JournalError(.storage, "The journal has limits that cannot be read: \(text.shown).")
        }
        self.init()
        if let groups = json["max_groups"]?.int { maxGroups = Int(groups) }
        if let shift = json["max_shift_ms"]?.int { maxShift = TimeSpan(milliseconds: shift) }
        if let number = json["shorten_from"]?.int { shortenFrom = Int(number) }
        if let number = json["max_created"]?.int { maxCreated = Int(number) }
        if let number = json["max_cancelled"]?.int { maxCancelled = Int(number) }
        allowed = Self.checks(json["allow"])
        leftOut = Self.checks(json["leave_out"])
        if json["allow_lockout"]?.bool == true { allowed.insert(.lockout) }
        if let percent = json["stop_at_percent"]?.int { stopAtPercent = Int(percent) }
    }

    private static func checks(_ json: JSONValue?) -> Set<RowCheck> {
        Set((json?.array ?? []).compactMap { RowCheck(rawValue: $0.string ?? "") })
    }
}
