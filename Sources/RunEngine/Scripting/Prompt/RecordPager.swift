internal import Lua
internal import Model
internal import Spelling

/// A list of records as a table with aligned columns, a page at a time; it belongs to the thread of the state.
final class RecordPager {
    /// Gives the cells of the record at a place.
    private let cells: (Int) throws(LuaError) -> [String]
    private let columns: [String]
    private let count: Int
    private var widths: [Int]
    private(set) var next = 0

    /// Makes a pager over `count` records.
    init(columns: [String], count: Int, cells: @escaping (Int) throws(LuaError) -> [String]) throws(LuaError) {
        self.columns = columns
        self.count = count
        self.cells = cells
        widths = columns.map(TextWidth.of)
        for place in 0..<min(count, RecordColumns.sample) { widen(for: try cells(place)) }
    }

    /// Makes the columns wide enough for a record.
    private func widen(for cells: [String]) {
        for (column, cell) in cells.enumerated() { widths[column] = max(widths[column], TextWidth.of(cell)) }
    }

    /// The records that were not printed yet.
    var left: Int { count - next }

    /// The next page: the names of the columns, as many records as there is room for, and what is not shown.
    func page(_ layout: PromptLayout) throws(LuaError) -> [PromptLine] {
        let end = layout.rows.map { min(count, next + max(1, $0 - 2)) } ?? count
        var records: [[String]] = []
        for place in next..<end { records.append(try cells(place)) }
        records.forEach(widen)
        let shown = shownColumns(layout.width)
        var lines = [PromptLine(line(of: columns, shown), .heading)]
        lines += records.map { PromptLine(line(of: $0, shown)) }
        next = end
        let hidden = columns[shown.count...]
        if !hidden.isEmpty {
            let names = "\(hidden.count.counted("more column")): "
            lines.append(
                PromptLine(TextWidth.cut(names + hidden.joined(separator: ", "), to: layout.width ?? 100), .note)
            )
        }
        return lines
    }

    /// The columns that fit, with the width of each; the last one may be cut.
    private func shownColumns(_ room: Int?) -> [Int] {
        guard let room else { return widths }
        var shown: [Int] = []
        var used = 0
        for (column, width) in widths.enumerated() {
            // One long column shall not hide all others.
            let most = column + 1 < widths.count ? max(12, room * 2 / 5) : room
            let wanted = min(width, most)
            let left = room - used
            if wanted <= left {
                shown.append(wanted)
            } else if shown.isEmpty || left >= 16 {
                shown.append(max(1, min(wanted, left)))
                break
            } else {
                break
            }
            used += wanted + 2
        }
        return shown
    }

    private func line(of cells: [String], _ widths: [Int]) -> String {
        let line = zip(cells, widths).map { TextWidth.padded(TextWidth.cut($0, to: $1), to: $1) }.joined(
            separator: "  "
        )
        return String(line.reversed().drop { $0 == " " }.reversed())
    }
}
