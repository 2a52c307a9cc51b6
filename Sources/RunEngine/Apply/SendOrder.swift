import CivilTime
internal import Model

/// The order in which the open rows of a plan are sent.
///
/// Rows for people inside come first, then the earlier deadline, then the device with the most to do: what it cannot send
/// now, it sends later than all others. Where somebody would be late by that, and need not be, the order is mended.
struct SendOrder {
    private struct Key: Comparable {
        var isUpcoming: Bool
        var deadline: Int64
        var load: Int
        var row: Int

        static func < (left: Key, right: Key) -> Bool {
            if left.isUpcoming != right.isUpcoming { return right.isUpcoming }
            if left.deadline != right.deadline { return left.deadline < right.deadline }
            return left.load != right.load ? left.load > right.load : left.row < right.row
        }
    }

    /// The open rows, first to last.
    let rows: [Int]
    /// The place of each row of the plan; closed rows come last.
    let ranks: [Int]
    /// The slots that each device has to give.
    let loads: [Int]

    /// Makes the order; `layout` are the devices before the first row, nil where there is no pace.
    init(_ plan: [Row], demands: [[Pacer.Demand]], deviceCount: Int, layout: SlotLayout?) {
        let open = plan.indices.filter { plan[$0].status == .planned || plan[$0].status == .pending }
        var loads = Array(repeating: 0, count: deviceCount)
        for row in open {
            for demand in demands[row] { loads[demand.device] += demand.slots }
        }
        let keys = open.map { row in
            Key(
                isUpcoming: !plan[row].isInHouse,
                deadline: plan[row].deadline?.milliseconds ?? .max,
                load: demands[row].map { loads[$0.device] }.max() ?? 0,
                row: row,
            )
        }
        var sorted = keys.sorted().map(\.row)
        if let layout { sorted = LatenessRepair(plan: plan, demands: demands, layout: layout).improved(sorted) }
        var ranks = Array(repeating: plan.count, count: plan.count)
        for (rank, row) in sorted.enumerated() { ranks[row] = rank }
        self.rows = sorted
        self.ranks = ranks
        self.loads = loads
    }
}
