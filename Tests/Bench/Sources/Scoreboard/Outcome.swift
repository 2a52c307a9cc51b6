/// What a contest gave.
struct Outcome {
    let contest: Contest
    let ours: Samples
    let theirs: Samples?

    /// Runs a contest: both sides take turns, so that both see the same machine.
    init(of contest: Contest, _ scale: Scale) throws {
        let sides = try contest.prepare(scale)
        var ours: [Double] = []
        var theirs: [Double] = []
        for round in 0..<scale.rounds {
            if round.isMultiple(of: 2) { ours.append(try sides.ours()) }
            if let rival = sides.theirs { theirs.append(try rival()) }
            if !round.isMultiple(of: 2) { ours.append(try sides.ours()) }
        }
        self.contest = contest
        self.ours = Samples(ours)
        self.theirs = theirs.isEmpty ? nil : Samples(theirs)
    }

    /// How many times theirs ours is, by the best sample of each.
    var ratio: Double? {
        theirs.map { ours.best / $0.best }
    }

    /// PASS, or how many times the target was missed by; nil without a target.
    var verdict: String? {
        let distance: Double
        switch contest.target {
        case .none: return nil
        case .most(let limit): distance = ours.best / limit
        case .ratio(let limit):
            guard let ratio else { return nil }
            distance = ratio / limit
        }
        return distance <= 1 ? "PASS" : "\(Figure.text(distance, digits: 2)) x the target"
    }
}

/// The samples of one side.
struct Samples {
    /// The smallest one: what the code takes when nothing else runs.
    let best: Double
    /// The one in the middle: how far the machine was from that.
    let median: Double

    init(_ samples: [Double]) {
        let sorted = samples.sorted()
        best = sorted.first ?? .nan
        median = sorted.isEmpty ? .nan : sorted[sorted.count / 2]
    }
}
