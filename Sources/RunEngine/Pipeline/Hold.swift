internal import Journal
internal import Model
internal import Spelling

/// Why a plan waits for a second person before it is sent.
struct Hold: Hashable {
    /// Who laid the limit down.
    enum Source: Hashable {
        /// A schedule, for its own plans: all groups that change count.
        case schedule(String)
        /// The settings, or that there are people: groups that lose something count.
        case house
    }

    /// How many groups count.
    var count: Int
    /// How many may.
    var most: Int
    /// Who laid it down.
    var source: Source

    /// What is the matter, as a sentence.
    var sentence: String {
        let groups = count.counted("group")
        return switch source {
        case .schedule(let name):
            most == 0
                ? "\(groups) would change, and each plan of the schedule \(name.shown) waits for a person."
                : "\(groups) would change, and the schedule \(name.shown) may change \(most) by itself."
        case .house:
            most == 0
                ? "\(groups) would lose time, and each such plan takes a second person."
                : "\(groups) would lose time, and more than \(most) take a second person."
        }
    }
}

extension Hold {
    /// Why a cleared plan waits, nil where it does not.
    ///
    /// A command that names one booking never waits, and neither does the rest of a run that was agreed to.
    static func of(_ cleared: ClearedPlan, _ consent: ConsentRule, _ settings: Settings) -> Hold? {
        guard case .new(let record) = cleared.start, !record.namesOneBooking else { return nil }
        let rows = cleared.checked.plan.rows.planned
        let plan = cleared.checked.plan
        if case .granted(let schedule, let most?) = consent, plan.stayCount(of: rows) > most {
            return Hold(count: plan.stayCount(of: rows), most: most, source: .schedule(schedule))
        }
        guard let most = settings.holdAbove(hasPeople: cleared.hasPeople) else { return nil }
        let counted = plan.stayCount(of: rows.filter { $0.counts(isUndo: cleared.checked.maker == .undo) })
        return counted > most ? Hold(count: counted, most: most, source: .house) : nil
    }
}

extension Row {
    /// Whether the row counts towards the number above which a plan waits: it takes time.
    ///
    /// An undo of a row that only gave time takes back no more than that, and does not count.
    fileprivate func counts(isUndo: Bool) -> Bool {
        // Whoever makes or ends codes gives doors or takes them; an undo of what was made only takes it back.
        if changesDoors { return !isUndo || change != .cancel }
        guard changesHours, !onlyGainsTime else { return false }
        return !isUndo || !losesTime || members.contains(where: \.gainsTime)
    }
}
