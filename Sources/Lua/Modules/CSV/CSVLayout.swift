/// What a table looks like: the separator of its fields, and the lines that stand before its header.
struct CSVLayout: Equatable {
    /// What a script has said, and what it looks for.
    struct Wish {
        /// The byte between two fields, nil when it is to be found.
        var separator: UInt8?
        /// The lines before the header, nil when they are to be found.
        var skip: Int?
        /// Whether a row names the columns.
        var hasHeader = true
        /// The columns that must be there, each by the names that it may have, folded.
        var columns: [Set<String>] = []
    }

    /// The byte between two fields.
    var separator: UInt8
    /// How many lines stand before the header, or before the first row where there is none.
    var skipped: Int
}

extension CSVLayout {
    private static let separators: [UInt8] = [",", ";", "\t", "|"].map { UInt8(ascii: $0) }
    /// How much of the beginning is looked at; it shows the layout of any table that people make.
    private static let mostBytes = 1 << 18
    /// A header further down is not looked for.
    private static let deepestHeader = 50

    /// Looks at the beginning of a table.
    ///
    /// A first line `sep=;` says the separator, and is no row. Else it is the one with which a row has all columns that are
    /// looked for; else the one with which the header and every row under it have the same number of fields. Title lines
    /// above the header are passed over where the columns that are looked for stand further down, or where each has one
    /// filled cell and the rows below have more.
    /// - Throws: `script_error` where several separators would do.
    static func find(in head: [UInt8], isWhole: Bool, _ wish: Wish, name: String) throws(LuaError) -> CSVLayout {
        let isWhole = isWhole && head.count <= mostBytes
        let head = Array(head.prefix(mostBytes))
        let said = declared(in: head)
        let start = wish.skip ?? (said == nil ? 0 : 1)
        let choice = (wish.separator ?? said).map { [$0] } ?? separators
        let candidates = choice.map { separator in
            Candidate(
                CSVSample(head, separator: separator, skipping: start, isWhole: isWhole),
                separator: separator,
                start: start,
                wish
            )
        }
        let best = try chosen(candidates, wish, name: name)
        return CSVLayout(separator: best.separator, skipped: best.skipped)
    }

    /// The separator of a first line such as `sep=;`.
    private static func declared(in head: [UInt8]) -> UInt8? {
        let line = head.prefix { $0 != 10 && $0 != 13 }.prefix(16)
        let text = String(decoding: line, as: UTF8.self).filter { $0 != "\"" && $0 != " " }.lowercased()
        guard text.hasPrefix("sep="), let byte = text.utf8.dropFirst(4).first, text.utf8.count == 5 else { return nil }
        return byte < 0x80 && (byte == 9 || byte > 0x20) ? byte : nil
    }

    private static func chosen(
        _ candidates: [Candidate],
        _ wish: Wish,
        name: String,
    ) throws(LuaError) -> Candidate {
        for rank in [Candidate.Rank.named, .even, .split] {
            let found = candidates.filter { $0.rank == rank }
            let most = found.map(\.width).max() ?? 0
            let best = found.filter { $0.width == most || rank != .named }
            guard let first = best.first else { continue }
            // A header of one cell is the same with every separator.
            guard best.count > 1, most > 1 else { return first }
            let shown = best.map { $0.separator == 9 ? "\\t" : String(Unicode.Scalar($0.separator)) }
            throw LuaError(
                "\(name): the fields may be separated by \(shown.joined(separator: " or ")); "
                    + "say which one, such as { separator = \"\(shown[0])\" }"
            )
        }
        return candidates[0]
    }

    /// A table as one separator would split it.
    private struct Candidate {
        /// How well a separator fits, the best first.
        enum Rank {
            /// A row has the columns that are looked for.
            case named
            /// The header and the rows under it have the same number of fields, two at least.
            case even
            /// The header has two fields at least.
            case split
            /// It splits nothing.
            case none
        }

        let separator: UInt8
        let rank: Rank
        let skipped: Int
        /// How many fields the header has.
        let width: Int

        init(_ sample: CSVSample, separator: UInt8, start: Int, _ wish: Wish) {
            self.separator = separator
            let named = wish.hasHeader ? Self.named(sample, wish) : nil
            let place = named ?? (wish.hasHeader && wish.skip == nil ? Self.headerPlace(sample) : 0)
            let rows = sample.rows.dropFirst(place)
            width = rows.first?.cells.count ?? 0
            skipped = place == 0 || rows.isEmpty ? start : max(start, (rows.first?.line ?? 1) - 1)
            if named != nil {
                rank = .named
            } else {
                let width = width
                rank = width < 2 ? .none : rows.allSatisfy { $0.cells.count == width } ? .even : .split
            }
        }

        /// The place of the row that has all columns that are looked for.
        private static func named(_ sample: CSVSample, _ wish: Wish) -> Int? {
            guard !wish.columns.isEmpty else { return nil }
            let most = wish.skip == nil ? deepestHeader : 1
            return sample.rows.prefix(most).firstIndex { row in
                let cells = Set(row.cells.flatMap(CSVCell.forms))
                return wish.columns.allSatisfy { !$0.isDisjoint(with: cells) }
            }
        }

        /// The place of the header below title lines: rows of one filled cell above a row that has more.
        private static func headerPlace(_ sample: CSVSample) -> Int {
            let place = sample.rows.prefix(deepestHeader).firstIndex { $0.filled > 1 } ?? 0
            // A single column with one odd row below is no title and a table.
            let below = sample.rows.dropFirst(place)
            return below.count > 1 && below.allSatisfy { $0.cells.count == below.first?.cells.count } ? place : 0
        }
    }
}
