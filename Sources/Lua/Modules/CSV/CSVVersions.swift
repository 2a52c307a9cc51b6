internal import Spelling

/// Which columns of a table have what was, and which what is to be, where it has both: "Departure" beside "New departure".
///
/// `versions = { { "ends", "end_hour" } }` says which columns say the same thing of a row, its day first. Where a title says that
/// it is the new one, or another one that it is the old one, the columns are the new ones, and what was goes to the script under
/// its title. With `{ columns = { "day", "time" }, new = "till" }` the columns are the old ones, and the new one is `till`. With
/// `kept = true` columns of which the table has no second one stay what they are; else what is not said to be new is what was.
struct CSVVersions {
    /// Columns that say the same thing of a row.
    struct Family {
        private static let options = ["columns", "new", "kept"]

        /// The columns, that of the day first.
        let columns: [String]
        /// The column of what is new, nil where `columns` are.
        let new: String?
        /// Whether a family of which nothing is new is as it is.
        let isKept: Bool

        /// Reads the option `versions`.
        /// - Throws: `script_error` for what is no list of such lists.
        static func all(_ value: LuaValue, of function: String) throws(LuaError) -> [Family] {
            if value.isNil { return [] }
            let problem = LuaError(
                "\(function): versions must be a list of lists of columns, such as { { \"ends\", \"end_hour\" } }"
            )
            guard case .table(let table) = value, table.fields.isEmpty, table.others.isEmpty else { throw problem }
            var families: [Family] = []
            for case .table(let list) in table.sequence {
                var names = list.sequence
                if case .table(let columns)? = list.fields["columns"] { names = columns.sequence }
                let columns = names.compactMap(\.text)
                guard columns.count == names.count, !columns.isEmpty, list.others.isEmpty,
                    list.fields.keys.allSatisfy(options.contains)
                else { throw problem }
                families.append(
                    Family(
                        columns: columns,
                        new: list.fields["new"]?.text,
                        isKept: isTrue(list.fields["kept"]),
                    )
                )
            }
            guard families.count == table.sequence.count else { throw problem }
            return families
        }

        private static func isTrue(_ value: LuaValue?) -> Bool {
            if case .boolean(true)? = value { true } else { false }
        }
    }

    /// A column of the table that is one of a family.
    private struct Seen {
        let index: Int
        let family: Int
        let column: String
        /// Nil where its title says neither.
        let version: VersionedTitle?
        /// Whether somebody has said that it is this column.
        let isTold: Bool

        var isNew: Bool { version?.version == .new }
        var isOld: Bool { version?.version == .old }
    }

    /// Where the columns are of which the titles say it.
    private(set) var places: [String: Int] = [:]
    /// The columns that the table has not, whatever its titles are: what is called so is what was.
    private(set) var absent: Set<String> = []
    /// The columns of the table that have what was.
    private(set) var settled: Set<Int> = []
    private let families: [Family]
    private let header: [String]
    private let doubts: CSVDoubts?
    private let place: String

    /// Looks at the titles of a table; a column that was told stays the one that it is.
    /// - Throws: `script_error` where it is not clear which of several columns is meant.
    init(_ header: [String], _ asked: CSVNames, place: String, _ doubts: CSVDoubts?) throws(LuaError) {
        (families, self.header, self.place, self.doubts) = (asked.families, header, place, doubts)
        guard !families.isEmpty else { return }
        let titles = header.map(CSVCell.forms)
        var told: [Int: String] = [:]
        for column in asked.columns where column.isTold {
            for index in titles.indices where !titles[index].isDisjoint(with: column.forms) {
                told[index] = column.name
            }
        }
        let open = Dictionary(asked.columns.filter { !$0.isTold }.map { ($0.name, $0.forms) }) { first, _ in first }
        let known = Dictionary(asked.columns.map { ($0.name, $0.knownForms) }) { first, _ in first }
        let seen = titles.indices.filter { !header[$0].isEmpty }.compactMap { index in
            if let name = told[index] { return Self.told(index, name, titles[index], families) }
            return Self.seen(index, titles[index], families, known)
        }
        try refusePairs(seen)
        // Beside the one that was told, the other one of a pair is what was.
        let others = seen.filter { one in
            one.version?.isOfPair == true && seen.contains { $0.isTold && $0.column == one.column }
        }
        let certain = seen.filter { $0.version?.isOfPair != true }
        let fresh = fresh(certain)
        if let new = families.first?.new {
            try settle(certain, fresh: fresh, new: new, open, titles)
        } else if !fresh.isEmpty {
            try settle(certain, fresh: fresh, open)
        }
        settled.formUnion(others.map(\.index))
    }

    /// Where a column is: as the titles say, else where its names are found.
    func find(
        _ column: CSVNames.Column,
        otherwise: () throws(LuaError) -> Int?,
    ) throws(LuaError) -> Int? {
        if absent.contains(column.name) { return nil }
        if let place = places[column.name] { return place }
        return try otherwise()
    }

    private static func told(_ index: Int, _ column: String, _ forms: Set<String>, _ families: [Family]) -> Seen? {
        families.firstIndex { $0.columns.contains(column) }.map { family in
            let version = forms.compactMap(VersionedTitle.init).first { !$0.isOfPair }
            return Seen(index: index, family: family, column: column, version: version, isTold: true)
        }
    }

