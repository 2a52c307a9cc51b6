internal import Spelling

/// Finds columns that nobody asked for and that look like one that a table lacks, so that none is passed over in silence.
///
/// `suspect = { "until" }` says which columns may stand under a name that nobody thought of; `others` are names of columns that
/// may look the same, and are something else.
struct CSVSuspicion {
    private let suspects: [String]
    private let others: Set<String>

    /// Reads the options `suspect` and `others`.
    /// - Throws: `script_error` for what is no list of names.
    init(_ options: LuaOptions) throws(LuaError) {
        suspects = try options.texts("suspect") ?? []
        others = Set(try options.texts("others")?.flatMap(CSVCell.forms) ?? [])
    }

    /// Refuses a table with such a column.
    /// - Throws: `script_error` with the column and the others.
    func check(
        _ records: [CSVRecord],
        _ layout: CSVColumns,
        _ asked: CSVNames,
        _ conversion: CSVConversion,
        name: String,
        _ doubts: CSVDoubts?,
    ) throws(LuaError) {
        let taken = Set(asked.columns.compactMap { layout.index(of: $0.name).flatMap { layout.places[$0] } })
        for suspect in suspects {
            guard let kind = conversion.kinds[suspect], let place = layout.index(of: suspect),
                let column = asked.columns.first(where: { $0.name == suspect })
            else { continue }
            let found = layout.places[place]
            let free = layout.titles.indices.filter { !taken.contains($0) && !layout.settled.contains($0) }
            for (index, title) in free.map({ ($0, layout.titles[$0]) }) {
                let forms = CSVCell.forms(of: title)
                let isKnown = !column.forms.isDisjoint(with: forms)
                let bases = asked.families.isEmpty ? [] : forms.compactMap(VersionedTitle.init).map(\.base)
                guard others.isDisjoint(with: forms.union(bases)), found == nil || isKnown else { continue }
                let words = forms.flatMap { $0.split(separator: " ") }
                let isNamed = isKnown || !Self.words(of: column).isDisjoint(with: words)
                let texts = records.compactMap { index < $0.fields.count ? $0.fields[index] : nil }.filter {
                    !$0.isEmpty
                }
                guard let example = Self.example(texts, kind, isNamed) else { continue }
                let beside = found.map { ", beside \"\(layout.titles[$0])\"" } ?? ""
                let titles = layout.titles.filter { !$0.isEmpty }
                doubts?.last = .suspect(column: suspect, title: title, titles: titles)
                throw LuaError(
                    "\(name): the column \"\(title)\" looks like \(suspect) (\(example.prefix(40)))\(beside); "
                        + "there are \(titles.joined(separator: ", "))"
                )
            }
        }
    }

    /// The first cell that shows the kind, where at least half of all do.
    private static func example(_ texts: [String], _ kind: CSVKind, _ isNamed: Bool) -> String? {
        let shown = texts.filter { kind.shows($0, isNamed) }
        return shown.count * 2 >= texts.count ? shown.first : nil
    }

    /// The names of one word that a column may have, without those that stand in any sentence.
    private static func words(of column: CSVNames.Column) -> Set<Substring> {
        Set(column.forms.filter { !$0.contains(" ") && $0.count != 2 }.map { $0[...] })
    }
}
