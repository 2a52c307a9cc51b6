import Model

/// One line of the scoreboard: what is measured, against whom, and what must be reached.
struct Contest {
    /// What a sample is counted in.
    enum Unit: String {
        case nanoseconds = "ns"
        case seconds = "s"
        case bytes = "B"
        case times = "x"
        case count = ""
    }

    /// What the best samples are held to.
    enum Target {
        /// Ours at most this many times theirs.
        case ratio(Double)
        /// Ours at most this much, in the contest's unit.
        case most(Double)
        /// Nothing; the figure is for the record.
        case none
    }

    /// What is measured.
    let name: String
    /// Who it is measured against, nil when against a number alone.
    let rival: String?
    let unit: Unit
    let target: Target
    /// The target of docs/architecture.md that it belongs to, nil for none.
    var row: String?
    /// Whether every sample is the same, because nothing of it is measured by a clock.
    var isExact = false
    /// Makes both contestants ready; what they hold lives until the contest is over.
    let prepare: (Scale) throws -> Contestants
}

/// Both sides of a contest; each call is one sample in the contest's unit.
struct Contestants {
    let ours: () throws -> Double
    let theirs: (() throws -> Double)?

    init(ours: @escaping () throws -> Double, theirs: (() throws -> Double)? = nil) {
        self.ours = ours
        self.theirs = theirs
    }
}

/// How much is measured.
struct Scale {
    /// The samples of each contestant.
    var rounds: Int
    /// What the counts of the contests are divided by.
    var divisor: Int

    /// The repetitions inside a sample.
    func count(_ full: Int) -> Int { max(1, full / divisor) }
}

/// Why there is no figure.
struct BenchError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
