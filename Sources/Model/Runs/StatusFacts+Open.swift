internal import CivilTime

extension StatusFacts.Open {
    /// What is left of the rows of an unfinished run.
    package init(_ rows: [Row]) {
        let left = rows.filter { [.planned, .pending].contains($0.status) }
        let first = left.filter { $0.deadline != nil }.min { ($0.deadline ?? .now()) < ($1.deadline ?? .now()) }
        self.init(groups: left.count, deadline: first?.deadline, zone: first?.zone)
        unread = left.count { $0.status == .pending }
    }

    /// `39 groups left (23 not sent, 16 to be read first)`.
    package var text: String { Plan.Rest.text(groups: groups, unread: unread) }
}

extension RowError {
    /// The error of a row that was about to be sent when its process ended.
    package static let sentOrNot = RowError(code: .pending, message: "sent or not: not known; resume reads it")
}
