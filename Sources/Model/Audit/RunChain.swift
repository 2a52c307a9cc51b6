package import CivilTime

/// The chain of runs: an entry for each run that is over, with the hash of the entry before it and of what the journal has of the
/// run.
///
/// Whoever changes a row later breaks it, and whoever changes the chain to fit has to change every hash after it.
package struct RunChain: Hashable, Sendable {
    /// One entry.
    package struct Link: Hashable, Sendable {
        /// What an entry says.
        package enum Kind: String, Codable, Sendable, CaseIterable {
            /// A run is over, and what the journal has of it is sealed.
            case sealed
            /// The journal has learnt more of the run; its next seal counts.
            case reopened
            /// The rows of the run were deleted because they are old.
            case pruned
            /// Somebody was forgotten.
            case forgotten
        }

        /// Its place in the chain, from 1.
        package var number: Int64
        /// What it says.
        package var kind: Kind
        /// The run, or how much was forgotten.
        package var subject: String
        /// The hash of what the journal has of the run, empty where nothing is sealed.
        package var content: String
        /// When it was made.
        package var at: Instant
        /// Its own hash, over the one before it and all of this.
        package var hash: String

        /// Makes it of its parts.
        package init(number: Int64, kind: Kind, subject: String, content: String, at instant: Instant, hash: String) {
            self.number = number
            self.kind = kind
            self.subject = subject
            self.content = content
            at = instant
            self.hash = hash
        }
    }

    /// Where the chain does not hold.
    package struct Break: Hashable, Sendable {
        /// The number of the entry.
        package var number: Int64
        /// The run, or what else the entry is about.
        package var subject: String
        /// What is wrong, in a sentence.
        package var what: String

        /// Makes it of its parts.
        package init(number: Int64, subject: String, what: String) {
            self.number = number
            self.subject = subject
            self.what = what
        }
    }

    /// How many entries it has.
    package var count = 0
    /// The newest entry, nil before there is one.
    package var head: Link?
    /// The first place where it does not hold, nil where it does.
    package var broken: Break?

    /// Makes an empty chain.
    package init() {}
}

/// What can be forgotten of a run or of a row, and is sealed without being kept: a salt while the texts are there, and their hash
/// once they are not.
package struct PersonalSeal: Hashable, Sendable {
    /// What the hash of the texts is salted with, nil once they were forgotten.
    package var salt: String?
    /// The hash of the texts, which is kept when they are forgotten.
    package var digest: String?

    /// Makes a seal of texts that are there.
    package init(salt: String?, digest: String? = nil) {
        self.salt = salt
        self.digest = digest
    }
}
