import Testing

@testable import SeamSandbox

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Everything that the sandbox says of its resources and its events, held against the facts about the API.
///
/// The facts are an extract that scripts/catalogue writes past every other generator.
struct FactsTests {
    /// The names of fields, and whether each must be there.
    struct Facts {
        let resources: [String: [String: JSON]]
        let common: [String: JSON]
        let events: [String: [String]]

        init() throws {
            let folder = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
            let path = "/\(folder)/SeamTests/Fixtures/resources-extract.json"
            let json = try #require(JSONParser.parse(Self.bytes(at: path))?.fields, "\(path) cannot be read")
            resources = (json["resources"]?.fields ?? [:]).compactMapValues(\.fields)
            common = json["common"]?.fields ?? [:]
            events = (json["events"]?.fields ?? [:]).mapValues { $0.elements?.compactMap(\.text) ?? [] }
        }

        private static func bytes(at path: String) -> [UInt8] {
            let file = unsafe open(path, O_RDONLY)
            guard file >= 0 else { return [] }
            defer { close(file) }
            var bytes = [UInt8](repeating: 0, count: 1 << 20)
            let count = unsafe bytes.withUnsafeMutableBytes { unsafe pread(file, $0.baseAddress, $0.count, 0) }
            return Array(bytes.prefix(max(0, count)))
        }

        /// What is wrong with the fields of an object.
        func problems(of object: JSON?, _ resource: String) -> [String] {
            guard let fields = object?.fields, let shape = resources[resource] else { return ["no \(resource)"] }
            let unknown = fields.keys.filter { shape[$0] == nil }.map { "\(resource).\($0) is in no facts" }
            let missing = shape.filter { $0.value == .bool(true) && fields[$0.key] == nil }.map {
                "\(resource).\($0.key) is missing"
            }
            let inner = fields["properties"].map { problems(of: $0, "\(resource).properties") } ?? []
            return (unknown + missing + inner).filter { !FactsTests.known.contains($0) }.sorted()
        }

        /// What is wrong with the fields of an event.
        func problems(ofEvent event: JSON) -> [String] {
            guard let fields = event.fields, let type = event["event_type"]?.text else { return ["no event"] }
            guard let own = events[type] else { return ["\(type) is in no facts"] }
            let unknown = fields.keys.filter { common[$0] == nil && !own.contains($0) }.map { "\(type) has \($0)" }
            // What is wrong with the subjects, and a sentence, are there whenever the type has them.
            let needed = own.filter { $0.hasSuffix("_errors") || $0.hasSuffix("_warnings") || $0 == "description" }
            let missing = needed.filter { fields[$0] == nil }.map { "\(type) lacks \($0)" }
            return (unknown + missing).sorted()
        }
    }

    /// Differences that are meant, each with its reason.
    static let known: Set<String> = []

    /// The kinds of event that need something which the walk below cannot make happen.
    private static let uncaused: Set<Event.Kind> = [
        .lockFailed, .unlockFailed, .keypadEntryFailed, .keypadLockFailed, .codeNotConverted, .backupPulled,
        .codeRemovalDelayed, .codeRemovalFailed, .unmanagedCodeRemoved,
    ]

    private let sandbox = TestSandbox(FactsTests.options)

    private static var options: SandboxOptions {
        var options = TestSandbox.options()
        options.seed = try? SandboxSeed(
            text: """
                {"format":1,"workspaces":[{"name":"W","devices":[
                  {"name":"A","type":"schlage_lock","time_zone":"Europe/Lisbon","location":"House","room":"1"},
                  {"name":"B","type":"schlage_lock"},{"name":"C","type":"smartthings_lock"},
                  {"name":"D","type":"schlage_lock","managed":false},{"name":"E","type":"schlage_lock"},
                  {"name":"F","type":"nuki_lock"}]}]}
                """,
            source: "test"
        )
        return options
    }

    private func device(_ name: String) async throws -> String {
        let all =
            await sandbox.devices() + (await sandbox.post("/devices/unmanaged/list").json["devices"]?.elements ?? [])
        return try #require(all.first { $0["properties"]?["name"] == .string(name) }?["device_id"]?.text)
    }

    /// Makes a code and answers its id.
    private func code(on device: String, _ fields: String) async throws -> String {
        let answer = await sandbox.post("/access_codes/create", "{\"device_id\":\"\(device)\",\(fields)}")
        return try #require(answer.json["access_code"]?["access_code_id"]?.text, "\(answer.text)")
    }

