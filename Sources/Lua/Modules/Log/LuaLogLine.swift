/// A line that a script wrote with `log`.
public struct LuaLogLine: Sendable {
    /// How much a line matters, in rising order.
    public enum Level: String, Sendable, CaseIterable, Comparable {
        /// For whoever writes the script.
        case debug
        /// What happens.
        case info
        /// What somebody should look at.
        case warn
        /// What went wrong.
        case error

        /// Orders by how much a line matters.
        public static func < (left: Level, right: Level) -> Bool {
            allCases.firstIndex(of: left) ?? 0 < allCases.firstIndex(of: right) ?? 0
        }
    }

    /// How much it matters.
    public var level: Level
    /// The text, with control characters written as escapes.
    public var text: String
    /// The fields in the order of their names, as text; a secret is `••••`.
    public var fields: [(name: String, value: String)]
    /// The line of the script, such as `late.lua:6`, nil where none is.
    public var position: String?

    /// The text and the fields in one line, without the level and the position.
    public var description: String {
        fields.reduce(into: text) { $0 += "  \($1.name)=\($1.value)" }
    }
}
