internal import CivilTime

#if DEBUG
    internal import Glibc
#endif

/// What builds for tests can change of the rules: how long things last, and one guard that is taken away.
///
/// `scripts/torture` uses it, to try several nodes in a tenth of the time, and to see that it notices when a guard is missing.
/// Other builds know none of it, whatever their environment says.
package enum Trial {
    /// What keeps several nodes from doing a thing twice.
    package enum Guard: String, Sendable {
        /// Whoever writes for a run shows the token of its newest claim.
        case tokens
        /// Sends take slots of their doors, which all runs share.
        case slots
        /// Whether an instant of a schedule has fired is asked in the transaction that fires it.
        case scheduleLock = "schedule-lock"
        /// A label is used once for each group.
        case labels
    }

    #if DEBUG
        private static let haste: Int64 = max(1, variable("KEYSHIFT_TRIAL_HASTE").flatMap(Int64.init) ?? 1)
        private static let missing = variable("KEYSHIFT_TRIAL_WITHOUT").flatMap(Guard.init)

        private static func variable(_ name: String) -> String? {
            unsafe getenv(name).map { unsafe String(cString: $0) }
        }
    #else
        private static var haste: Int64 { 1 }
        private static var missing: Guard? { nil }
    #endif

    /// Whether a guard was taken away.
    package static func isWithout(_ one: Guard) -> Bool { missing == one }

    /// So many milliseconds, or a part of them in a trial that has no time.
    package static func milliseconds(_ count: Int64) -> Int64 { count / haste }

    /// A span of so many milliseconds, or a part of it in a trial that has no time.
    static func span(_ count: Int64) -> TimeSpan { TimeSpan(milliseconds: milliseconds(count)) }
}
