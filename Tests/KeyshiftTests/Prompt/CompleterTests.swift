import LuaSyntax
import RunEngine
import Testing

@testable import keyshift

struct CompleterTests {
    private static let names = PromptNames(
        devices: [
            PromptName(name: "Front door", id: "11111111-0000-4000-8000-000000000001", note: "America/Vancouver"),
            PromptName(name: "Room 204", id: "11111111-0000-4000-8000-000000000002"),
            PromptName(name: "Room 205", id: "11111111-0000-4000-8000-000000000003"),
        ],
        groups: [
            PromptName(name: "BK-1 Ito", id: "key-1", note: "Front door"),
            PromptName(name: "BK-2 Zoë", id: "key-2", note: "Room 204"),
        ],
        codes: [PromptName(name: "BK-1 Ito", id: "code-1", note: "Front door")]
    )

    private static let values: [[PromptKey]: PromptGlimpse] = [
        []: PromptGlimpse(type: "table", names: ["print", "pairs", "stay", "doors", "groups", "_G"]),
        [.field("stay")]: PromptGlimpse(type: "group"),
        [.field("doors")]: PromptGlimpse(type: "table"),
        [.field("doors"), .first]: PromptGlimpse(type: "table", names: ["device_id", "display_name", "not a name"]),
        [.field("string")]: PromptGlimpse(type: "table", names: ["upper", "sub"]),
        [.field("text")]: PromptGlimpse(type: "string"),
    ]

    private func completer(_ text: String, _ names: PromptNames = names) -> Completer {
        Completer(text, names: names) { Self.values[$0] ?? PromptGlimpse(type: "nil") }
    }

    private func texts(_ text: String) -> [String] { completer(text).completion.candidates.map(\.text) }

    @Test(
        arguments: [
            ("gro", ["groups"]), ("st", ["stay"]), ("print(d", ["doors", "do"]),
            ("groups.", ["all", "ensure", "ensured", "get", "of_row", "offers", "room_sorts"]),
            ("groups.all():in", ["in_house"]),
            ("groups.all():named('x'):o", ["of_house", "on_devices", "on_doors", "one", "ongoing"]),
            ("groups.all():one().in", ["in_house"]), ("stay:ext", ["extend", "extend_to"]),
            ("stay.ends_at:fo", ["format"]),
            ("seam.access_codes.up", ["update", "update_multiple"]), ("seam.access_codes.un", ["unmanaged"]),
            ("seam.devices.get{ device_id = id }.device_t", ["device_type"]), ("time.now():cl", ["clock"]),
            ("doors[1].", ["device_id", "display_name"]), ("text:", ["sub", "upper"]),
            ("for g in groups.all():each() do g:al", ["align"]),
            ("local q = groups.all()\nq:co", ["count"]),
            ("seam.devices.list()[1].disp", ["display_name"]),
            ("12", []), ("-- gro", []), ("nothing.", []),
        ] as [(String, [String])]
    )
    func `names and members go on as they can`(text: String, expected: [String]) {
        #expect(texts(text) == expected)
    }

    @Test(
        arguments: [
            ("seam.access_codes.update_multiple{ comm", ["common_code_key = "]),
            ("seam.access_codes.update_multiple{ common_code_key = k, sta", ["starts_at = "]),
            ("seam.access_codes.update_multiple{ common_code_key = k, comm", []),
            ("stay:extend('2h', { be", ["because = "]), ("stay:set({ ends", ["ends_at = "]),
            ("seam.access_codes.update_multiple({ }, { on", ["once = "]),
            ("task.map(t, f, { c", ["concurrency = "]),
            ("csv.rows('a', { un", ["unique = "]),
        ] as [(String, [String])]
    )
    func `parameters go on by their names, and only with those that are not given`(text: String, expected: [String]) {
        #expect(texts(text) == expected)
    }

