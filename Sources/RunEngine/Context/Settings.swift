package import CivilTime
package import Model
internal import Seam
internal import Spelling

/// What a house has laid down in `keyshift.json`: limits that a flag can only lower, zones of devices, and its workspace.
package struct Settings: Hashable, Sendable {
    /// The only workspace that may be touched, nil for any.
    package internal(set) var workspaceID: String?
    /// The greatest number of groups that may change, nil where nothing is laid down.
    package internal(set) var maxGroups: Int?
    /// The greatest distance that hours may move, nil where nothing is laid down.
    package internal(set) var maxShift: TimeSpan?
    /// The least number of stays, not named singly, whose loss of time is refused; nil where nothing is laid down.
    package internal(set) var shortenFrom: Int?
    /// The number of groups that lose something above which a plan waits for a second person, where a file that may raise it
    /// says so; nil where none does.
    var holdAbove: Int?
    /// The same where a file says so that may only lower it.
    var holdLowered: Int?
    /// Whether a flag may allow that guests lose the door, nil where nothing is laid down.
    package internal(set) var allowsLockout: Bool?
    /// Whether a flag may allow calls that take effect at once, nil where nothing is laid down.
    package internal(set) var allowsDirect: Bool?
    /// The zones of devices, by device id or by the door's name.
    package internal(set) var zones: [String: String] = [:]
    /// The houses, in the order of their names.
    package internal(set) var houses: [House] = []
    /// The programs that are started when there are alarms to tell, in the order of their names.
    package internal(set) var hooks: [AlarmHook] = []
    /// The programs that get PINs which were made, in the order of their names.
    package internal(set) var codeHooks: [CodeHook] = []
    /// The values that a setting or an option may name as `secret:NAME`, in the order of their names.
    package internal(set) var secrets: [NamedSecret] = []
    /// The connection string of the journal's server, nil where nothing is laid down.
    package internal(set) var journal: String?
    /// Whether somebody has named the file on the command line.
    package var isNamed = false
    /// The file, as messages name it.
    package internal(set) var file = "keyshift.json"
    /// The files of the settings that another one has, by their keys.
    var otherFiles: [String: String] = [:]

    /// Makes settings that lay down nothing.
    package init() {}

    /// Reads the text of a settings file.
    /// - Throws: `load_error` with the file, the key and what to write instead.
    package init(json text: String, file: String) throws(PlanError) {
        self.file = file
        let json: JSONValue
        do throws(JSONError) {
            json = try JSONValue(parsingUnambiguous: text)
        } catch {
            let what = error.code == .repeatedKey ? "" : "is no JSON: "
            throw refusal(what + ForeignText.sentence("\(error)"))
        }
        guard let fields = json.object else { throw refusal("must hold an object, such as { \"max_groups\": 100 }") }
        for (key, value) in fields.sorted(by: { $0.key < $1.key }) { try read(key, value) }
    }

    private static let keys = [
        "workspace_id", "max_groups", "max_shift", "shorten", "hold_above", "allow_lockout", "allow_direct", "zones",
        "houses", "hooks", "journal", "on_code", "secrets",
    ]

    private mutating func read(_ key: String, _ value: JSONValue) throws(PlanError) {
        switch key {
        case "workspace_id":
            guard let id = value.string, !id.isEmpty else { throw wrong(key, "the id of a workspace, as a text") }
            workspaceID = id
        case "max_groups":
            guard let count = value.int, count > 0 else { throw wrong(key, "a whole number above 0") }
            maxGroups = Int(count)
        case "max_shift":
            guard let text = value.string else { throw wrong(key, "a duration such as \"48h\"") }
            maxShift = try civil(key) { () throws(CivilTimeError) in try TimeSpan(parsing: text) }
        case "shorten":
            guard let count = value.int, count > 0 else { throw wrong(key, "a whole number above 0") }
            shortenFrom = Int(count)
        case "hold_above": holdAbove = try readHold(value)
        case "allow_lockout": allowsLockout = try flag(key, value)
        case "allow_direct": allowsDirect = try flag(key, value)
        case "zones": try readZones(value)
        case "houses": try readHouses(value)
        case "hooks": try readHooks(value)
        case "journal":
            guard let text = value.string, !text.isEmpty else {
                throw wrong(key, "a connection string, such as \"postgres://keyshift@db.example/keyshift\"")
            }
            journal = text
        case "on_code": try readCodeHooks(value)
        case "secrets": try readSecrets(value)
        default:
            let nearest = NearestName.find(key, among: Self.keys)
            let advice = nearest.map { "did you mean \"\($0)\"?" } ?? "there are \(Self.keys.joined(separator: ", "))"
            throw refusal("has no setting \"\(key.shown)\"; \(advice)")
        }
    }

    private func readHold(_ value: JSONValue) throws(PlanError) -> Int {
        switch value {
        case .string("always"): return 0
        case .string("never"): return .max
        default:
            guard let count = value.int, count >= 0 else {
                throw wrong("hold_above", "a whole number from 0, or \"always\", or \"never\"")
            }
            return Int(count)
        }
    }

    private mutating func readZones(_ value: JSONValue) throws(PlanError) {
        guard let fields = value.object else {
            throw wrong(
                "zones",
                "an object of device ids or door names, such as { \"Front door\": \"America/Vancouver\" }"
            )
        }
        for (door, zone) in fields.sorted(by: { $0.key < $1.key }) {
            guard let name = zone.string else { throw wrong("zones: \(door.shown)", "the name of a zone, as a text") }
            zones[door] = try civil("zones: \(door.shown)") { () throws(CivilTimeError) in try Zone.named(name).name }
        }
    }

    private func flag(_ key: String, _ value: JSONValue) throws(PlanError) -> Bool {
        guard let flag = value.bool else { throw wrong(key, "true or false") }
        return flag
    }

    func civil<Value>(
        _ key: String,
        _ body: () throws(CivilTimeError) -> Value,
    ) throws(PlanError) -> Value {
        do throws(CivilTimeError) {
            return try body()
        } catch {
            throw refusal("\(key): \(error.message)")
        }
    }

    func wrong(_ key: String, _ expected: String) -> PlanError {
        refusal("\(key) must be \(expected)")
    }

    func refusal(_ sentence: String) -> PlanError {
        PlanError(.load, "the settings file \(file.shown): \(sentence)")
    }
}

