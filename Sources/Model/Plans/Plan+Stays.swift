extension Plan {
    /// Some rows for a list, those in one that do the same to codes of one stay.
    package func joined(_ rows: [Row]) -> [Row] {
        guard stayCount(of: rows) < rows.count else { return rows }
        var (joined, places): ([Row], [Row.Target: [Int]]) = ([], [:])
        for row in rows {
            let stay = stay(of: row)
            if let place = places[stay]?.first(where: { joined[$0].doesTheSame(as: row) }) {
                joined[place].members += row.members
                joined[place].members.sort { ($0.door, $0.accessCodeID) < ($1.door, $1.accessCodeID) }
            } else {
                places[stay, default: []].append(joined.count)
                joined.append(row)
            }
        }
        return joined
    }
}

extension Row {
    fileprivate func doesTheSame(as other: Row) -> Bool {
        !changesDoors && !other.changesDoors && changes == other.changes && label == other.label
            && before != nil && before == other.before && after != nil && after == other.after
    }
}