    @Test func `an id is asked for by the name of what it belongs to`() {
        let front = completer("seam.access_codes.list{ device_id = \"fro").completion
        #expect(front.common == "11111111-0000-4000-8000-000000000001\"")
        let rooms = completer("seam.devices.list{ device_ids = { 'roo").completion
        #expect(rooms.candidates.map(\.label) == ["Room 204", "Room 205"])
        #expect(rooms.common == "roo")
        #expect(completer("seam.devices.list{ device_ids = { 'Roo").completion.common == "Room 20")
        #expect(texts("seam.devices.list{ device_ids = { '205") == ["11111111-0000-4000-8000-000000000003'"])
        #expect(texts("seam.access_codes.update_multiple{ common_code_key = \"BK-1") == ["key-1\""])
        #expect(texts("groups.get('BK-2") == ["key-2'"])
        #expect(texts("groups.all():named(\"BK-1") == ["BK-1 Ito\""])
        #expect(texts("groups.all():on_devices(\"Front") == ["11111111-0000-4000-8000-000000000001\""])
        #expect(completer("seam.access_codes.list{ device_id = ").completion.candidates.count == 3)
    }

    @Test func `values that the API names go on as texts`() {
        let endpoint = "seam.events.list{ event_type = \"device.con"
        let found = texts(endpoint)
        #expect(found.contains("device.connected\""))
        #expect(found.allSatisfy { $0.hasPrefix("device.con") })
        #expect(texts("help \"group:ext") == ["group:extend_to\"", "group:extend\""])
        #expect(texts("help('seam.devices.ge") == ["seam.devices.get'"])
    }

    @Test func `what was not read yet is asked for, and everything else is not`() {
        #expect(completer("seam.access_codes.list{ device_id = \"F", PromptNames()).missing == .devices)
        #expect(completer("groups.all():named('B", PromptNames()).missing == .groups)
        #expect(completer("seam.access_codes.get{ access_code_id = '", PromptNames(devices: [])).missing == .groups)
        #expect(completer("seam.access_codes.list{ device_id = \"F").missing == nil)
        #expect(completer("gro", PromptNames()).missing == nil)
    }

    @Test func `at an empty place stand the modules and one's own names, and not all of Lua`() {
        let found = texts("")
        #expect(found.starts(with: ["groups", "doors", "seam", "time"]))
        #expect(found.contains("stay") && !found.contains("pairs") && !found.contains("and"))
    }

    @Test func `completion in a workspace of 5,000 doors finds one of them`() {
        let doors = (0..<5000).map { PromptName(name: "Room \($0)", id: "id-\($0)") }
        let names = PromptNames(devices: doors)
        #expect(completer("seam.devices.get{ device_id = 'Room 4999", names).completion.common == "id-4999'")
        #expect(completer("seam.devices.get{ device_id = 'Room", names).completion.common == "Room ")
    }

    @Test func `commands go on by their names, and help by what it knows`() {
        #expect(CommandCompletion.completion(of: ":pl")?.common == ":plan")
        #expect(CommandCompletion.completion(of: ":lo")?.common == ":load ")
        #expect(CommandCompletion.completion(of: ":")?.candidates.count == Repl.commands.count)
        #expect(CommandCompletion.completion(of: ":help group:al")?.common == "group:align")
        #expect(CommandCompletion.completion(of: ":help seam.devices.ge")?.common == "seam.devices.get")
        #expect(CommandCompletion.completion(of: ":apply x")?.candidates.isEmpty == true)
        #expect(CommandCompletion.completion(of: "x:y") == nil)
    }

    @Test func `scripts and folders go on by their names, and nothing else does`() {
        let automations = Program.automation("")
        let script = CommandCompletion.completion(of: ":load \(automations)extend-a")
        #expect(script?.common == "\(automations)extend-all.lua")
        let folder = automations.dropLast("/".count)
        #expect(CommandCompletion.completion(of: ":load \(folder)")?.common == automations)
        #expect(FileCompletion.paths(for: "/nonexistent/").isEmpty)
        let package = automations.dropLast("scripts/automations/".count)
        #expect(FileCompletion.paths(for: "\(package)s") == ["\(package)scripts/"])
        #expect(FileCompletion.paths(for: "\(package)READ").isEmpty)
    }
}
