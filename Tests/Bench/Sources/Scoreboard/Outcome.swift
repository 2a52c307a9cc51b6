internal import Seam

/// What a contest gave: the samples of both sides.
struct Outcome {
    let contest: Contest
    let ours: [Double]
    let theirs: [Double]

    /// Runs a contest: both sides take turns, so that both see the same machine.
    init(of contest: Contest, _ scale: Scale) throws {
        let sides = try contest.prepare(scale)
        var ours: [Double] = []
        var theirs: [Double] = []
        for round in 0..<max(1, contest.isExact ? 1 : scale.rounds) {
            if round.isMultiple(of: 2) { ours.append(try sides.ours()) }
            if let rival = sides.theirs { theirs.append(try rival()) }
            if !round.isMultiple(of: 2) { ours.append(try sides.ours()) }
        }
        self.contest = contest
        self.ours = ours
        self.theirs = theirs
    }

    /// The outcome as a line of JSON.
    var json: JSONValue {
        [
            "name": .string(contest.name),
            "rival": contest.rival.map(JSONValue.string) ?? .null,
            "unit": .string(contest.unit.rawValue),
            "ours": .array(ours.map(JSONValue.double)),
            "theirs": .array(theirs.map(JSONValue.double)),
            "target": target,
            "row": contest.row.map(JSONValue.string) ?? .null,
        ]
    }

    private var target: JSONValue {
        switch contest.target {
        case .ratio(let limit): ["ratio": .double(limit)]
        case .most(let limit): ["most": .double(limit)]
        case .none: .null
        }
    }
}