    private func post(_ path: String, _ fields: String) async {
        let answer = await sandbox.post(path, "{\(fields)}")
        #expect(answer.status == 200, "\(path): \(answer.text)")
    }

    /// Has everything happen that the sandbox can tell.
    private func walk() async throws {
        let (a, b, c) = (try await device("A"), try await device("B"), try await device("C"))
        let (d, e) = (try await device("D"), try await device("E"))
        let stay = "\"starts_at\":\"2026-11-27T15:00:00Z\",\"ends_at\":\"2026-11-29T11:00:00Z\""
        let now = "\"starts_at\":\"2026-11-23T15:00:00Z\",\"ends_at\":\"2026-11-29T11:00:00Z\""
        let first = try await code(on: a, "\"name\":\"Ito\",\"code\":\"483920\",\(now)")
        _ = try await code(on: a, "\"name\":\"Haas\",\(stay)")
        await sandbox.advance(seconds: 5)
        let changed = "\"access_code_id\":\"\(first)\",\"name\":\"Ito 2\",\"code\":\"483921\""
        await post(
            "/access_codes/update",
            changed + ",\"starts_at\":\"2026-11-23T16:00:00Z\",\"ends_at\":\"2026-11-29T12:00:00Z\""
        )
        await sandbox.advance(seconds: 5)
        for path in ["/locks/lock_door", "/locks/unlock_door", "/locks/simulate/manual_lock_via_keypad"] {
            await post(path, "\"device_id\":\"\(a)\"")
        }
        for pin in ["483921", "999999"] {
            await post("/locks/simulate/keypad_code_entry", "\"device_id\":\"\(a)\",\"code\":\"\(pin)\"")
        }
        await sandbox.advance(seconds: 5)
        await post("/access_codes/delete", "\"access_code_id\":\"\(first)\"")
        try await walkGrants()
        await sandbox.advance(seconds: 86_400)
        for path in ["disconnect", "connect"] {
            await post("/devices/simulate/\(path)", "\"device_id\":\"\(b)\"")
            await post("/devices/simulate/\(path)", "\"device_id\":\"\(d)\"")
            if path == "disconnect" {
                _ = try await code(on: b, "\"name\":\"Late\"")
                _ = try await grant(on: [b], ["code"])
            }
            await sandbox.advance(seconds: 5000)
        }
        await post("/devices/simulate/paid_subscription", "\"device_id\":\"\(b)\",\"is_expired\":true")
        await post("/devices/simulate/paid_subscription", "\"device_id\":\"\(b)\",\"is_expired\":false")
        await post("/devices/update", "\"device_id\":\"\(b)\",\"name\":\"Back\"")
        await post("/devices/unmanaged/update", "\"device_id\":\"\(d)\",\"is_managed\":true")
        await post("/devices/update", "\"device_id\":\"\(e)\",\"is_managed\":false")
        let made = "\"device_id\":\"\(b)\",\"name\":\"Keypad\",\"code\":\"112358\""
        await post("/access_codes/simulate/create_unmanaged_access_code", made)
        let unmanaged = await sandbox.post("/access_codes/unmanaged/list", "{\"device_id\":\"\(b)\"}")
        let taken = try #require(unmanaged.json["access_codes"]?.elements?.first?["access_code_id"]?.text)
        await post("/access_codes/unmanaged/convert_to_managed", "\"access_code_id\":\"\(taken)\"")
        await post("/access_codes/simulate/create_unmanaged_access_code", made.replacing("112358", with: "112359"))
        await post("/devices/simulate/remove", "\"device_id\":\"\(d)\"")
        let account = try #require(await account(of: c))
        await post("/connected_accounts/simulate/disconnect", "\"connected_account_id\":\"\(account)\"")
        await sandbox.advance(seconds: 5)
        for path in ["sync", "delete"] {
            await post("/connected_accounts/\(path)", "\"connected_account_id\":\"\(account)\"")
        }
    }

    /// Makes a grant and answers its id.
    private func grant(on devices: [String], _ modes: [String], _ more: String = "") async throws -> String {
        let methods = modes.map { "{\"mode\":\"\($0)\"}" }.joined(separator: ",")
        let doors = devices.map { "\"\($0)\"" }.joined(separator: ",")
        let person = "\"user_identity\":{\"full_name\":\"Guest\"}"
        let body = "{\"device_ids\":[\(doors)],\"requested_access_methods\":[\(methods)],\(person)\(more)}"
        let answer = await sandbox.post("/access_grants/create", body)
        return try #require(answer.json["access_grant"]?["access_grant_id"]?.text, "\(answer.text)")
    }

