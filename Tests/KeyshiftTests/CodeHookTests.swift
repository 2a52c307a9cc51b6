import Foundation
import Testing

/// PINs that are made come to the programs that `on_code` names, and to nobody else.
struct CodeHookTests {
    /// Gives the user's settings a hook that runs a line of the shell, and answers the house with them.
    private func house(_ house: NightHouse, hook line: String, in folder: URL) throws -> NightHouse {
        let settings = folder.appending(path: "config/keyshift")
        try FileManager.default.createDirectory(at: settings, withIntermediateDirectories: true)
        let text = #"{ "on_code": { "mail": { "command": ["/bin/sh", "-c", "\#(line)"], "timeout": "10s" } } }"#
        let file = settings.appending(path: "keyshift.json")
        try text.write(to: file, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path())
        var house = house
        house.program.environment["XDG_CONFIG_HOME"] = folder.appending(path: "config").path()
        return house
    }

    private func folder(_ body: (URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "keyshift-hook-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder)
    }

    @Test func `a new stay, a new PIN and a guest who is let in again are told, each once, with the PIN that opens`()
        async throws
    {
        try await NightHouse.openNow { plain in
            try await folder { folder in
                let told = folder.appending(path: "told").path()
                let house = try house(plain, hook: "cat >> \(told)", in: folder)
                let doors = try await house.devices()
                let room = try #require(doors["Room 10"])
                let lines = [
                    ["create", "BK-7 Okafor", "--door", "Room 10", "--ends", "+20h"], ["new-pin", "Okafor"],
                    ["change-room", "Okafor", "--to", "Room 11", "--allow", "overlap"],
                    ["cancel", "Okafor", "--allow", "lockout"],
                    ["readmit", "Okafor", "--to", "+20h", "--allow", "overlap"],
                ]
                for line in lines {
                    let outcome = try await house.run(line + ["--yes"])
                    #expect(outcome.exitCode == 0, "\(line): \(outcome.told)")
                }
                let text = try String(contentsOfFile: told, encoding: .utf8)
                let documents = text.split(separator: "\n")
                for document in documents {
                    let problems = try JSONSchema("code-notice.json").problems(
                        of: JSONSample(parsing: String(document))
                    )
                    #expect(problems.isEmpty, "\(problems)")
                }
                let notices = try documents.map {
                    try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
                }
                #expect(notices.map { $0["why"] as? String } == ["created", "new_pin", "readmitted"])
                #expect(Set(notices.compactMap { $0["id"] as? String }).count == 3)
                let pin = try #require(notices.last?["pin"] as? String)
                let door = try #require((notices.last?["doors"] as? [[String: Any]])?.first?["device_id"] as? String)
                #expect(door != room)
                #expect(try await house.opens(door, pin))
                let story = try await house.run(["explain", "Okafor"])
                #expect(story.output.contains("its PIN was told"), "\(story.output)")
                let home = URL(filePath: try #require(house.program.environment["KEYSHIFT_HOME"]))
                for file in try FileManager.default.subpathsOfDirectory(atPath: home.path()) {
                    let data = (try? Data(contentsOf: home.appending(path: file))) ?? Data()
                    let pins = notices.compactMap { $0["pin"] as? String }.map { "\"\($0)\"" }
                    for pin in pins { #expect(data.range(of: Data(pin.utf8)) == nil, "the PIN is in \(file)") }
                }
            }
        }
    }

    @Test func `a program that fails is told of, and the stay stands all the same`() async throws {
        try await NightHouse.openNow { plain in
            try await folder { folder in
                let house = try house(plain, hook: "exit 3", in: folder)
                let made = try await house.run([
                    "create", "BK-7 Okafor", "--door", "Room 10", "--ends", "+20h", "--yes",
                ])
                #expect(made.exitCode == 0 && made.told.contains("mail: it ended with exit code 3"), "\(made.told)")
                let alarms = try await house.run(["alarms"])
                #expect(alarms.exitCode == 3 && alarms.output.contains("BK-7 Okafor"), "\(alarms.output)")
                #expect(alarms.output.contains("no program of on_code has taken its PIN"), "\(alarms.output)")
            }
        }
    }

    @Test func `a schedule makes no PIN that nobody gets, and one with a program for it does`() async throws {
        try await NightHouse.openNow { plain in
            try await folder { folder in
                let script = folder.appending(path: "make.lua")
                let text = """
                    groups.ensure{ id = "w1", name = "BK-7 Okafor", doors = "Room 10",
                      starts_at = time.now(), ends_at = time.now() + time.duration("20h") }
                    """
                try text.write(to: script, atomically: true, encoding: .utf8)
                let line = [
                    "schedule", "add", "nightly", script.path(), "--cron", "*/5 * * * *", "--zone", "America/New_York",
                ]
                let added = try await plain.run(line)
                #expect(added.told.contains("on_code"), "\(added.told)")
                let fired = try await plain.run(["schedule", "trigger", "nightly"])
                #expect(fired.told.contains("refused"), "\(fired.told)")
                let told = folder.appending(path: "told").path()
                let house = try house(plain, hook: "cat >> \(told)", in: folder)
                let again = try await house.run(["schedule", "trigger", "nightly"])
                #expect(again.exitCode == 0, "\(again.told)")
                let notice = try String(contentsOfFile: told, encoding: .utf8)
                #expect(notice.contains(#""why":"created""#) && notice.contains(#""schedule":"nightly""#), "\(notice)")
            }
        }
    }

    @Test func `beside a script nobody names a program that gets PINs`() async throws {
        try await NightHouse.openNow { house in
            try await folder { folder in
                let settings = #"{ "on_code": { "mail": { "command": ["/bin/cat"] } } }"#
                try settings.write(to: folder.appending(path: "keyshift.json"), atomically: true, encoding: .utf8)
                let script = folder.appending(path: "hello.lua")
                try "print(1)".write(to: script, atomically: true, encoding: .utf8)
                let outcome = try await house.run(["run", script.path()])
                #expect(
                    outcome.exitCode == 1 && outcome.told.contains("on_code gives PINs to programs"),
                    "\(outcome.told)"
                )
            }
        }
    }
}
