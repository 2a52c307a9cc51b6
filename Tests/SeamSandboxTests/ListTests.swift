import Testing

@testable import SeamSandbox

struct ListTests {
    private let sandbox = TestSandbox()

    @Test func `a list without a limit is one page`() async {
        let answer = await sandbox.post("/devices/list")
        #expect(answer.json["devices"]?.elements?.count == 4)
        let pagination: JSON = .object([
            "next_page_cursor": .null, "has_next_page": .bool(false), "next_page_url": .null,
        ])
        #expect(answer.json["pagination"] == pagination)
        #expect(answer.json["ok"] == .bool(true))
    }

    @Test(arguments: [1, 2, 3, 4, 5])
    func `pages of any size add up to the whole list`(limit: Int) async {
        let devices = await sandbox.devices()
        var read: [JSON] = []
        var cursor: String?
        var pages = 0
        repeat {
            let rest = cursor.map { ",\"page_cursor\":\"\($0)\"" } ?? ""
            let answer = await sandbox.post("/devices/list", "{\"limit\":\(limit)\(rest)}")
            let page = answer.json["devices"]?.elements ?? []
            #expect(!page.isEmpty && page.count <= limit)
            read += page
            pages += 1
            cursor = answer.json["pagination"]?["next_page_cursor"]?.text
            #expect(answer.json["pagination"]?["has_next_page"] == .bool(cursor != nil))
        } while cursor != nil && pages < 10
        #expect(read == devices)
        #expect(pages == (4 + limit - 1) / limit)
    }

