internal import CivilTime
internal import Model
internal import Spelling

/// The rows of a plan that are unlike the others: what is looked at first.
///
/// Three things stand out: a row against the others, the only one in another house, and the one that moves furthest.
struct Outliers {
    /// In a smaller plan each row is seen.
    private static let least = 4
    /// More of a kind are no outliers.
    private static let most = 3

    private let rows: [Row]
    private let index: WorkspaceIndex?

    init(_ rows: [Row], in index: WorkspaceIndex?) {
        self.rows = rows.planned.filter { $0.changesHours && !$0.changesDoors }
        self.index = index
    }

    /// Those rows with the reason, each once.
    var found: [Plan.Outlier] {
        guard rows.count >= Self.least else { return [] }
        var told: Set<Row.Target> = []
        return (against + elsewhere + furthest).filter { told.insert($0.target).inserted }
    }

    // MARK: - Against the others

    private var against: [Plan.Outlier] {
        let ways = Dictionary(grouping: rows, by: Way.init)
        guard let common = ways.first(where: { $0.value.count * 2 > rows.count }) else { return [] }
        let most = "most \(common.key.words(many: true))"
        return ways.filter { $0.key != common.key && $0.value.count <= Self.most }
            .flatMap { way, rows in rows.map { Plan.Outlier($0, "\(way.words); \(most)") } }
            .sorted { $0.label < $1.label }
    }

    /// In which direction the bounds of a row move.
    private struct Way: Hashable {
        let start: Int
        let end: Int

        init(_ row: Row) {
            let furthest = row.members.max { $0.furthest < $1.furthest }
            start = (furthest?.startsBy ?? .zero).sign
            end = (furthest?.endsBy ?? .zero).sign
        }

        var words: String { words(many: false) }

        func words(many: Bool) -> String {
            let s = many ? "" : "s"
            let parts = [
                start == 0 ? nil : "begin\(s) \(start > 0 ? "later" : "earlier")",
                end == 0 ? nil : "end\(s) \(end > 0 ? "later" : "earlier")",
            ]
            return parts.compactMap(\.self).joined(separator: " and ")
        }
    }

    // MARK: - In another house

    private var elsewhere: [Plan.Outlier] {
        guard let index else { return [] }
        let homes = rows.map { row in Set(row.members.compactMap { index.doors[$0.deviceID]?.house }) }
        var counts: [String: Int] = [:]
        for house in homes.joined() { counts[house, default: 0] += 1 }
        guard let most = counts.values.max(), most * 2 > rows.count else { return [] }
        let alone = zip(rows, homes).compactMap { row, homes -> Plan.Outlier? in
            guard let house = homes.first, homes.count == 1, counts[house] == 1 else { return nil }
            return Plan.Outlier(row, "the only one in \(house.shown)")
        }
        return alone.count <= Self.most ? alone : []
    }

    // MARK: - The furthest

    private var furthest: [Plan.Outlier] {
        let ways = rows.map(\.furthest).sorted()
        let usual = ways[(ways.count - 1) / 2]
        guard let most = ways.last, most.milliseconds > usual.milliseconds * 2 else { return [] }
        let found = rows.filter { $0.furthest == most }
        guard found.count == 1, let row = found.first else { return [] }
        return [Plan.Outlier(row, "moves furthest, by \(most); half of them move by \(usual) or less")]
    }
}

extension Plan.Outlier {
    fileprivate init(_ row: Row, _ why: String) {
        self.init(target: row.target, label: row.label, why: why)
    }
}

extension Row {
    fileprivate var furthest: TimeSpan { members.map(\.furthest).max() ?? .zero }
}

extension Row.Member {
    /// The longer of the ways of the start and the end.
    fileprivate var furthest: TimeSpan { max(startsBy.magnitude, endsBy.magnitude) }
}

extension TimeSpan {
    fileprivate var sign: Int { milliseconds.signum() == 0 ? 0 : milliseconds > 0 ? 1 : -1 }
}
