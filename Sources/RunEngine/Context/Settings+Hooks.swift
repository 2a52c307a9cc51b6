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

    private func read(_ name: String, _ value: JSONValue) throws(PlanError) -> AlarmHook {
        let place = "hooks: \(name.shown)"
        guard !name.isEmpty, name.utf8.count <= 64 else {
            throw refusal("hooks: a hook needs a name of up to 64 bytes")
        }
        guard let fields = value.object, let command = fields.first(where: { $0.key == "command" })?.value else {
            throw wrong(place, "an object with a command, such as { \"command\": [\"/usr/local/bin/page\"] }")
        }
        var hook = AlarmHook(name: name, command: try words(command, place))
        for (key, value) in fields.sorted(by: { $0.key < $1.key }) {
            try read(key, value, of: &hook, "\(place): \(key.shown)")
        }
        return hook
    }

    private func read(_ key: String, _ value: JSONValue, of hook: inout AlarmHook, _ place: String) throws(PlanError) {
        switch key {
        case "command": break
        case "level":
            guard let level = value.string.flatMap(Alarm.Level.init) else {
                throw wrong(place, "\"warning\" or \"urgent\"")
            }
            hook.least = level
        case "timeout":
            guard let text = value.string else { throw wrong(place, "a duration such as \"10s\"") }
            hook.limit = try civil(place) { () throws(CivilTimeError) in try TimeSpan(parsing: text) }
            guard hook.limit > .zero, hook.limit <= AlarmHook.longest else {
                throw wrong(place, "a duration of up to \(AlarmHook.longest)")
            }
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
