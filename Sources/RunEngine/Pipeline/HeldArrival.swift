internal import Journal
internal import Model

extension Prior {
    /// Whether what the run that holds a row sent to it is there: nil where it has sent nothing, or where that cannot be told.
    func hasArrived(at row: Row, in journal: any Journal) async throws(JournalError) -> Bool? {
        guard isHold, case .sent = progress else { return nil }
        guard let held = try await held(row, in: journal) else { return nil }
        let now = Dictionary(row.members.map { ($0.accessCodeID, $0.before) }) { first, _ in first }
        func all(_ state: (Row.Member) -> CodeState) -> Bool {
            held.members.allSatisfy { now[$0.accessCodeID]?.hasHours(of: state($0)) == true }
        }
        return all(\.after) ? true : all(\.before) ? false : nil
    }

    /// Whether the run that holds a row was done with it before it stopped: nothing of it is left to anybody.
    func isDone(with row: Row, in journal: any Journal) async throws(JournalError) -> Bool {
        guard isHold, progress == .idle, let held = try await held(row, in: journal) else { return false }
        return ![.planned, .pending].contains(held.status)
    }

    /// The row of the run that holds the codes of another one.
    private func held(_ row: Row, in journal: any Journal) async throws(JournalError) -> Row? {
        let known = Set(row.identifiers)
        return try await journal.rows(of: run.id).first { !known.isDisjoint(with: $0.identifiers) }
    }
}
