package import Model

/// What is said while a command that names one booking waits for another run.
package struct WaitText {
    private let prior: Prior

    /// Makes the text about the run that is waited for.
    package init(_ prior: Prior) {
        self.prior = prior
    }

    /// One line.
    package var line: String {
        "Run \(prior.run.id.shown) of \(prior.run.operatorName.shown) has just sent this booking a change; waiting until "
            + "it is known what became of it, two minutes at most."
    }
}
