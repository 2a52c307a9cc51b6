internal import CivilTime
internal import Model
internal import Seam
internal import Spelling

extension Settings {
    private static let hookKeys = ["command", "level", "timeout"]

    /// Reads the hooks.
    /// - Throws: `load_error` with the hook, the key and what to write instead.
    mutating func readHooks(_ value: JSONValue) throws(PlanError) {
        guard let fields = value.object else {
            throw wrong("hooks", "an object of names, such as { \"pager\": { \"command\": [\"/bin/page\"] } }")
        }
        guard fields.count <= AlarmHook.most else {
            throw refusal("hooks: at most \(AlarmHook.most), not \(fields.count)")
        }
        for (name, hook) in fields.sorted(by: { $0.key < $1.key }) { hooks.append(try read(name, hook)) }
    }

    /// Reads the hooks that get PINs.
    /// - Throws: `load_error` with the hook, the key and what to write instead.
    mutating func readCodeHooks(_ value: JSONValue) throws(PlanError) {
        guard let fields = value.object else {
            throw wrong("on_code", "an object of names, such as { \"mail\": { \"command\": [\"/bin/send-pin\"] } }")
        }
        guard fields.count <= AlarmHook.most else {
            throw refusal("on_code: at most \(AlarmHook.most), not \(fields.count)")
        }
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
            let hook = try parts(of: name, value, in: "on_code")
            var made = CodeHook(name: name, command: hook.command)
            for (key, value) in hook.fields {
                guard key == "timeout" else {
                    throw refusal(
                        NearestName.sentence(
                            "\(hook.place): \(key.shown)",
                            "setting",
                            key.shown,
                            among: ["command", "timeout"]
                        )
                    )
                }
                made.limit = try limit(value, "\(hook.place): \(key.shown)")
            }
            codeHooks.append(made)
        }
    }

    private func read(_ name: String, _ value: JSONValue) throws(PlanError) -> AlarmHook {
        let parts = try parts(of: name, value, in: "hooks")
        var hook = AlarmHook(name: name, command: parts.command)
        for (key, value) in parts.fields { try read(key, value, of: &hook, "\(parts.place): \(key.shown)") }
        return hook
    }

    /// What every hook has: its command, and its other fields in the order of their names.
    private func parts(
        of name: String,
        _ value: JSONValue,
        in key: String,
    ) throws(PlanError) -> (place: String, command: [String], fields: [(key: String, value: JSONValue)]) {
        let place = "\(key): \(name.shown)"
        guard !name.isEmpty, name.utf8.count <= 64 else {
            throw refusal("\(key): a hook needs a name of up to 64 bytes")
        }
        guard let fields = value.object, let command = fields.first(where: { $0.key == "command" })?.value else {
            throw wrong(place, "an object with a command, such as { \"command\": [\"/usr/local/bin/page\"] }")
        }
        let others = fields.filter { $0.key != "command" }.sorted { $0.key < $1.key }
        return (place, try words(command, place), others.map { (key: $0.key, value: $0.value) })
    }

    private func limit(_ value: JSONValue, _ place: String) throws(PlanError) -> TimeSpan {
        guard let text = value.string else { throw wrong(place, "a duration such as \"10s\"") }
        let limit = try civil(place) { () throws(CivilTimeError) in try TimeSpan(parsing: text) }
        guard limit > .zero, limit <= AlarmHook.longest else {
            throw wrong(place, "a duration of up to \(AlarmHook.longest)")
        }
        return limit
    }

    private func read(_ key: String, _ value: JSONValue, of hook: inout AlarmHook, _ place: String) throws(PlanError) {
        switch key {
        case "level":
            guard let level = value.string.flatMap(Alarm.Level.init) else {
                throw wrong(place, "\"warning\" or \"urgent\"")
            }
            hook.least = level
        case "timeout": hook.limit = try limit(value, place)
        default:
            throw refusal(NearestName.sentence(place, "setting", key.shown, among: Self.hookKeys))
        }
    }

    /// The program by its whole path, and its arguments.
    private func words(_ value: JSONValue, _ place: String) throws(PlanError) -> [String] {
        let words = (value.array ?? []).compactMap(\.string)
        guard let array = value.array, words.count == array.count, words.first?.hasPrefix("/") == true else {
            throw wrong("\(place): command", "a list of texts that begins with a whole path; no shell reads it")
        }
        return words
    }
}
