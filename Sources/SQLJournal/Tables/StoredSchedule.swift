import CivilTime
internal import Model

/// A line of `schedule`: a schedule, or why it is none that this program can read.
enum StoredSchedule {
    case readable(Schedule)
    case unreadable(UnreadableSchedule)

    /// Reads a line; one that cannot be read is no error, as the others are of use without it.
    /// - Throws: `storage` for a line without a name.
    init(_ row: SQLRow) throws {
        let name = try row.text("name")
        do throws(ScheduleProblem) {
            self = .readable(try Schedule(row, name: name))
        } catch {
            self = .unreadable(UnreadableSchedule(name: name, problem: error, isPaused: Self.isPaused(row)))
        }
    }

    /// Whether it is paused; what cannot be read of a pause counts as one, so that nothing is sent for it.
    private static func isPaused(_ row: SQLRow) -> Bool {
        do { return try row.instantIfAny("pausedAt") != nil } catch { return true }
    }
}

/// The options of a schedule in one column: the list of their version and of each field's name and value.
enum StoredOptions {
    /// The column for options.
    static func text(_ options: ScheduleOptions) -> String {
        StoredList.text(["\(options.version)"] + options.fields.flatMap { [$0.name, $0.value] })
    }

    /// The options in a column.
    /// - Throws: `damaged` for what is no such list, and what `ScheduleOptions.init(version:fields:)` throws.
    static func options(_ text: String) throws(ScheduleProblem) -> ScheduleOptions {
        guard let items = try? StoredList.items(text), let version = items.first.flatMap({ Int($0) }) else {
            throw ScheduleProblem(.damaged, "options", "\"\(text.shown)\" is no list with a version")
        }
        let rest = Array(items.dropFirst())
        guard ScheduleOptions.versions.contains(version) else {
            // What another version has is for its sentence only.
            let words = rest.map { ScheduleOptions.Field(name: "", value: $0) }
            return try ScheduleOptions(version: version, fields: words)
        }
        guard rest.count.isMultiple(of: 2) else {
            throw ScheduleProblem(.damaged, "options", "\"\(rest.last?.shown ?? "")\" has no value")
        }
        let fields = stride(from: 0, to: rest.count, by: 2).map { place in
            ScheduleOptions.Field(name: rest[place], value: rest[place + 1])
        }
        return try ScheduleOptions(version: version, fields: fields)
    }
}

extension Schedule {
    /// Makes a schedule of a line of `schedule`.
    fileprivate init(_ row: SQLRow, name: String) throws(ScheduleProblem) {
        self.init(
            name: name,
            script: try Self.read("script", row.text),
            arguments: try Self.read("arguments") { try StoredList.items(row.text($0)) },
            cron: try Self.parsed(row, "cron", .cron, CronExpression.remembered),
            zone: try Self.parsed(row, "zone", .zone, Zone.named),
            addedAt: try Self.read("addedAt", row.instant),
        )
        dst = try Self.read("dst") { try row.word($0) }
        missed = try Self.read("missed") { try row.word($0) }
        grace = TimeSpan(milliseconds: try Self.read("grace", row.number))
        overlap = try Self.read("overlap") { try row.word($0) }
        holdAbove = try Self.read("holdAbove", row.numberIfAny)
        retries = try Self.read("retries", row.number)
        options = try StoredOptions.options(try Self.read("options", row.text))
        onFailure = try Self.read("onFailure", row.textIfAny)
        onRecovery = try Self.read("onRecovery", row.textIfAny)
        addedBy = try Self.read("addedBy", row.textIfAny)
        pausedAt = try Self.read("pausedAt", row.instantIfAny)
        pauseNote = try Self.read("pauseNote", row.textIfAny)
        resumedAt = try Self.read("resumedAt", row.instantIfAny)
        lastFiredAt = try Self.read("lastFiredAt", row.instantIfAny)
    }

    private static func read<T>(_ column: String, _ body: (String) throws -> T) throws(ScheduleProblem) -> T {
        do {
            return try body(column)
        } catch {
            throw ScheduleProblem(.damaged, column, "\(error)".trimmed)
        }
    }

    private static func parsed<T>(
        _ row: SQLRow,
        _ column: String,
        _ kind: ScheduleProblem.Kind,
        _ parse: (String) throws(CivilTimeError) -> T,
    ) throws(ScheduleProblem) -> T {
        let text = try read(column, row.text)
        do throws(CivilTimeError) {
            return try parse(text)
        } catch {
            throw ScheduleProblem(kind, column, error.message.trimmed)
        }
    }
}

extension String {
    /// A sentence as part of another one.
    fileprivate var trimmed: String { hasSuffix(".") ? String(dropLast()) : self }
}
