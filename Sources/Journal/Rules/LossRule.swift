package import CivilTime
package import Model

/// When a journal has lost what was in it, by what was noted of it elsewhere.
package enum LossRule {
    /// What is known of a journal: which one it is, and the number of its newest transaction.
    package struct Mark: Hashable, Sendable {
        /// Its identity.
        package var identity: String
        /// Its newest transaction.
        package var operation: Int64
        /// The name that this transaction had given itself, where a database keeps such names.
        package var name: String?

        /// Makes a mark of its parts.
        package init(identity: String, operation: Int64) {
            self.identity = identity
            self.operation = operation
        }
    }

    /// What a journal has lost; nil when it has all that was noted of it.
    ///
    /// `found` is nil for a journal that has just been made, `noted` where nothing was noted, and `hasWork` tells whether
    /// there are other traces of runs.
    package static func loss(found: Mark?, noted: Mark?, hasWork: Bool, at instant: Instant) -> JournalLoss? {
        guard let noted else {
            guard found == nil, hasWork else { return nil }
            return JournalLoss(noticedAt: instant, what: "it is new, and there are files of runs that it does not know")
        }
        guard let found else {
            let what = "it is new, and the one before had \(noted.operation) transactions in it"
            return noted.operation > 0 ? JournalLoss(noticedAt: instant, what: what) : nil
        }
        if found.identity != noted.identity {
            return JournalLoss(noticedAt: instant, what: "it is another journal than the one that was used here")
        }
        guard found.operation < noted.operation else { return nil }
        return JournalLoss(
            noticedAt: instant,
            what: "it ends with transaction \(found.operation), and \(noted.operation) had been written",
        )
    }

    /// What a journal has lost that is as long as was noted, where its transactions have names: the newest one that was noted
    /// has to be there under its name, unless it is `older` than all that are remembered.
    package static func loss(noted: Mark, found name: String?, isOlder: Bool, at instant: Instant) -> JournalLoss? {
        guard let noted = noted.name.map({ (number: noted.operation, name: $0) }) else { return nil }
        guard name != noted.name, name != nil || !isOlder else { return nil }
        return JournalLoss(
            noticedAt: instant,
            what: "transaction \(noted.number) of this node is not there any more, as after a switch to another server",
        )
    }

    /// Refuses rows that add to what is there while nobody knows what was sent.
    /// - Throws: `lostCommits`.
    package static func requireNoLoss(_ loss: JournalLoss?, for rows: [Row]) throws(JournalError) {
        guard let loss, rows.contains(where: { $0.isRelative && $0.status == .planned }) else { return }
        throw JournalError.lostCommits(loss)
    }
}

extension JournalError {
    /// The refusal of a change that adds to what is there while nobody knows what was sent.
    package static func lostCommits(_ loss: JournalLoss) -> JournalError {
        JournalError(
            .lostCommits,
            "The journal has lost what was in it: \(loss.what) (noticed \(loss.noticedAt.iso8601)). A change that is worked "
                + "out from the present hours could be made twice.",
            remedy: .acceptJournal,
        )
    }
}
