internal import CivilTime
internal import Model
internal import Spelling

/// Which stays of a plan were left out because runs of the last hours had moved them.
struct EarlierText {
    private static let shown = 12

    private let plan: Plan

    init(_ plan: Plan) {
        self.plan = plan
    }

    /// `2 moved by storm 2h 1 min ago`, for each run; many are told together, and each stands below with its run.
    var parts: [String] {
        let groups = groups
        guard groups.count > Self.shownParts else { return groups.map(part) }
        let others = groups.filter { !$0.earlier.isRepeated }
        let count = others.reduce(0) { $0 + $1.names.count }
        return groups.filter(\.earlier.isRepeated).map(part)
            + (others.isEmpty ? [] : ["\(count) moved by \(others.count.counted("other run")) of the last 12 hours"])
    }

    private static let shownParts = 3

    private func part(_ group: (earlier: Plan.LeftOut.Earlier, names: [String])) -> String {
        "\(group.names.count) moved by \(words(group.earlier))"
    }

    /// A line for each run: `LEFT OUT  2 moved by storm 2h 1 min ago, run 80aa: BK-1 Ito, BK-2 Haas`.
    var lines: [String] {
        groups.map { group in
            let names = NameList(group.names, shown: Self.shown).text
            let repeated =
                group.earlier.isOvertaken
                ? "   This command moved them before that." : "   Nothing has to be done for them."
            let rest = group.earlier.isRepeated ? repeated : ""
            let count = group.names.count
            return "LEFT OUT  \(count) moved by \(words(group.earlier)), run \(group.earlier.run.shown): \(names)"
                + (count == 1 ? rest.replacing("them", with: "it") : rest)
        }
    }

    /// The runs, in the order of the plan, with what they moved.
    private var groups: [(earlier: Plan.LeftOut.Earlier, names: [String])] {
        var groups: [(earlier: Plan.LeftOut.Earlier, names: [String])] = []
        for left in plan.leftOut {
            guard let earlier = left.earlier else { continue }
            if let place = groups.firstIndex(where: { group in
                group.earlier.run == earlier.run && group.earlier.isRepeated == earlier.isRepeated
            }) {
                groups[place].names.append(left.what.shown)
            } else {
                groups.append((earlier, [left.what.shown]))
            }
        }
        return groups
    }

    private func words(_ earlier: Plan.LeftOut.Earlier) -> String {
        "\(earlier.command) \(Self.ago(plan.madeAt - earlier.at))"
    }

    /// `3 min ago`, `2 h 5 min ago`.
    private static func ago(_ span: TimeSpan) -> String {
        let minutes = max(0, span.milliseconds / 60_000)
        switch minutes {
        case 0: return "just now"
        case ..<60: return "\(minutes) min ago"
        default: return "\(minutes / 60) h\(minutes % 60 == 0 ? "" : " \(minutes % 60) min") ago"
        }
    }
}
