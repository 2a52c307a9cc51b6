package import CivilTime
package import Model

/// Why doors open, or do not: what `why` tells.
package struct WhyDocument: Document {
    /// What was asked for.
    package var query: String?
    /// How fresh it is.
    package var reading: ReadingDocument
    /// The stays, each with its answer.
    package var answers: [Joined<StayDocument, Answer>]

    /// Makes the document of what was found.
    package init(_ findings: StayFindings<StayAnswer>) {
        query = findings.query.text
        reading = ReadingDocument(findings)
        answers = findings.items.map { Joined(StayDocument($0.stay, now: findings.now), Answer($0)) }
    }

    /// What is known of one stay.
    package struct Answer: Document {
        /// Why each door opens, or does not; those first that do not.
        package var why: [DoorWhy]
        /// The newest change that is known.
        package var lastChange: Change?
        /// What to do next.
        package var steps: [Step]

        enum CodingKeys: String, CodingKey {
            case why
            case lastChange = "last_change"
            case steps
        }

        init(_ answer: StayAnswer) {
            why = answer.doors.map(DoorWhy.init)
            lastChange = answer.lastChange.map(Change.init)
            steps = answer.steps.map(Step.init)
        }
    }

    /// Why one door opens, or does not.
    package struct DoorWhy: Document {
        /// The door's name.
        package var door: String
        /// The code.
        package var accessCodeID: String
        /// The word for programs.
        package var reason: DoorAnswer.Reason
        /// The sentence.
        package var message: String
        /// Whether it should open now.
        package var opensNow: Bool
        /// The lock in a few words.
        package var lock: String
        /// The code in a few words.
        package var code: String

        enum CodingKeys: String, CodingKey {
            case door
            case accessCodeID = "access_code_id"
            case reason, message
            case opensNow = "opens_now"
            case lock, code
        }

        init(_ answer: DoorAnswer) {
            door = answer.door.name
            accessCodeID = answer.door.accessCodeID
            reason = answer.reason
            message = answer.sentence
            opensNow = answer.opensNow
            lock = answer.lock
            code = answer.code
        }
    }

    /// The newest change.
    package struct Change: Document {
        /// When.
        package var at: Instant?
        /// The run, null for a change that this journal does not know.
        package var runID: String?
        /// Who began the run.
        package var by: String?
        /// What it did.
        package var what: String

        enum CodingKeys: String, CodingKey {
            case at
            case runID = "run_id"
            case by, what
        }

        init(_ change: LastChange) {
            at = change.at
            runID = change.run?.id
            by = change.run?.operatorName
            what = change.what
        }
    }

    /// A step for the operator.
    package struct Step: Document {
        /// What it does.
        package var words: String
        /// The words of the command behind `keyshift`.
        package var command: [String]?

        init(_ step: StayAnswer.Step) {
            words = step.words + (step.exception.map { " keyshift \(ShellWords.line($0))" } ?? "")
            command = step.command
        }
    }
}
