package import CivilTime
package import Model

/// What is said while a command that names one booking waits for another run.
package struct WaitText {
    private let prior: Prior

    private let now: Instant

    /// Makes the text about the run that is waited for, at an instant.
    package init(_ prior: Prior, at now: Instant) {
        (self.prior, self.now) = (prior, now)
    }

    /// One line.
    package var line: String {
        let run = "Run \(prior.run.id.shown) of \(prior.run.operatorName.shown)"
        let who = prior.kind == .unfinished ? "\(run), which stopped before it finished," : run
        return
            "\(who) has just sent this booking a change, and it may still arrive: waiting until it is known what became of it, "
            + "\(most) at most. Nothing has to be typed; this command goes on by itself, and Ctrl-C ends it with nothing sent."
    }

    /// How long it is waited at most: `1m58s`.
    private var most: String {
        guard case .sent(let until) = prior.progress, until > now, until - now < Self.longest else { return "2m" }
        return "\(TimeSpan(milliseconds: (until - now).milliseconds / 1000 * 1000))"
    }

    private static let longest = TimeSpan(milliseconds: 120_000)
}
