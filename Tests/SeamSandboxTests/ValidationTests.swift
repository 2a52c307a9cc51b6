import Testing

@testable import SeamSandbox

struct ValidationTests {
    private let sandbox = TestSandbox()

    @Test(arguments: [
        (Endpoint.updateMultiple, "{}", "common_code_key is required"),
        (.updateMultiple, "", "common_code_key is required"),
        (
            .updateMultiple, "{\"common_code_key\":\"\"}",
            "String must contain at least 1 character(s) for \"common_code_key\""
        ),
        (.updateMultiple, "{\"common_code_key\":5}", "Expected string, received number for \"common_code_key\""),
        (.updateMultiple, "{\"common_code_key\":null}", "Expected string, received null for \"common_code_key\""),
        (
            .updateMultiple, "{\"common_code_key\":\"k\",\"starts_at\":\"garbage\"}",
            "Must be parsable date string if defined for \"starts_at\""
        ),
        (.updateMultiple, "{\"common_code_key\":\"k\",\"starts_at\":null}", "Invalid input for \"starts_at\""),
        (.updateMultiple, "{\"common_code_key\":\"k\",\"ends_at\":17}", "Invalid input for \"ends_at\""),
        (.updateMultiple, "{\"common_code_key\":\"k\",\"name\":5}", "Expected string, received number for \"name\""),
        (
            .updateMultiple, "{\"ends_at\":\"x\"}",
            "2 Input Errors: common_code_key is required, Must be parsable date string if defined for \"ends_at\""
        ),
        (.updateMultiple, "null", "Expected object, received null"),
        (.updateMultiple, "[]", "Expected object, received array"),
        (.updateMultiple, "\"x\"", "Expected object, received string"),
        (.updateAccessCode, "{\"common_code_key\":\"k\"}", "access_code_id is required"),
        (.updateAccessCode, "{\"access_code_id\":\"x\"}", "Invalid uuid for \"access_code_id\""),
        (.createMultiple, "{}", "device_ids is required"),
        (.createMultiple, "{\"device_ids\":\"x\"}", "Expected array, received string for \"device_ids\""),
        (.createMultiple, "{\"device_ids\":[7]}", "Expected string, received number for \"device_ids.0\""),
        (
            .createMultiple, "{\"device_ids\":[],\"behavior_when_code_cannot_be_shared\":\"x\"}",
            "Invalid enum value. Expected 'throw' | 'create_random_code', received 'x' for "
                + "\"behavior_when_code_cannot_be_shared\""
        ),
        (
            .createMultiple, "{\"device_ids\":[],\"code\":\"12\"}",
            "String must contain at least 4 character(s) for \"code\""
        ),
        (
            .createMultiple, "{\"device_ids\":[],\"code\":\"1234567890123\"}",
            "String must contain at most 12 character(s) for \"code\""
        ),
        (.createMultiple, "{\"device_ids\":[],\"code\":\"12a4\"}", "Must only contain digits for \"code\""),
        (
            .createMultiple, "{\"device_ids\":[],\"use_backup_access_code_pool\":\"yes\"}",
            "Expected boolean, received string for \"use_backup_access_code_pool\""
        ),
        (.listDevices, "{\"limit\":0}", "Number must be greater than 0 for \"limit\""),
        (.listDevices, "{\"limit\":1.5}", "Expected integer, received float for \"limit\""),
        (.listDevices, "{\"limit\":\"5\"}", "Expected number, received string for \"limit\""),
        (.getDevice, "{}", "Either 'device_id' or 'name' is required"),
        (.listAccessCodes, "{}", "Either 'device_id' or 'access_code_ids' is required"),
        (.listAccessCodes, "{\"device_id\":\"\"}", "Either 'device_id' or 'access_code_ids' is required"),
        (
            .getAccessCode, "{}",
            "Either \"access_code_id\" OR \"code\" and \"device_id\" must be provided"
        ),
        (.getAccessCode, "{\"code\":\"1234\"}", "Both \"device_id\" and \"code\" must be provided if one is"),
        (
            .getAccessCode, "{\"device_id\":\"\(TestSandbox.unknownID)\"}",
            "Both \"device_id\" and \"code\" must be provided if one is"
        ),
        (
            .getAccessCode, "{\"access_code_id\":\"\(TestSandbox.unknownID)\",\"code\":\"1234\"}",
            "Both \"access_code_id\" and \"code\" can not be provided"
        ),
    ])
    func `bad parameters are refused with the API's words`(
        endpoint: Endpoint,
        body: String,
        message: String
    ) async {
        let answer = await sandbox.post(endpoint.rawValue, body)
        #expect(answer.status == 400)
        #expect(answer.errorType == "invalid_input")
        #expect(answer.message == message)
        #expect(answer.json["error"]?["validation_errors"]?["_errors"] != nil)
    }

