package import CivilTime
package import Model

/// Who could open a door, and who did: what `who` prints.
package struct DoorStoryDocument: Document {
    /// What the operator calls the door.
    package var door: String
    /// Its device.
    package var deviceID: String
    /// Its zone.
    package var zone: String?
    /// From when on.
    package var from: Instant
    /// Until when.
    package var to: Instant
    /// Who could open it.
    package var couldOpen: [Holder]
    /// Who did, and who was refused, oldest first.
    package var passages: [Passage]
    /// Whether Seam told all that it knows of the span.
    package var isWhole: Bool

    enum CodingKeys: String, CodingKey {
        case door
        case deviceID = "device_id"
        case zone, from, to
        case couldOpen = "could_open"
        case passages
        case isWhole = "is_whole"
    }

    /// A code of the door.
    package struct Holder: Document {
        /// The code.
        package var accessCodeID: String
        /// The name of its stay.
        package var name: String?
        /// Its start, nil for none and for one that is not known.
        package var startsAt: Instant?
        /// Its end, nil for none and for one that is not known.
        package var endsAt: Instant?
        /// Whether Seam has it no more.
        package var isGone: Bool
        /// When it went; left out where it is there or nobody knows.
        @OmittedWhenNil package var goneAt: Instant?
        /// The hours that it had before.
        package var earlier: [Earlier]

        enum CodingKeys: String, CodingKey {
            case accessCodeID = "access_code_id"
            case name
            case startsAt = "starts_at"
            case endsAt = "ends_at"
            case isGone = "is_gone"
            case goneAt = "gone_at"
            case earlier
        }
    }

    /// Hours that a code does not have any more.
    package struct Earlier: Document {
        /// When they were changed.
        package var until: Instant
        /// The start that it had.
        package var startsAt: Instant?
        /// The end that it had.
        package var endsAt: Instant?

        enum CodingKeys: String, CodingKey {
            case until
            case startsAt = "starts_at"
            case endsAt = "ends_at"
        }
    }

    /// One time that somebody was at the door.
    package struct Passage: Document {
        /// When.
        package var at: Instant
        /// Whether it opened; if not, somebody was refused.
        package var opened: Bool
        /// How, in Seam's words.
        package var method: String?
        /// The code.
        package var accessCodeID: String?
        /// The name of its stay.
        package var name: String?

        enum CodingKeys: String, CodingKey {
            case at, opened, method
            case accessCodeID = "access_code_id"
            case name
        }
    }

    /// Makes the document of a story.
    package init(_ story: DoorStory) {
        door = story.door
        deviceID = story.deviceID
        zone = story.zone
        from = story.from
        to = story.to
        isWhole = story.isWhole
        couldOpen = story.holders.map { holder in
            Holder(
                accessCodeID: holder.accessCodeID,
                name: holder.name,
                startsAt: holder.hours?.startsAt,
                endsAt: holder.hours?.endsAt,
                isGone: holder.isGone,
                goneAt: holder.goneAt,
                earlier: holder.earlier.map { Earlier(until: $0.until, startsAt: $0.startsAt, endsAt: $0.endsAt) },
            )
        }
        passages = story.passages.map {
            Passage(at: $0.at, opened: $0.opened, method: $0.method, accessCodeID: $0.accessCodeID, name: $0.name)
        }
    }
}

/// What happened since an instant: what `report` prints.
package struct ReportDocument: Document {
    /// From when on.
    package var since: Instant
    /// Until when.
    package var until: Instant
    /// The runs that began since then, oldest first.
    package var runs: [Joined<RunRecordDocument, Outcome>]
    /// The plans that wait for a person.
    package var open: [String]
    /// The alarms that were raised since then or are not mended.
    package var alarms: [AlarmDocument]
    /// Whether everything is frozen.
    package var isFrozen: Bool
    /// What the journal has lost.
    package var lostCommits: String?
    /// The chain of runs.
    package var chain: Chain

    enum CodingKeys: String, CodingKey {
        case since, until, runs, open, alarms
        case isFrozen = "is_frozen"
        case lostCommits = "lost_commits"
        case chain
    }

    /// What became of a run.
    package struct Outcome: Document {
        /// The checks that were passed over.
        package var overridden: [String]
        /// Its rows.
        package var rows: [RowDocument]
        /// The calls that it made at once.
        package var calls: [EffectDocument]
    }

    /// Whether nobody has changed the journal.
    package struct Chain: Document {
        /// How many entries there are.
        package var entries: Int
        /// The newest hash.
        package var hash: String?
        /// Where it does not hold.
        package var broken: Broken?
    }

    /// Where the chain does not hold.
    package struct Broken: Document {
        /// The number of the entry.
        package var entry: Int64
        /// The run, or what else the entry is about.
        package var subject: String
        /// What is wrong.
        package var what: String
    }

    /// Makes the document of what there is.
    package init(_ facts: ReportFacts) {
        since = facts.since
        until = facts.now
        runs = facts.runs.map { entry in
            let outcome = Outcome(
                overridden: entry.overridden.map(\.rawValue),
                rows: entry.rows.map(RowDocument.init),
                calls: entry.calls.map { EffectDocument($0, run: entry.run.id) },
            )
            return Joined(RunRecordDocument(entry.run), outcome)
        }
        open = facts.open
        alarms = facts.alarms.map { AlarmDocument($0, at: facts.now) }
        isFrozen = facts.freeze != nil
        lostCommits = facts.loss?.what
        chain = Chain(
            entries: facts.chain.count,
            hash: facts.chain.head?.hash,
            broken: facts.chain.broken.map { Broken(entry: $0.number, subject: $0.subject, what: $0.what) },
        )
    }
}
