internal import Model
internal import Spelling

/// What of a run Seam has and a lock has not, because the lock was offline when the run was planned.
struct OfflineLockText {
    private static let shownDoors = 5

    private let rows: Int
    private let doors: [String]
    private let run: String?

    init(_ report: RunReport) {
        let offline = report.plan.offlineDevices
        let rows = report.plan.rows.filter { row in
            row.status == .applied && row.members.contains { offline.contains($0.deviceID) }
        }
        self.rows = rows.count
        let members = rows.flatMap(\.members).filter { offline.contains($0.deviceID) }
        doors = Set(members.map(\.door)).sorted()
        run = report.isInJournal ? report.runID : nil
    }

    /// What stands behind the number of those that were moved, nil where all locks can be reached.
    var part: String? {
        rows == 0 ? nil : " (\(rows == 1 ? "1 of them waits" : "\(rows) of them wait") for an offline lock)"
    }

    /// Which doors they are, and what looks again.
    var lines: [String] {
        guard rows > 0 else { return [] }
        let more = doors.count > Self.shownDoors ? " and \(doors.count - Self.shownDoors) more" : ""
        let names = doors.prefix(Self.shownDoors).map(\.shown).joined(separator: ", ")
        let again = run.map { " To look again: keyshift verify \($0.shown) --wait 10m" } ?? ""
        let (what, until) = doors.count == 1 ? ("lock", "it is") : ("locks", "they are")
        return ["WAITS  \(names)\(more): Seam has the new hours, the \(what) not until \(until) back.\(again)"]
    }
}