    @Test func `validation errors are listed under their fields`() async {
        let answer = await sandbox.post("/access_codes/update_multiple", "{\"starts_at\":5,\"name\":null}")
        let errors = answer.json["error"]?["validation_errors"]
        #expect(errors?["_errors"] == .array([]))
        #expect(errors?["common_code_key"]?["_errors"] == .array([.string("Required")]))
        #expect(errors?["name"]?["_errors"] == .array([.string("Expected string, received null")]))
        let leaves = ["Expected string, received number", "Expected date, received number"].map(JSON.string)
        #expect(errors?["starts_at"]?["_errors"] == .array(leaves))
        let nested = await sandbox.post("/access_codes/create_multiple", "{\"device_ids\":[1]}")
        let item = nested.json["error"]?["validation_errors"]?["device_ids"]?["0"]
        #expect(item?["_errors"] == .array([.string("Expected string, received number")]))
    }

    @Test func `malformed JSON and a body over the limit get plain text`() async throws {
        let malformed = await sandbox.post("/devices/list", "{")
        #expect(malformed.status == 400)
        #expect(malformed.text == "Invalid JSON")
        var request = SandboxRequest(method: "POST", path: "/devices/list")
        request.headers = ["authorization": "Bearer seam_sandbox_key", "content-type": "application/json"]
        request.body = nil
        let large = try #require(await sandbox.sandbox.answer(request))
        #expect(large.status == 413)
        #expect(String(decoding: large.body, as: UTF8.self) == "Body exceeded 1mb limit")
    }

    @Test func `a parameter the endpoint does not have is dropped`() async {
        let key = await sandbox.madeGroup()
        let body = "{\"common_code_key\":\"\(key)\",\"starts_as\":\"2026-11-24T20:00:00Z\"}"
        let answer = await sandbox.post("/access_codes/update_multiple", body)
        #expect(answer.status == 200)
        #expect(await sandbox.members(key).first?["starts_at"] == .string("2026-11-24T15:00:00.000Z"))
    }

    @Test func `queries are read as clients write them`() async throws {
        let ids = await sandbox.devices().compactMap { $0["device_id"]?.text }
        let queries = [
            "device_ids=\(ids[0])&device_ids=\(ids[2])&_strict=true", "device_ids=\(ids[0]),\(ids[2])",
            "device_ids%5B%5D=\(ids[0])&device_ids[]=\(ids[2])",
        ]
        for query in queries {
            let answer = try #require(await sandbox.send("GET", "/devices/list", query: query))
            let found = answer.json["devices"]?.elements?.compactMap { $0["device_id"]?.text }
            #expect(found == [ids[0], ids[2]], "\(query)")
        }
        let none = try #require(await sandbox.send("GET", "/devices/list", query: "device_ids=&_strict=true"))
        #expect(none.json["devices"] == .array([]))
        let named = try #require(
            await sandbox.send("GET", "/devices/get", query: "name=Harbour+House%20front+door&_strict=true")
        )
        #expect(named.json["device"]?["device_id"]?.text == ids[0])
    }

    @Test(arguments: [
        ("device_type=a&device_type=b", "invalid_query_params", "Could not parse parameter: device_type"),
        ("device_ids=a&device_ids[]=b", "invalid_query_params", "Could not parse parameter: device_ids"),
        ("limit=x", "invalid_input", "Expected number, received nan for \"limit\""),
        ("limit=1.5", "invalid_input", "Expected integer, received float for \"limit\""),
    ])
    func `a query that cannot be read is refused`(query: String, type: String, message: String) async throws {
        let answer = try #require(await sandbox.send("GET", "/devices/list", query: query))
        #expect(answer.status == 400)
        #expect(answer.errorType == type)
        #expect(answer.message == message)
    }

    @Test func `the body wins over the query`() async throws {
        let answer = try #require(
            await sandbox.send("POST", "/devices/list", query: "limit=1", body: "{\"limit\":3}")
        )
        #expect(answer.json["devices"]?.elements?.count == 3)
    }
}
