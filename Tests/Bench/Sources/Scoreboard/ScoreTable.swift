/// The outcomes as a table, for a terminal or for a Markdown page.
struct ScoreTable {
    private static let heading = ["what", "ours", "theirs", "against", "ratio", "target", "verdict"]
    private var rows: [[String]] = []

    /// Adds a line.
    mutating func add(_ outcome: Outcome) {
        let contest = outcome.contest
        rows.append([
            contest.name,
            Self.text(outcome.ours, contest.unit),
            outcome.theirs.map { Self.text($0, contest.unit) } ?? "-",
            contest.rival ?? "-",
            outcome.ratio.map { Figure.text($0, digits: 2) } ?? "-",
            Self.text(contest.target, contest.unit),
            outcome.verdict ?? "-",
        ])
    }

    /// For a terminal: columns in line.
    var plain: String {
        lines(of: [Self.heading] + rows) { $0.joined(separator: "  ") }
    }

    /// For a page.
    var markdown: String {
        let rule = Self.heading.map { String(repeating: "-", count: $0.count) }
        return lines(of: [Self.heading, rule] + rows) { "| \($0.joined(separator: " | ")) |" }
    }

    private func lines(of cells: [[String]], _ join: ([String]) -> String) -> String {
        let widths = Self.heading.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
        return cells.map { row in
            join(zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }) + "\n"
        }.joined()
    }

    private static func text(_ samples: Samples, _ unit: Contest.Unit) -> String {
        "\(Figure.text(samples.best, unit)) (\(Figure.text(samples.median)))"
    }

    private static func text(_ target: Contest.Target, _ unit: Contest.Unit) -> String {
        switch target {
        case .ratio(let limit): "ratio \(Figure.text(limit, digits: 2))"
        case .most(let limit): Figure.text(limit, unit)
        case .none: "-"
        }
    }
}
