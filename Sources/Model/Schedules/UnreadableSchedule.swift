/// What of a schedule cannot be read, and why.
package struct ScheduleProblem: Error, Hashable, Sendable {
    /// What kind of problem it is, which decides what to do about it.
    package enum Kind: String, Codable, Sendable, CaseIterable {
        /// A newer program has written it.
        case newer
        /// Its options, as an older program had kept them, could not be taken over.
        case unmigrated
        /// Its cron expression does not parse any more.
        case cron
        /// Its zone is not in the zone data any more.
        case zone
        /// Something else of it is not as a program writes it.
        case damaged
    }

    /// What kind of problem it is.
    package var kind: Kind
    /// What cannot be read, such as `cron` or `max_groups`.
    package var field: String
    /// Why, as part of a sentence.
    package var reason: String

    /// Makes a problem of its parts.
    package init(_ kind: Kind, _ field: String, _ reason: String) {
        self.kind = kind
        self.field = field
        self.reason = reason
    }

    static func newer(_ version: Int, known: Int) -> ScheduleProblem {
        ScheduleProblem(.newer, "options", "they have version \(version), and this program knows version \(known)")
    }

    static func unmigrated(_ words: [String]) -> ScheduleProblem {
        let line = words.map(\.shown).joined(separator: " ")
        return ScheduleProblem(.unmigrated, "options", "an older keyshift had kept them as \"\(line)\"")
    }
}

/// A schedule that is kept and cannot be read: it does not fire, it is told wherever a person looks, and it can be removed.
package struct UnreadableSchedule: Hashable, Sendable {
    /// Its name.
    package var name: String
    /// What cannot be read.
    package var problem: ScheduleProblem
    /// Whether it is paused, so that nothing of it is resumed either.
    package var isPaused: Bool

    /// Makes it of its parts.
    package init(name: String, problem: ScheduleProblem, isPaused: Bool = false) {
        self.name = name
        self.problem = problem
        self.isPaused = isPaused
    }

    /// What is wrong and what to do, in sentences.
    package var message: String {
        "\(name.shown) does not fire: its \(problem.field.shown) cannot be read "
            + "(\(ForeignText.sentence(problem.reason))). \(advice)"
    }

    private var advice: String {
        let anew = "remove it (keyshift schedule remove \(name.shown)) and add it again."
        return switch problem.kind {
        case .newer: "Use the newer keyshift that wrote it, or \(anew)"
        case .zone: "Bring the zone data up to date (the tzdata package), or \(anew)"
        case .cron, .damaged, .unmigrated: anew.prefix(1).uppercased() + anew.dropFirst()
        }
    }
}