    @Test func `the next page's address is one`() async throws {
        let device = try #require(await sandbox.devices().first?["device_id"]?.text)
        let body = "{\"device_id\":\"\(device)\",\"limit\":1,\"search\":\"BK-\",\"page_cursor\":null}"
        let first = await sandbox.post("/access_codes/list", body)
        let link = try #require(first.json["pagination"]?["next_page_url"]?.text)
        #expect(
            link.hasPrefix("http://127.0.0.1:9/access_codes/list?device_id=\(device)&limit=1&search=BK-&page_cursor=")
        )
        let query = try #require(link.split(separator: "?").last)
        let second = try #require(await sandbox.send("GET", "/access_codes/list", query: String(query)))
        #expect(second.json["access_codes"]?.elements?.count == 1)
        #expect(second.json["access_codes"] != first.json["access_codes"])
    }

    @Test func `a cursor of another request, or of nobody, is refused`() async throws {
        let first = await sandbox.post("/devices/list", "{\"limit\":2}")
        let cursor = try #require(first.json["pagination"]?["next_page_cursor"]?.text)
        let other = await sandbox.post("/devices/list", "{\"limit\":3,\"page_cursor\":\"\(cursor)\"}")
        #expect(other.status == 400)
        #expect(other.errorType == "mismatched_page_parameters")
        #expect(
            other.message
                == "When using next_page_cursor, the request must send parameters identical to the initial request."
        )
        let broken = await sandbox.post("/devices/list", "{\"page_cursor\":\"%%%\"}")
        #expect(broken.message == "Invalid base64 for \"page_cursor\"")
        let strange = await sandbox.post("/devices/list", "{\"page_cursor\":\"Zm9v\"}")
        #expect(strange.message == "Error while parsing input")
    }

    @Test func `a device has the fields that clients read`() async throws {
        let device = try #require(await sandbox.devices().first)
        for name in [
            "device_id", "workspace_id", "connected_account_id", "device_type", "display_name",
            "capabilities_supported",
            "created_at", "custom_metadata", "errors", "warnings", "is_managed", "properties", "space_ids", "location",
        ] {
            #expect(device[name] != nil, "\(name)")
        }
        #expect(device["display_name"] == .string("Harbour House front door"))
        #expect(device["device_type"] == .string("schlage_lock"))
        #expect(device["location"]?["time_zone"] == .string("America/Vancouver"))
        #expect(device["properties"]?["online"] == .bool(true))
        let found = await sandbox.post("/devices/get", "{\"device_id\":\"\(device["device_id"]?.text ?? "")\"}")
        #expect(found.json["device"] == device)
    }

    @Test(arguments: [
        ("\"device_type\":\"schlage_lock\"", 1), ("\"device_types\":[\"yale_lock\",\"august_lock\"]", 2),
        ("\"manufacturer\":\"igloohome\"", 1), ("\"search\":\"ROOM\"", 2), ("\"search\":\"cellar\"", 0),
        ("\"include_if\":[\"can_remotely_unlock\"]", 4), ("\"exclude_if\":[\"can_remotely_unlock\"]", 0),
        ("\"include_if\":[\"can_hvac_heat\"]", 0), ("\"customer_key\":\"c\"", 0),
        ("\"connected_account_id\":\"\(TestSandbox.unknownID)\"", 0), ("\"created_before\":\"2020-01-01\"", 0),
        ("\"created_before\":\"2030-01-01\"", 4), ("\"custom_metadata_has\":{\"a\":true}", 0),
        ("\"manufacturer\":\"yale\",\"search\":\"front\"", 0), ("\"unstable_location_id\":null", 4),
    ])
    func `device filters are all applied`(filter: String, count: Int) async {
        let answer = await sandbox.post("/devices/list", "{\(filter)}")
        #expect(answer.json["devices"]?.elements?.count == count)
    }

    @Test func `an unknown device is not found`() async {
        for body in ["{\"device_id\":\"\(TestSandbox.unknownID)\"}", "{\"name\":\"Cellar\"}"] {
            let answer = await sandbox.post("/devices/get", body)
            #expect(answer.status == 404)
            #expect(answer.errorType == "device_not_found")
            #expect(answer.message == "Device not found")
        }
    }

    @Test func `an access code has every field of the resource`() async throws {
        let device = try #require(await sandbox.devices().first?["device_id"]?.text)
        let code = try #require(await sandbox.codes(onDevice: device).first)
        let expected: Set = [
            "access_code_id", "workspace_id", "device_id", "name", "code", "common_code_key", "type", "status",
            "starts_at", "ends_at", "created_at", "errors", "warnings", "pending_mutations", "is_managed",
            "is_scheduled_on_device", "is_waiting_for_code_assignment", "is_backup", "is_backup_access_code_available",
            "is_external_modification_allowed", "is_one_time_use", "is_offline_access_code",
            "pulled_backup_access_code_id", "dormakaba_oracode_metadata",
        ]
        #expect(Set(code.fields?.keys.map(\.self) ?? []) == expected)
        #expect(code["device_id"] == .string(device))
        #expect(code["type"] == .string("time_bound"))
        #expect(code["pending_mutations"] == .array([]))
        #expect(code["ends_at"]?.text?.hasSuffix(":00:00.000Z") == true)
    }

    @Test func `codes are listed by device, by id, and by both`() async throws {
        let ids = await sandbox.devices().compactMap { $0["device_id"]?.text }
        let first = await sandbox.codes(onDevice: ids[0]).compactMap { $0["access_code_id"]?.text }
        let third = await sandbox.codes(onDevice: ids[2]).compactMap { $0["access_code_id"]?.text }
        #expect(first.count == 3 && third.count == 3)
        let both = "\"access_code_ids\":[\"\(third[0])\",\"\(first[0])\",\"\(TestSandbox.unknownID)\"]"
        let byID = await sandbox.post("/access_codes/list", "{\(both)}")
        #expect(byID.json["access_codes"]?.elements?.compactMap { $0["access_code_id"]?.text } == [first[0], third[0]])
        let byBoth = await sandbox.post("/access_codes/list", "{\(both),\"device_id\":\"\(ids[2])\"}")
        #expect(byBoth.json["access_codes"]?.elements?.compactMap { $0["access_code_id"]?.text } == [third[0]])
        let grant = await sandbox.post("/access_codes/list", "{\(both),\"access_grant_key\":\"g\"}")
        #expect(grant.json["access_codes"] == .array([]))
        let stranger = await sandbox.codes(onDevice: TestSandbox.unknownID)
        #expect(stranger.isEmpty)
    }

    @Test func `codes are searched by name, PIN and id`() async throws {
        let device = try #require(await sandbox.devices().first?["device_id"]?.text)
        let code = try #require(await sandbox.codes(onDevice: device).last)
        for field in ["name", "code", "access_code_id"] {
            let text = try #require(code[field]?.text).lowercased()
            let answer = await sandbox.post(
                "/access_codes/list",
                "{\"device_id\":\"\(device)\",\"search\":\"\(text)\"}"
            )
            #expect(answer.json["access_codes"] == .array([code]), "\(field)")
        }
    }

    @Test func `one code is found by its id, or by device and PIN`() async throws {
        let code = try #require(await sandbox.codes().first)
        let id = try #require(code["access_code_id"]?.text)
        let device = try #require(code["device_id"]?.text)
        let pin = try #require(code["code"]?.text)
        for body in [
            "{\"access_code_id\":\"\(id)\"}", "{\"device_id\":\"\(device)\",\"code\":\"\(pin)\"}",
            "{\"access_code_id\":\"\(id)\",\"device_id\":\"\(device)\"}",
        ] {
            #expect(await sandbox.post("/access_codes/get", body).json["access_code"] == code)
        }
        for body in [
            "{\"access_code_id\":\"\(TestSandbox.unknownID)\"}", "{\"device_id\":\"\(device)\",\"code\":\"none\"}",
            "{\"access_code_id\":\"\(id)\",\"device_id\":\"\(TestSandbox.unknownID)\"}",
        ] {
            let answer = await sandbox.post("/access_codes/get", body)
            #expect(answer.status == 404)
            #expect(answer.errorType == "not_found")
            #expect(answer.message == "Access Code Not Found")
        }
    }

    @Test func `the workspaces never see each other`() async throws {
        let second = World.secondAPIKey
        let mine = try #require(await sandbox.codes().first)
        let theirs = try #require(await sandbox.codes(key: second).first)
        let id = theirs["access_code_id"]?.text ?? ""
        #expect(mine["workspace_id"] != theirs["workspace_id"])
        #expect(await sandbox.post("/access_codes/get", "{\"access_code_id\":\"\(id)\"}").status == 404)
        #expect(await sandbox.codes(onDevice: theirs["device_id"]?.text ?? "").isEmpty)
        let device = "{\"device_id\":\"\(theirs["device_id"]?.text ?? "")\"}"
        #expect(await sandbox.post("/devices/get", device).status == 404)
        #expect(await sandbox.post("/access_codes/update", "{\"access_code_id\":\"\(id)\"}").status == 404)
        let key = theirs["common_code_key"]?.text ?? ""
        #expect(await sandbox.post("/access_codes/update_multiple", "{\"common_code_key\":\"\(key)\"}").status == 404)
        let create = "{\"device_ids\":[\"\(theirs["device_id"]?.text ?? "")\"]}"
        #expect(await sandbox.post("/access_codes/create_multiple", create).status == 404)
    }

    @Test func `a workspace has its fields`() async throws {
        let answer = try #require(await sandbox.send("GET", "/workspaces/get"))
        let workspace = try #require(answer.json["workspace"])
        #expect(workspace["name"] == .string("Harbour Group"))
        #expect(workspace["is_sandbox"] == .bool(true))
        for name in [
            "workspace_id", "company_name", "connect_partner_name", "connect_webview_customization", "is_suspended",
            "is_publishable_key_auth_enabled", "organization_id",
        ] {
            #expect(workspace[name] != nil, "\(name)")
        }
    }

    @Test func `a code is set while its time lasts and gone afterwards`() async throws {
        let key = await sandbox.madeGroup()
        #expect(await sandbox.members(key).map { $0["status"]?.text } == ["unset", "unset"])
        await sandbox.advance(seconds: 21 * 3600)
        #expect(await sandbox.members(key).map { $0["status"]?.text } == ["set", "set"])
        let id = try #require(await sandbox.members(key).first?["access_code_id"]?.text)
        await sandbox.advance(seconds: 44 * 3600)
        #expect(await sandbox.members(key).map { $0["status"]?.text } == ["removing", "removing"])
        await sandbox.advance(seconds: 1)
        #expect(await sandbox.members(key).isEmpty)
        #expect(await sandbox.post("/access_codes/get", "{\"access_code_id\":\"\(id)\"}").status == 404)
        let answer = await sandbox.post("/access_codes/update_multiple", "{\"common_code_key\":\"\(key)\"}")
        #expect(answer.errorType == "access_code_not_found")
    }
}
