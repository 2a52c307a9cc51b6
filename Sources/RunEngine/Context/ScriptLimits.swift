internal import CivilTime
internal import Lua
package import Model

/// What a script may use of the machine.
package struct ScriptLimits: Hashable, Sendable {
    /// The bytes of its memory, 256 MB unless told otherwise.
    package private(set) var memory: Int
    /// The milliseconds from its start to its end, its waits included; 5 min unless told otherwise.
    package private(set) var milliseconds: Int64
    /// The bytes that it may print.
    package var output: Int
    /// The folders that it may read beside its own.
    package var readableFolders: [String]
    /// The folders in which its modules are looked for after its own folder.
    package var moduleFolders: [String] = []
    /// The folders that it may write to; nil for its own when a person started it, and for none when a schedule did.
    package var writableFolders: [String]?
    /// Whether it may read PINs; else they are values that it can only hand back to a call.
    package var seesPINs = false

    /// Makes the limits of an ordinary script.
    package init() {
        memory = 256 << 20
        milliseconds = 300_000
        output = 4 << 20
        readableFolders = []
    }

    /// The same for a script that is only tried, which somebody waits for: at most so many milliseconds.
    package func within(milliseconds most: Int64) -> ScriptLimits {
        var limits = self
        limits.milliseconds = min(milliseconds, most)
        return limits
    }

    /// Makes limits of what was typed: `64MB` and `2s`.
    /// - Throws: `invalid_value` with a value that works.
    package init(memory: String, time: String) throws(PlanError) {
        self.init()
        self.memory = try Self.bytes(memory)
        do throws(CivilTimeError) {
            milliseconds = try TimeSpan(parsing: time).milliseconds
        } catch {
            throw PlanError(.invalidValue, error.typedMessage, about: .timeLimit, underlying: error)
        }
        guard milliseconds > 0 else {
            throw PlanError(.invalidValue, "it must be longer than nothing, such as 30s", about: .timeLimit)
        }
    }

    /// The same for the Lua host.
    var native: LuaLimits {
        LuaLimits(memory: memory, time: .milliseconds(milliseconds), output: output)
    }

    private static func bytes(_ text: String) throws(PlanError) -> Int {
        let units = ["KB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30]
        let digits = text.prefix(while: \.isNumber)
        let unit = text.dropFirst(digits.count).uppercased().filter { $0 != " " }
        guard let count = Int(digits), count > 0, let size = units[unit] else {
            throw PlanError(.invalidValue, "\"\(text.shown)\" is no size; write it as 64MB or 1GB", about: .memoryLimit)
        }
        let (bytes, isTooLarge) = count.multipliedReportingOverflow(by: size)
        guard !isTooLarge, bytes >= 1 << 20 else {
            throw PlanError(
                .invalidValue,
                "\"\(text.shown)\" is out of reach; write 1MB or more, such as 64MB",
                about: .memoryLimit,
            )
        }
        return bytes
    }
}
