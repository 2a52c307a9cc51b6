import CivilTime
internal import Model

/// Brings rows forward in an order of sending that would be late in it, as long as fewer are late by that.
///
/// The rule of deadlines is the best order for one device, and not always for rows that need several: the earlier of two
/// deadlines can leave a slot unused that the later one's other door needs. Whoever is late moves forward, step by step, and
/// the whole is laid out again.
struct LatenessRepair {
    /// How often rows are moved, and how many rows are laid out in all of these times at most.
    private static let mostRounds = 60
    private static let mostPlacements = 200_000

    /// Who is late: first those inside, then all.
    private struct Lateness: Comparable {
        var inside: Int
        var all: Int

        static func < (left: Lateness, right: Lateness) -> Bool {
            (left.inside, left.all) < (right.inside, right.all)
        }
    }

    let plan: [Row]
    let demands: [[Pacer.Demand]]
    /// The devices before the first row.
    let layout: SlotLayout

    /// An order in which no more rows are late than in the given one.
    func improved(_ order: [Int]) -> [Int] {
        var best = order
        var late = lateRows(in: order)
        var fewest = lateness(late)
        var current = order
        let rounds = min(Self.mostRounds, Self.mostPlacements / max(1, order.count))
        for round in 0..<rounds where fewest.all > 0 {
            current = moved(late, in: current, by: max(1, order.count / 10) * (1 + round / 5))
            late = lateRows(in: current)
            let lateness = lateness(late)
            guard lateness < fewest else { continue }
            fewest = lateness
            best = current
        }
        return best
    }

    /// The rows that are late in an order although an earlier place could help them.
    private func lateRows(in order: [Int]) -> Set<Int> {
        var layout = layout
        let starts = layout.starts(of: order, demands: demands)
        return Set(
            order.filter { row in
                guard plan[row].changesHours, let deadline = plan[row].deadline else { return false }
                return starts[row] + SlotLayout.answer > deadline && layout.start + SlotLayout.answer <= deadline
            }
        )
    }

    private func lateness(_ late: Set<Int>) -> Lateness {
        Lateness(inside: late.count { plan[$0].isInHouse }, all: late.count)
    }

    private func moved(_ late: Set<Int>, in order: [Int], by step: Int) -> [Int] {
        let places = order.enumerated().map { place, row in
            // A row that moves goes before the one whose place it takes.
            (row: row, key: late.contains(row) ? 2 * (place - step) - 1 : 2 * place)
        }
        return places.sorted { ($0.key, $0.row) < ($1.key, $1.row) }.map(\.row)
    }
}
