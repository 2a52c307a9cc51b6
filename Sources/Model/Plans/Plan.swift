package import CivilTime

/// What a script asked for: rows with absolute hours, and what it left out.
package struct Plan: Sendable {
    /// One thing that the script chose not to change, and why.
    package struct LeftOut: Hashable, Sendable {
        /// What, in the words of the script.
        package var what: String
        /// Why, in the words of the script.
        package var why: String
        /// How many groups it is.
        package var count: Int
        /// The group that it is, nil where it is none or several.
        package var target: Row.Target?
        /// Whether it was asked for, as a line of a list does: where nothing else is done, not all is done.
        package var isAskedFor = false
        /// Whether the command line asks for others only, so that nobody expects it.
        package var isOfOthers = false
        /// Whether it is a line of a list that could not be read, so that nobody knows what was asked for.
        package var isUnread = false
        /// The run of the last hours that moved it, where it was left out because this one would add to that.
        package var earlier: Earlier?

        /// Makes it of its parts.
        package init(what: String, why: String, count: Int = 1, target: Row.Target? = nil) {
            self.what = what
            self.why = why
            self.count = count
            self.target = target
        }
    }

    /// The rows that a check would refuse, and that are sent because it was allowed for them.
    package struct LetThrough: Hashable, Sendable {
        /// The check.
        package var check: RowCheck
        /// How the operator knows the rows.
        package var labels: [String]

        /// Makes it of its parts.
        package init(_ check: RowCheck, _ labels: [String]) {
            self.check = check
            self.labels = labels
        }
    }

    /// A row that is unlike the others.
    package struct Outlier: Hashable, Sendable {
        /// The row's target.
        package var target: Row.Target
        /// How the operator knows it.
        package var label: String
        /// What is unlike.
        package var why: String

        /// Makes it of its parts.
        package init(target: Row.Target, label: String, why: String) {
            self.target = target
            self.label = label
            self.why = why
        }
    }

    /// What a query of a script found.
    package struct Search: Hashable, Sendable {
        /// How many groups there are.
        package var groups: Int
        /// The condition that took the last of them, as words behind "none"; nil where some were left.
        package var emptiedBy: String?
        /// How many groups that condition was asked about.
        package var asked: Int

        /// Makes it of its parts.
        package init(groups: Int, emptiedBy: String?, asked: Int) {
            self.groups = groups
            self.emptiedBy = emptiedBy
            self.asked = asked
        }
    }

    /// The rows.
    package var rows: [Row]
    /// What was left out.
    package var leftOut: [LeftOut]
    /// How many groups were left out.
    package var leftOutCount: Int { leftOut.reduce(0) { $0 + $1.count } }
    /// Whether the script found stays and asked for no change of any: whatever it found it has said itself.
    package var onlyTells: Bool {
        guard let search, search.groups > 0 else { return false }
        return search.emptiedBy == nil && rows.isEmpty && leftOut.isEmpty
    }
    /// The alarms that the script has raised.
    package var alarms: [AlarmRaise] = []
    /// What the operator should know before it is sent.
    package var warnings: [Warning] = []
    /// The rows that are unlike the others, which are shown first.
    package var outliers: [Outlier] = []
    /// What was let through because a check was allowed.
    package var letThrough: [LetThrough] = []
    /// The stays of which rows change single codes, by the ids of those codes.
    package var stays: [String: Row.Target] = [:]
    /// The ids of devices whose locks could not be reached when it was made, and get the new hours later.
    package var offlineDevices: Set<String> = []
    /// How many guests who can open their door now could not right after it.
    package var lockouts = 0
    /// How many guests who can open their door now still could after it, and lose time all the same.
    package var shortenedInside = 0
    /// How many groups the script expects to change, nil where it does not say.
    package var expectedGroups: ClosedRange<Int>?
    /// The names, doors, houses and hours that were asked for, in words, with what they stand for; nil where everything is.
    package var asked: String?
    /// How long the apply takes and by when it has to begin, nil where nothing is known of the pace.
    package var estimate: ApplyEstimate?
    /// The script's memory after it ran, as JSON; nil where it has none.
    package var memory: String?
    /// What the script looked at, nil where it asked for no groups.
    package var search: Search?
    /// What was left of the run that it resumes, nil for any other plan.
    package var rest: Rest?
    /// When it was made, by the engine's clock.
    package var madeAt: Instant

    /// Makes a plan of its parts.
    package init(rows: [Row], leftOut: [LeftOut] = [], madeAt: Instant) {
        self.rows = rows
        self.leftOut = leftOut
        self.madeAt = madeAt
    }

    /// A plan of nothing.
    package static func empty(at instant: Instant) -> Plan { Plan(rows: [], madeAt: instant) }

    /// Whether nothing of what was asked for is here, or can be done.
    ///
    /// What the command line asks for others than is no matter.
    package var isInVain: Bool { rows.isEmpty && leftOut.contains { $0.isAskedFor && !$0.isOfOthers } }

    /// How many lines of a list could not be read.
    package var unreadCount: Int { leftOut.count(where: \.isUnread) }

    /// The stay that a row is of, also where it changes a single code of it.
    package func stay(of row: Row) -> Row.Target { stays[row.target.identifier] ?? row.target }

    /// How many stays some of the rows are of: one whose doors change each by itself counts once.
    package func stayCount(of rows: some Collection<Row>) -> Int {
        stays.isEmpty ? rows.count : Set(rows.lazy.map(stay(of:))).count
    }

    /// How many stays some of the rows are of that none of `others` is of: a stay of which one door changes and another is as it
    /// should be is told once.
    package func stayCount(of rows: [Row], besides others: [Row]) -> Int {
        guard !stays.isEmpty else { return rows.count }
        return Set(rows.lazy.map(stay(of:))).subtracting(others.lazy.map(stay(of:))).count
    }

    /// Whether a row is to be sent.
    package var hasChanges: Bool { rows.contains { $0.status == .planned } }
}

extension [Row] {
    /// Those that are still planned.
    package var planned: [Row] {
        // Mostly all are, and a copy of a large plan is large.
        allSatisfy { $0.status == .planned } ? self : filter { $0.status == .planned }
    }
}

extension Row {
    /// How the operator knows the row, as data: its name, or its key where it has none.
    package var handle: String { name ?? target.identifier }

    /// How the operator knows the row, for a sentence or a cell.
    package var label: String { handle.shown }
}
