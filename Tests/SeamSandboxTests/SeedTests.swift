import Testing

@testable import SeamSandbox

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

struct SeedTests {
    private static let whole = """
        {
          "format": 1,
          "workspaces": [
            {
              "name": "Casa Alfama",
              "id": "7c1f3f52-0000-4000-8000-00000000000a",
              "devices": [
                { "name": "Front door", "type": "schlage_lock", "time_zone": "Europe/Lisbon", "room": "front door" },
                { "name": "Room 1", "type": "nuki_lock", "location": "Casa Alfama", "offline": true },
                { "name": "Shed", "managed": false }
              ],
              "groups": [
                {
                  "name": "BK-1 Ito", "devices": ["Front door", "Room 1"], "code": "948162",
                  "common_code_key": "booking-1",
                  "starts_at": "2026-11-24T15:00:00Z", "ends_at": "2026-11-26T11:00:00+01:00"
                },
                { "name": "BK-2 Novak", "devices": ["Front door", "Room 1"] }
              ],
              "codes": [
                { "name": "Plumber", "device": "Front door", "code": "8246" },
                { "name": "Old key", "device": "Front door", "code": "1111", "managed": false }
              ]
            },
            { "name": "Maple Lodge" },
            { "name": "Third", "api_key": "seam_third", "access_token": "seam_at_third" }
          ]
        }
        """

    private func sandbox(_ text: String) throws -> TestSandbox {
        var options = TestSandbox.options()
        options.seed = try SandboxSeed(text: text, source: "world.json")
        return TestSandbox(options)
    }

