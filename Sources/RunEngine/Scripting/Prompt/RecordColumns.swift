internal import Lua

/// Which columns a list of records has, and in which order: what a person looks for first, ids last.
struct RecordColumns {
    /// Records that are looked at to find the columns and their widths.
    static let sample = 200

    private static let first = [
        "name", "display_name", "nickname", "full_name", "email", "line", "door", "event_type", "action_type", "status",
        "type", "starts_at", "ends_at", "occurred_at", "is_online", "device_type",
    ]

    /// The names, in their order.
    let names: [String]

    /// Finds the columns of records, nil when the list is none of records.
    init?(_ list: [LuaValue]) {
        let sample = list.prefix(Self.sample)
        var records: [[String: LuaValue]] = []
        for value in sample {
            guard case .table(let table) = value, table.sequence.isEmpty, table.others.isEmpty, !table.fields.isEmpty
            else { return nil }
            records.append(table.fields)
        }
        guard !records.isEmpty else { return nil }
        let names = Set(records.flatMap(\.keys))
        guard names.count <= 200 else { return nil }
        let own = Self.ownID(among: names, in: records)
        self.names = names.sorted { left, right in
            let ranks = (Self.rank(left, own, records), Self.rank(right, own, records))
            return ranks.0 == ranks.1 ? left < right : ranks.0 < ranks.1
        }
    }

    /// The id by which the records differ.
    private static func ownID(among names: Set<String>, in records: [[String: LuaValue]]) -> String? {
        names.filter { $0.hasSuffix("_id") }.sorted().first { name in
            let ids = records.compactMap { $0[name]?.text }
            return ids.count == records.count && Set(ids).count == ids.count
        }
    }

    private static func rank(_ name: String, _ own: String?, _ records: [[String: LuaValue]]) -> Int {
        if let place = first.firstIndex(of: name) { return place }
        if name == own { return first.count }
        if name.hasSuffix("_id") || name.hasSuffix("_ids") || name.hasSuffix("_key") { return first.count + 3 }
        let isNested = records.contains { record in
            if case .table(let table)? = record[name] { !table.isEmpty } else { false }
        }
        let isEmpty = records.allSatisfy { record in
            switch record[name] {
            case nil, .null, .boolean(false): true
            case .table(let table): table.isEmpty
            default: false
            }
        }
        return first.count + (isEmpty ? 4 : isNested ? 2 : 1)
    }
}
