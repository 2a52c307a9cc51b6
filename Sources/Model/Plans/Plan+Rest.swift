internal import Spelling

extension Plan {
    /// What was left of a run that is resumed, and what the codes show now of that.
    package struct Rest: Hashable, Sendable {
        /// How many groups the journal had as still to be sent, or to be read.
        package var groups: Int
        /// How many of them may have been sent, so that they are read first.
        package var unread: Int
        /// What its rows are now, each with its count.
        package var found: [RowStatus: Int]

        /// Makes it of the rows as the journal had them and as they were found, in one order.
        package init(_ rows: [Row], found: [Row]) {
            let open = zip(rows, found).filter { [.planned, .pending].contains($0.0.status) }
            groups = open.count
            unread = open.count { $0.0.status == .pending }
            self.found = open.reduce(into: [:]) { $0[$1.1.status, default: 0] += 1 }
        }

        /// `39 groups left (23 not sent, 16 to be read first)`: the same wherever what is left of a run is counted.
        package var text: String { Self.text(groups: groups, unread: unread) }

        /// The text of such a count.
        package static func text(groups: Int, unread: Int) -> String {
            guard groups > 0 else { return "nothing is left to send" }
            let parts = [
                unread == groups ? nil : "\(groups - unread) not sent",
                unread == 0 ? nil : "\(unread) to be read first",
            ]
            return "\(groups.counted("group")) left (\(parts.compactMap(\.self).joined(separator: ", ")))"
        }
    }
}