    @Test func `a door of a group can have hours of its own`() async throws {
        let hours =
            "\"hours\": { \"Room 1\": { \"starts_at\": \"2026-11-24T16:00:00Z\", \"ends_at\": \"2026-11-25T11:00:00Z\" } },"
        let key = "\"common_code_key\": \"booking-1\","
        let sandbox = try sandbox(Self.whole.replacing(key, with: key + hours))
        let members = await sandbox.members("booking-1")
        #expect(
            members.map { $0["ends_at"] } == [.string("2026-11-26T10:00:00.000Z"), .string("2026-11-25T11:00:00.000Z")]
        )
        #expect(throws: SandboxError.self) {
            try SandboxSeed(
                text: Self.whole.replacing(key, with: key + hours.replacing("Room 1", with: "Shed")),
                source: "world.json"
            )
        }
    }

    @Test func `a file's doors, groups and codes are the world`() async throws {
        let sandbox = try sandbox(Self.whole)
        let devices = await sandbox.devices()
        #expect(devices.map { $0["display_name"] } == [.string("Front door"), .string("Room 1")])
        #expect(devices[0]["location"]?["time_zone"] == .string("Europe/Lisbon"))
        #expect(devices[1]["properties"]?["online"] == .bool(false))
        let members = await sandbox.members("booking-1")
        #expect(members.map { $0["code"] } == [.string("948162"), .string("948162")])
        #expect(members.map { $0["ends_at"] } == Array(repeating: .string("2026-11-26T10:00:00.000Z"), count: 2))
        #expect(members[0]["workspace_id"] == .string("7c1f3f52-0000-4000-8000-00000000000a"))
        let codes = await sandbox.codes()
        #expect(codes.count == 5)
        let novak = codes.filter { $0["name"] == .string("BK-2 Novak") }
        #expect(Set(novak.compactMap { $0["common_code_key"]?.text }).count == 1)
        #expect(novak[0]["type"] == .string("ongoing"))
        #expect(codes.first { $0["name"] == .string("Plumber") }?["common_code_key"] == .null)
        let door = "{\"device_id\":\"\(devices[0]["device_id"]?.text ?? "")\"}"
        let unmanaged = await sandbox.post("/access_codes/unmanaged/list", door).json["access_codes"]?.elements
        #expect(unmanaged?.map { $0["name"] } == [.string("Old key")])
    }

    @Test func `the file that docs/sandbox.md shows is one`() async throws {
        let package = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
        let page = try #require(Self.contents("\(package.joined(separator: "/"))/docs/sandbox.md"))
        let start = try #require(page.ranges(of: "```json\n").first).upperBound
        let end = try #require(page[start...].ranges(of: "```").first).lowerBound
        let sandbox = try sandbox(String(page[start..<end]))
        #expect(await sandbox.devices().count == 2)
        #expect(await sandbox.codes().count == 3)
    }

    private static func contents(_ path: String) -> String? {
        let descriptor = unsafe open(path, O_RDONLY)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = unsafe read(descriptor, &bytes, bytes.count)
        return String(decoding: bytes[..<max(count, 0)], as: UTF8.self)
    }

    @Test func `each workspace opens with its own key`() async throws {
        let sandbox = try sandbox(Self.whole)
        for (key, name) in [
            (World.apiKey, "Casa Alfama"), (World.secondAPIKey, "Maple Lodge"), ("seam_third", "Third"),
        ] {
            let answer = await sandbox.post("/workspaces/get", key: key)
            #expect(answer.json["workspace"]?["name"] == .string(name))
        }
    }

    @Test(arguments: [
        ("{\n  \"format\": 1,\n  \"workspaces\": [,]\n}", "world.json:3:18: this is no JSON from here on"),
        ("[]", "world.json:1:1: expected an object, found array"),
        ("{\"workspaces\":[]}", "world.json:1:1: the field \"format\" is missing; write \"format\": 1"),
        ("{\"format\":2}", "world.json:1:11: this sandbox reads format 1 only"),
        (
            "{\"format\":1,\"workspaces\":[]}",
            "world.json:1:1: there is no workspace; \"workspaces\" needs one at least"
        ),
        (
            "{\"format\":1,\n\"workspaces\":[{\"name\":\"é\", \"locks\":[]}]}",
            "world.json:2:36: there is no field \"locks\" here; "
                + "there are name, id, api_key, access_token, client_session, devices, spaces, groups, codes, grants"
        ),
        (
            "{\"format\":1,\"workspaces\":[{\"name\":\"A\"},{\"name\":\"B\"},{\"name\":\"C\"}]}",
            "world.json:1:53: the field \"api_key\" is missing; only the first two workspaces have one by themselves"
        ),
    ])
    func `what cannot be is refused with its line and column`(text: String, message: String) {
        let error = #expect(throws: SandboxError.self) { try SandboxSeed(text: text, source: "world.json") }
        #expect(error?.message == message)
        #expect(error?.code == .invalidSeed)
    }

    /// Each changes one thing of the whole file, and says what is then told of which text.
    @Test(
        arguments: [
            ("\"type\": \"nuki_lock\"", "\"type\": \"nuki\"", "\"nuki\"", "there is no type \"nuki\"; there are "),
            (
                "\"name\": \"Room 1\", \"type\"", "\"name\": \"Front door\", \"type\"", nil,
                "there is a device \"Front door\" already"
            ),
            ("\"offline\": true", "\"offline\": 1", "1 }", "expected true or false, found number"),
            (
                "[\"Front door\", \"Room 1\"] }", "[\"Front door\", \"Attic\"] }", "\"Attic\"",
                "there is no device \"Attic\""
            ),
            (
                "[\"Front door\", \"Room 1\"] }", "[] }", "{ \"name\": \"BK-2",
                "\"devices\" needs the name of one device"
            ),
            ("\"948162\"", "\"12a4\"", "\"12a4\"", "a code has digits only"),
            (
                "\"948162\"", "\"940162\"", "\"940162\"",
                "The device takes codes without the digit 0 only: \"Room 1\" is a Nuki"
            ),
            ("\"8246\"", "\"948162\"", "\"948162\" },", "\"Front door\" has another code with the same digits"),
            ("2026-11-24T15:00:00Z", "2026-11-24T15:00:00", "\"2026-11-24T15:00:00\"", "is no time with an offset"),
            ("2026-11-24T15:00:00Z", "2026-11-27T15:00:00Z", "\"2026-11-26T11", "ends_at must be after starts_at"),
            ("\"starts_at\": \"2026-11-24T15:00:00Z\", ", "", "{\n          \"name\": \"BK-1", "starts_at is missing"),
            ("00000000000a", "0000000000", "\"7c1f", "is no UUID"),
            ("\"seam_third\"", "\"seam_sandbox_key\"", "\"seam_sandbox_key\",", "opens another workspace already"),
            ("\"seam_at_third\"", "\"third\"", "\"third\" }", "an access token begins with seam_at"),
        ] as [(String, String, String?, String)]
    )
    func `what does not fit together is refused at its place`(
        part: String,
        other: String,
        place: String?,
        message: String
    ) throws {
        let range = try #require(Self.whole.firstRange(of: part))
        let text = Self.whole.replacingCharacters(in: range, with: other)
        let error = try #require(throws: SandboxError.self) { try SandboxSeed(text: text, source: "world.json") }
        #expect(error.message.contains(message))
        guard let place else { return }
        let bytes = Array(text.utf8)
        let found = try #require(text.firstRange(of: place))
        let offset = text.utf8.distance(from: text.startIndex, to: found.lowerBound)
        let expected = JSONLocator.place(of: offset, in: bytes)
        #expect(error.message.hasPrefix("world.json:\(expected.line):\(expected.column): "), "\(error.message)")
    }
}

extension String {
    fileprivate func firstRange(of part: String) -> Range<String.Index>? {
        ranges(of: part).first
    }

    fileprivate func replacingCharacters(in range: Range<String.Index>, with other: String) -> String {
        String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
    }
}
