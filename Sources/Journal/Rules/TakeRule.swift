package import CivilTime
package import Model

/// What a command that names one booking may take out of another run.
///
/// Somebody may be standing outside, and the other run may have an hour to go. Until a row is sent nothing is lost by
/// leaving it to somebody else; once it was, only its own run, or time, says what became of it.
package enum TakeRule {
    /// How far a run is with a row, by where the row stands and its newest intent.
    package static func progress(of status: RowStatus, _ intent: AdoptedRun.LastIntent?) -> Prior.Progress {
        guard let intent, intent.isOpen || status == .pending else { return .idle }
        return .sent(until: QuarantineRule.end(ofSendGivenUpAt: intent.recordedAt + PaceRule.requestLimit))
    }

    /// Whether rows of a run may be taken out of it, with the holds on their groups.
    package static func canTake(_ entries: [AdoptedRun.Entry], at now: Instant) -> Bool {
        entries.allSatisfy { entry in
            guard case .sent(let until) = progress(of: entry.row.status, entry.lastIntent) else { return true }
            return until <= now
        }
    }

    /// Whether a row is taken with the hold on its group; one that is settled stays as it is.
    package static func takes(_ row: Row) -> Bool { row.status == .planned || row.status == .pending }

    /// What is said of a row that was taken out of its run.
    package static func reason(_ taker: RunRecord) -> RowError {
        RowError(
            code: .taken,
            message: "left to run \(taker.id) of \(taker.operatorName.shown), which names this one booking"
        )
    }
}
