package import CivilTime

/// What a schedule lets each of its runs do, beside its script and the script's arguments.
///
/// A value that is not there means what it means for `keyshift run`: the settings decide, else the default.
package struct ScheduleOptions: Hashable, Sendable {
    /// The greatest number of groups that may change, at least 1.
    package var maxGroups: Int?
    /// The greatest distance that hours may move.
    package var maxShift: TimeSpan?
    /// The absolute path of the settings, instead of those beside the script.
    package var settings: String?
    /// The checks that may be passed over.
    package var allowed: Set<RowCheck> = []
    /// The checks whose rows are left out; none of them is allowed.
    package var leftOut: Set<RowCheck> = []
    /// Which calls that take effect at once its runs may send.
    package var direct = DirectGrant.none
    /// The share of failed rows, in percent, at which nothing more is sent.
    package var stopAtPercent: Int?
    /// The bytes of the script's memory, in whole KB and at least 1 MB.
    package var memoryLimit: Int?
    /// The time from the script's start to its end, longer than nothing.
    package var timeLimit: TimeSpan?
    /// The absolute paths of folders that the script may read beside its own.
    package var readableFolders: [String] = []
    /// The absolute paths of folders in which it finds Lua libraries.
    package var moduleFolders: [String] = []
    /// The absolute paths of folders that the script may write to; it writes nowhere where there are none.
    package var writableFolders: [String] = []
    /// The files that it runs with on every node, the script first; none where it reads those of the machine.
    package var files: [KeptFile] = []

    /// Makes options that say nothing.
    package init() {}
}