    /// Has grants made, moved, encoded and deleted.
    private func walkGrants() async throws {
        let (a, c, f) = (try await device("A"), try await device("C"), try await device("F"))
        let id = try await grant(on: [a], ["code", "card"], ",\"access_grant_key\":\"K-1\"")
        await sandbox.advance(seconds: 5)
        let methods = await sandbox.post("/access_methods/list", "{\"access_grant_id\":\"\(id)\"}").json
        let card = try #require(methods["access_methods"]?.elements?.last?["access_method_id"]?.text)
        let encoder = "\"acs_encoder_id\":\"\(TestSandbox.unknownID)\""
        await post("/access_methods/encode", "\"access_method_id\":\"\(card)\",\(encoder)")
        await sandbox.advance(seconds: 5)
        await post("/access_grants/update", "\"access_grant_id\":\"\(id)\",\"ends_at\":\"2026-12-29T12:00:00Z\"")
        await sandbox.advance(seconds: 5)
        await post("/access_grants/delete", "\"access_grant_id\":\"\(id)\"")
        await sandbox.advance(seconds: 5)
        await post("/access_codes/report_device_constraints", "\"device_id\":\"\(c)\",\"supported_code_lengths\":[4]")
        _ = try await grant(on: [c, f], ["code"])
    }

    private func account(of device: String) async -> String? {
        await sandbox.post("/devices/get", "{\"device_id\":\"\(device)\"}").json["device"]?["connected_account_id"]?
            .text
    }

    @Test func `every event has the fields that the facts give its type, and those that it needs`() async throws {
        try await walk()
        let facts = try Facts()
        let answer = await sandbox.post("/events/list", "{\"since\":\"2026-11-01\"}")
        let events = answer.json["events"]?.elements ?? []
        for event in events { #expect(facts.problems(ofEvent: event) == []) }
        let seen = Set(events.compactMap { $0["event_type"]?.text }.compactMap(Event.Kind.init))
        let missed = Set(Event.Kind.allCases).subtracting(seen).subtracting(Self.uncaused)
        #expect(missed.map(\.rawValue).sorted() == [])
    }

    @Test func `every resource of every list has the fields of the facts and no other`() async throws {
        try await walk()
        let facts = try Facts()
        let lists = [
            ("/devices/list", "devices", "device"), ("/devices/unmanaged/list", "devices", "unmanaged_device"),
            ("/locks/list", "devices", "device"),
            ("/connected_accounts/list", "connected_accounts", "connected_account"),
            ("/workspaces/list", "workspaces", "workspace"),
            ("/devices/list_device_providers", "device_providers", "device_provider"),
        ]
        for (path, key, resource) in lists {
            let elements = await sandbox.post(path).json[key]?.elements ?? []
            #expect(!elements.isEmpty, "\(path)")
            for element in elements { #expect(facts.problems(of: element, resource) == [], "\(path)") }
        }
        for device in await sandbox.devices().compactMap({ $0["device_id"]?.text }) {
            for code in await sandbox.codes(onDevice: device) {
                #expect(facts.problems(of: code, "access_code") == [])
            }
            let others = await sandbox.post("/access_codes/unmanaged/list", "{\"device_id\":\"\(device)\"}")
            for code in others.json["access_codes"]?.elements ?? [] {
                #expect(facts.problems(of: code, "unmanaged_access_code") == [])
            }
        }
    }

    @Test func `an account that is disconnected says that its error is none of the device`() async throws {
        let c = try await device("C")
        let account = try #require(await account(of: c))
        await post("/connected_accounts/simulate/disconnect", "\"connected_account_id\":\"\(account)\"")
        let device = await sandbox.post("/devices/get", "{\"device_id\":\"\(c)\"}").json["device"]
        #expect(device?["errors"]?.elements?.first?["is_device_error"] == .bool(false))
    }

    @Test func `a session header without a session is as none`() async {
        let headers = [
            "authorization": "Bearer \(World.apiKey)", "content-type": "application/json",
            "seam-client-session-token": "",
        ]
        #expect(await sandbox.send("POST", "/devices/list", body: "{}", headers: headers)?.status == 200)
    }
}
