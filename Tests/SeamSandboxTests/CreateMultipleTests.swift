import Testing

@testable import SeamSandbox

struct CreateMultipleTests {
    private let sandbox = TestSandbox()

    private func create(_ ids: [String], _ fields: String = "") async -> TestSandbox.Answer {
        let list = ids.map { "\"\($0)\"" }.joined(separator: ",")
        return await sandbox.post(
            "/access_codes/create_multiple",
            "{\"device_ids\":[\(list)]\(fields.isEmpty ? "" : ",")\(fields)}"
        )
    }

    private func deviceIDs() async -> [String] {
        await sandbox.devices().compactMap { $0["device_id"]?.text }
    }

    @Test func `codes without a chosen PIN share one and are linked, in the order asked for`() async throws {
        let ids = await deviceIDs()
        let asked = [ids[2], ids[0], ids[1]]
        let codes = try #require(await create(asked, "\"name\":\"N\"").json["access_codes"]?.elements)
        #expect(codes.map { $0["device_id"]?.text } == asked)
        #expect(Set(codes.map { $0["code"]?.text }).count == 1)
        #expect(codes[0]["code"]?.text?.count == 4)
        let keys = Set(codes.map { $0["common_code_key"]?.text ?? "" })
        #expect(keys.count == 1)
        #expect(keys.first?.hasPrefix("auto_set_by_create_multiple_") == true)
        #expect(codes[0]["type"] == .string("ongoing"))
        #expect(codes[0]["created_at"] == .string("2026-11-23T18:00:00.000Z"))
        #expect(await sandbox.codes(onDevice: ids[2]).last == codes[0])
    }

    @Test func `codes with a chosen PIN are not linked`() async throws {
        let ids = await deviceIDs()
        let codes = try #require(await create(Array(ids.prefix(2)), "\"code\":\"2468\"").json["access_codes"]?.elements)
        #expect(codes.map { $0["code"]?.text } == ["2468", "2468"])
        #expect(codes.map { $0["common_code_key"] } == [.null, .null])
        #expect(codes[0]["name"] == .string("New Access Code"))
    }

    @Test func `no devices make no codes`() async {
        #expect(await create([]).text == "{\"access_codes\":[],\"ok\":true}")
    }

    @Test(arguments: [(6, 6), (8, 8), (20, 4), (1, 4)])
    func `the preferred length is used where the locks take it`(preferred: Int, length: Int) async throws {
        let answer = await create(Array(await deviceIDs().prefix(3)), "\"preferred_code_length\":\(preferred)")
        #expect(answer.json["access_codes"]?.elements?.first?["code"]?.text?.count == length)
    }

    @Test func `one lock that takes one length only decides it`() async throws {
        let answer = await create(await deviceIDs(), "\"preferred_code_length\":4")
        #expect(answer.json["access_codes"]?.elements?.map { $0["code"]?.text?.count } == [6, 6, 6, 6])
    }

    @Test func `one unknown device and nothing is made`() async {
        let ids = await deviceIDs()
        let before = await sandbox.codes()
        let answer = await create([ids[0], TestSandbox.unknownID])
        #expect(answer.status == 404)
        #expect(answer.errorType == "device_not_found")
        #expect(answer.message == "Device not found")
        #expect(await sandbox.codes() == before)
    }

    @Test(arguments: [
        ("\"starts_at\":\"2026-12-01\"", "Both starts_at and ends_at must be provided if one is"),
        ("\"ends_at\":\"2026-12-01\"", "Both starts_at and ends_at must be provided if one is"),
        ("\"starts_at\":\"2026-12-02\",\"ends_at\":\"2026-12-01\"", "ends_at must be after starts_at"),
        ("\"starts_at\":\"2026-11-01\",\"ends_at\":\"2026-11-02\"", "ends_at must be in the future"),
        ("\"use_backup_access_code_pool\":true", "Cannot use the backup pool for ongoing codes"),
        ("\"code\":\"123456789\"", "The device takes codes of 4 to 8 digits only"),
    ])
    func `what does not fit together is refused`(fields: String, message: String) async {
        let before = await sandbox.codes()
        let answer = await create(await deviceIDs(), fields)
        #expect(answer.status == 400)
        #expect(answer.errorType == "invalid_input")
        #expect(answer.message == message)
        #expect(await sandbox.codes() == before)
    }

    @Test func `a device named twice is refused`() async {
        let ids = await deviceIDs()
        #expect(await create([ids[0], ids[0]]).message == "device_ids must not name a device twice")
    }

    @Test func `a PIN that one device has is refused, or gives way on that device only`() async throws {
        let ids = await deviceIDs()
        let taken = try #require(await sandbox.codes(onDevice: ids[0]).first?["code"]?.text)
        let asked = [ids[2], ids[0]]
        let refused = await create(asked, "\"name\":\"B\",\"code\":\"\(taken)\"")
        #expect(refused.status == 409)
        #expect(refused.message == "Cannot set duplicate access code \(taken) named B")
        let fields = "\"code\":\"\(taken)\",\"behavior_when_code_cannot_be_shared\":\"create_random_code\""
        let codes = try #require(await create(asked, fields).json["access_codes"]?.elements)
        #expect(codes[0]["code"]?.text == taken)
        #expect(codes[1]["code"]?.text != taken)
    }

    @Test func `the pool and outside changes are kept on the codes`() async throws {
        let bounds = "\"starts_at\":\"2026-12-01\",\"ends_at\":\"2026-12-02\""
        let flags = "\"use_backup_access_code_pool\":true,\"allow_external_modification\":true"
        let code = try #require(
            await create(await deviceIDs(), "\(bounds),\(flags)").json["access_codes"]?.elements?.first
        )
        #expect(code["is_backup_access_code_available"] == .bool(true))
        #expect(code["is_external_modification_allowed"] == .bool(true))
        #expect(code["status"] == .string("unset"))
        #expect(code["is_scheduled_on_device"] == .bool(false))
    }
}
