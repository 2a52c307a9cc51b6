internal import CivilTime

extension ScheduleOptions {
    /// The versions of the form in which options are kept that can be read; the second has `modules` and `write`, the third a list in `allow_direct`, the fourth
    /// `kept`.
    ///
    /// A field more or another meaning of one is a new version.
    package static let versions = 1...4
    /// The oldest version that has all that these options say, so that an older program can read them.
    package var version: Int {
        guard files.isEmpty else { return 4 }
        guard direct.names.isEmpty else { return 3 }
        return writableFolders.isEmpty && moduleFolders.isEmpty ? 1 : 2
    }
    /// The version of options that a migration could not read; their fields are the words of a command line.
    package static let unmigratedVersion = 0

    /// One thing that is kept of options; what can be there several times has a field for each.
    package struct Field: Hashable, Sendable {
        /// Which one it is.
        package var name: String
        /// Its value, written out.
        package var value: String

        /// Makes it of both.
        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    private enum Name: String {
        case maxGroups = "max_groups"
        case maxShift = "max_shift_ms"
        case settings
        case allow
        case leaveOut = "leave_out"
        case allowDirect = "allow_direct"
        case stopAt = "stop_at_percent"
        case memory = "memory_bytes"
        case time = "time_ms"
        case read
        case modules
        case write
        case kept

        /// Whether there may be several of it.
        var repeats: Bool { [.allow, .leaveOut, .allowDirect, .read, .modules, .write, .kept].contains(self) }
        /// The first version in which it is read; `modules` was kept in the first one for a while.
        var since: Int { self == .kept ? 4 : self == .write ? 2 : 1 }
    }

    /// All that is kept of them, in a steady order.
    package var fields: [Field] {
        let words = RowCheck.allCases
        return Self.fields(.maxGroups, [maxGroups.map { "\($0)" }])
            + Self.fields(.maxShift, [maxShift.map { "\($0.milliseconds)" }])
            + Self.fields(.settings, [settings])
            + Self.fields(.allow, words.filter(allowed.contains).map(\.rawValue))
            + Self.fields(.leaveOut, words.filter(leftOut.contains).map(\.rawValue))
            + Self.fields(.allowDirect, direct == .all ? ["yes"] : direct.names)
            + Self.fields(.stopAt, [stopAtPercent.map { "\($0)" }])
            + Self.fields(.memory, [memoryLimit.map { "\($0)" }])
            + Self.fields(.time, [timeLimit.map { "\($0.milliseconds)" }])
            + Self.fields(.read, readableFolders)
            + Self.fields(.modules, moduleFolders)
            + Self.fields(.write, writableFolders)
            + Self.fields(.kept, files.map(\.text))
    }

    private static func fields(_ name: Name, _ values: [String?]) -> [Field] {
        values.compactMap { $0.map { Field(name: name.rawValue, value: $0) } }
    }

    /// Reads what was kept.
    /// - Throws: `newer` for a version that is not known, `unmigrated`, `damaged` with the field that cannot be read.
    package init(version: Int, fields: [Field]) throws(ScheduleProblem) {
        guard version != Self.unmigratedVersion else { throw .unmigrated(fields.map(\.value)) }
        guard Self.versions.contains(version) else { throw .newer(version, known: Self.versions.upperBound) }
        self.init()
        var seen: Set<String> = []
        for field in fields {
            guard let name = Name(rawValue: field.name), name.since <= version else {
                throw ScheduleProblem(.damaged, field.name, "version \(version) of the options has no such field")
            }
            guard seen.insert(field.name).inserted || name.repeats else {
                throw ScheduleProblem(.damaged, field.name, "it is there twice")
            }
            try take(name, field.value, version)
        }
        if let both = allowed.intersection(leftOut).map(\.rawValue).min() {
            throw ScheduleProblem(.damaged, Name.leaveOut.rawValue, "\(both) is allowed, too")
        }
    }

    private mutating func take(_ name: Name, _ value: String, _ version: Int) throws(ScheduleProblem) {
        switch name {
        case .maxGroups: maxGroups = Int(try Self.number(name, value, from: 1))
        case .maxShift: maxShift = TimeSpan(milliseconds: try Self.number(name, value, from: .min))
        case .settings: settings = value
        case .allow: allowed.insert(try Self.check(name, value, among: RowCheck.allowable))
        case .leaveOut: leftOut.insert(try Self.check(name, value, among: RowCheck.allCases))
        case .allowDirect:
            direct = try Self.grant(direct, value, version)
        case .stopAt: stopAtPercent = Int(try Self.number(name, value, from: 1, to: 100))
        case .memory:
            let bytes = try Self.number(name, value, from: 1 << 20)
            guard bytes % 1024 == 0 else { throw Self.wrong(name, value, "is no number of whole KB") }
            memoryLimit = Int(bytes)
        case .time: timeLimit = TimeSpan(milliseconds: try Self.number(name, value, from: 1))
        case .read: readableFolders.append(value)
        case .modules: moduleFolders.append(value)
        case .write: writableFolders.append(value)
        case .kept:
            guard let file = KeptFile(value) else { throw Self.wrong(name, value, "is no file that is kept") }
            files.append(file)
        }
    }

    /// A grant with one more call; `yes` alone stands for every call.
    private static func grant(
        _ grant: DirectGrant,
        _ value: String,
        _ version: Int,
    ) throws(ScheduleProblem) -> DirectGrant {
        if value == "yes", grant == .none { return .all }
        guard version >= 3, grant != .all else { throw wrong(.allowDirect, value, "is not yes") }
        guard DirectGrant.isName(value) else { throw wrong(.allowDirect, value, "is no call that it can name") }
        return .only(Set(grant.names + [value]))
    }

    private static func number(
        _ name: Name,
        _ value: String,
        from lowest: Int64,
        to highest: Int64 = .max,
    ) throws(ScheduleProblem) -> Int64 {
        guard let number = Int64(value), (lowest...highest).contains(number) else {
            throw wrong(name, value, "is no number that it can have")
        }
        return number
    }

    private static func check(
        _ name: Name,
        _ value: String,
        among checks: [RowCheck],
    ) throws(ScheduleProblem) -> RowCheck {
        guard let check = RowCheck(rawValue: value), checks.contains(check) else {
            throw wrong(name, value, "is no check that it can name")
        }
        return check
    }

    private static func wrong(_ name: Name, _ value: String, _ why: String) -> ScheduleProblem {
        ScheduleProblem(.damaged, name.rawValue, "\"\(value.shown)\" \(why)")
    }
}