    private static func seen(
        _ index: Int,
        _ forms: Set<String>,
        _ families: [Family],
        _ known: [String: Set<String>],
    ) -> Seen? {
        let versions = forms.compactMap(VersionedTitle.init)
        let bases = Set(versions.map(\.base))
        for (place, family) in families.enumerated() {
            for column in family.columns {
                guard let names = known[column] else { continue }
                if let version = versions.first, !names.isDisjoint(with: bases) {
                    return Seen(index: index, family: place, column: column, version: version, isTold: false)
                }
                if versions.isEmpty || versions.contains(where: \.isOfPair), !names.isDisjoint(with: forms) {
                    return Seen(index: index, family: place, column: column, version: nil, isTold: false)
                }
            }
        }
        return nil
    }

    /// What is new: by its title, or beside a column that is called old.
    private func fresh(_ seen: [Seen]) -> [Seen] {
        let (news, olds) = (seen.filter(\.isNew), seen.filter(\.isOld))
        let beside = seen.filter { one in
            guard one.version == nil, !news.contains(where: { $0.column == one.column }) else { return false }
            let isOwn = olds.contains { $0.column == one.column }
            return isOwn || olds.contains { $0.family == one.family } && !news.contains { $0.family == one.family }
        }
        return news + beside
    }

    // MARK: - Settling

    /// The columns are those of what is new.
    private mutating func settle(_ seen: [Seen], fresh: [Seen], _ open: [String: Set<String>]) throws(LuaError) {
        let new = Set(fresh.map(\.index))
        for (place, family) in families.enumerated() {
            let first = fresh.first { $0.family == place }
            if first == nil, family.isKept { continue }
            for column in family.columns where open[column] != nil {
                let own = fresh.filter { $0.column == column && !$0.isTold }
                if own.count > 1 { throw unclear(own[1], column, beside: own[0]) }
                put(column, at: own.first?.index)
            }
            let rest = seen.filter { $0.family == place && !new.contains($0.index) }
            let hour = rest.first { one in
                one.version == nil && one.column != family.columns.first && open[one.column] != nil && !one.isTold
            }
            if let first, let hour { throw unclear(hour, hour.column, beside: first) }
            settled.formUnion(seen.filter { $0.family == place }.map(\.index))
        }
    }

    /// The columns are those of what was, and `new` is another one.
    ///
    /// A new day beside a new hour is the day of the line: a stay that ends on another one is not meant.
    private mutating func settle(
        _ seen: [Seen],
        fresh: [Seen],
        new: String,
        _ open: [String: Set<String>],
        _ titles: [Set<String>],
    ) throws(LuaError) {
        guard let family = families.first else { return }
        let taken = Set(fresh.map(\.index))
        let names = open[new] ?? []
        let isElsewhere = titles.indices.contains { !taken.contains($0) && !names.isDisjoint(with: titles[$0]) }
        var days = fresh.filter { $0.column == family.columns.first && !$0.isTold }
        let hours = fresh.filter { $0.column != family.columns.first && !$0.isTold }
        if open[new] != nil, !isElsewhere {
            for same in [hours, days] where same.count > 1 { throw unclear(same[1], new, beside: same[0]) }
            if let hour = hours.first ?? days.first { put(new, at: hour.index) }
            if hours.isEmpty { days = [] }
        }
        // One that may be the new hour itself is asked about.
        if isElsewhere { days.removeAll { !names.isDisjoint(with: titles[$0.index]) } }
        for column in family.columns where open[column] != nil {
            let own = seen.filter { $0.column == column && !taken.contains($0.index) && !$0.isTold }
            if column == family.columns.first, let day = days.first {
                put(column, at: day.index)
            } else if let old = own.first(where: \.isOld) {
                put(column, at: old.index)
            } else if own.isEmpty, fresh.contains(where: { $0.column == column }) {
                put(column, at: nil)
            }
        }
        let used = Set(places.values)
        settled = Set(seen.filter { $0.isOld && !used.contains($0.index) }.map(\.index))
    }

    private mutating func put(_ column: String, at index: Int?) {
        if let index { places[column] = index } else { absent.insert(column) }
    }

    // MARK: - What is not clear

    /// Refuses "Departure from" beside "Departure to": it may be what was and what is to be, or two hours of one.
    private func refusePairs(_ seen: [Seen]) throws(LuaError) {
        let pairs = seen.filter { $0.version?.isOfPair == true }
        for new in pairs where new.isNew {
            let old = pairs.first { $0.isOld && $0.column == new.column }
            guard let old, !seen.contains(where: { $0.isTold && $0.column == new.column }) else { continue }
            throw unclear(new, families[new.family].new ?? new.column, beside: old)
        }
    }

    private func unclear(_ seen: Seen, _ column: String, beside other: Seen) -> LuaError {
        let titles = header.filter { !$0.isEmpty }
        doubts?.last = .suspect(column: column, title: header[seen.index], titles: titles)
        return LuaError(
            "\(place): the column \"\(header[seen.index])\" looks like \(column), beside \"\(header[other.index])\"; "
                + "there are \(titles.joined(separator: ", "))"
        )
    }
}