// MARK: - Flags

extension Settings {
    /// The limits of a run: what is laid down here, lowered by what was typed.
    /// - Throws: `max_groups`, `max_shift` or `lockout` for a flag that would raise one.
    package func limits(
        maxGroups typedGroups: Int?,
        maxShift typedShift: TimeSpan?,
        allowed: Set<RowCheck> = [],
        leftOut: Set<RowCheck> = [],
    ) throws(PlanError) -> Limits {
        var limits = Limits()
        if let maxGroups { limits.maxGroups = maxGroups }
        if let maxShift { limits.maxShift = maxShift }
        if let typedGroups {
            if let maxGroups, typedGroups > maxGroups {
                throw raised(.maxGroups, .maxGroups, "\(typedGroups)", "max_groups \(maxGroups)")
            }
            limits.maxGroups = typedGroups
        }
        if let typedShift {
            if let maxShift, typedShift > maxShift {
                throw raised(.maxShift, .maxShift, "\(typedShift)", "max_shift \(maxShift)")
            }
            limits.maxShift = typedShift
        }
        if let shortenFrom { limits.shortenFrom = shortenFrom }
        try refuseAllowed(allowed)
        limits.allowed = allowed
        limits.leftOut = leftOut
        return limits
    }

    /// Refuses a check that is allowed although it is ruled out.
    /// - Throws: `lockout`.
    package func refuseAllowed(_ allowed: Set<RowCheck>) throws(PlanError) {
        guard allowed.contains(.lockout), allowsLockout == false else { return }
        throw raised(.lockout, .allowLockout, "it", "allow_lockout false")
    }

    /// Refuses calls that take effect at once where they are ruled out.
    /// - Throws: `direct_effect`.
    package func refuseDirect(_ isTyped: Bool) throws(PlanError) {
        if isTyped, allowsDirect == false { throw raised(.directEffect, .allowDirect, "it", "allow_direct false") }
    }

    /// Lets any workspace be touched, and no plan wait, for a sandbox: its journal ends with the command.
    package mutating func allowAnyWorkspace() {
        workspaceID = nil
        (holdAbove, holdLowered) = (.max, nil)
    }

    /// The number of groups that lose something above which a plan waits for a second person: 20 with people, unless laid
    /// down; nil for none.
    func holdAbove(hasPeople: Bool) -> Int? {
        let most = min(holdAbove ?? (hasPeople ? Self.ordinaryHold : .max), holdLowered ?? .max)
        return most == .max ? nil : most
    }

    private static let ordinaryHold = 20

    /// Refuses a workspace that is not the one of the settings.
    /// - Throws: `stale_plan` with both workspaces.
    package func refuseForeign(_ workspaceID: String, name: String) throws(PlanError) {
        guard let pinned = self.workspaceID, pinned != workspaceID else { return }
        throw PlanError(
            .stalePlan,
            "the credential is for the workspace \(name.shown) (\(workspaceID.shown)), and \(file(of: "workspace_id").shown) allows \(pinned.shown) only.\n"
                + "  Use the key of that workspace, or another settings file.",
        )
    }

    /// The file that a setting is from.
    package func file(of key: String) -> String { otherFiles[key] ?? file }

    private func raised(
        _ code: PlanError.Code,
        _ typed: TypedValue,
        _ value: String,
        _ setting: String,
    ) -> PlanError {
        let file = file(of: String(setting.prefix { $0 != " " }))
        return PlanError(
            code,
            "\(value) would go beyond \(setting) in \(file.shown); the command line can only lower what the file allows. "
                + "Leave the option away, or change the file.",
            about: typed,
        )
    }
}
