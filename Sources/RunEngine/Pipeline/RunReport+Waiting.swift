internal import Journal
internal import Model

extension RunReport {
    /// Ends a run that has waited long enough for another one's change of the same booking.
    mutating func giveUp(waitingFor prior: Prior) {
        let reason = RowError(
            code: .pending,
            message: "run \(prior.run.id) of \(prior.run.operatorName.shown) has sent this booking a change, and it is "
                + "not known yet what became of it; nothing was sent by this command"
        )
        for place in plan.rows.indices where plan.rows[place].status == .planned {
            plan.rows[place].status = .pending
            plan.rows[place].error = reason
        }
        state = .partial
    }
}
