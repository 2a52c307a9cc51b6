internal import Lua
internal import Model

/// The columns of a list that are called those of rooms and have sorts of rooms, so that they say nothing of a stay.
///
/// Only a column of which no cell is a room or a door of the houses is one, so that each row is compared by all else that it says.
struct ListRoomSorts {
    /// The titles of the columns.
    let titles: [String]
    /// The sentence that says so, nil where there is none.
    let sentence: String?

    /// Looks at all rows of a list.
    init(_ rows: LuaTable, _ names: PlaceNames) {
        var cells: [String: Set<String>] = [:]
        var order: [String: [String]] = [:]
        for case .table(let row) in rows.sequence {
            for (title, value) in row.fields where ListColumn(title: title) == .room {
                guard let text = value.text, !text.isEmpty, cells[title, default: []].insert(text).inserted else {
                    continue
                }
                order[title, default: []].append(text)
            }
        }
        titles = cells.filter { RoomSorts.are($0.value) && $0.value.allSatisfy { names.doors(ofRoom: $0).isEmpty } }
            .keys.sorted()
        let parts = titles.map { title in
            let examples = order[title, default: []].prefix(2).map { "\"\($0.shown)\"" }.joined(separator: " and ")
            return "no cell of the column \"\(title.shown)\" is a room here (\(examples)): it is not compared"
        }
        sentence = parts.isEmpty ? nil : parts.joined(separator: "; ")
    }
}
