internal import CivilTime
package import Model

extension ScheduleOptions {
    /// The options of `keyshift run` that say the same, in a steady order.
    ///
    /// Which calls may be made at once the process of a firing asks its schedule.
    ///
    /// It is the one place that makes words of them: for the process of a firing, for lists, and for documents.
    package var commandLine: [String] { limits + (direct.allowsAny ? ["--allow-direct"] : []) }

    /// The same without the grant for calls that take effect at once, which is shown by itself.
    package var limits: [String] {
        let words = RowCheck.allCases
        return Self.option("--max-groups", maxGroups.map { "\($0)" })
            + Self.option("--max-shift", maxShift?.description)
            + Self.option("--settings", settings)
            + words.filter(allowed.contains).flatMap { Self.option("--allow", $0.rawValue) }
            + words.filter(leftOut.contains).flatMap { Self.option("--leave-out", $0.rawValue) }
            + Self.option("--stop-at", stopAtPercent.map { "\($0)%" })
            + Self.option("--memory-limit", memoryLimit.map(Self.size))
            + Self.option("--time-limit", timeLimit?.description)
            + readableFolders.flatMap { Self.option("--allow-read", $0) }
            + moduleFolders.flatMap { Self.option("--modules", $0) }
            + writableFolders.flatMap { Self.option("--allow-write", $0) }
    }

    /// An option with its value; a value that looks like an option is tied to its own.
    private static func option(_ name: String, _ value: String?) -> [String] {
        guard let value else { return [] }
        return value.hasPrefix("-") ? ["\(name)=\(value)"] : [name, value]
    }

    /// The shortest form of a number of bytes, such as `64MB`.
    private static func size(_ bytes: Int) -> String {
        if bytes % (1 << 30) == 0 { return "\(bytes >> 30)GB" }
        return bytes % (1 << 20) == 0 ? "\(bytes >> 20)MB" : "\(bytes >> 10)KB"
    }
}
