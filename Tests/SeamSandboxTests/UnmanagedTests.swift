import Testing

@testable import SeamSandbox

struct UnmanagedTests {
    private let sandbox = TestSandbox()

    private func made(_ pin: String = "483920") async throws -> (device: String, answer: TestSandbox.Answer) {
        let devices = await sandbox.devices()
        let schlage = devices.first { $0["device_type"] == .string("schlage_lock") }
        let device = try #require(schlage?["device_id"]?.text)
        let path = "/access_codes/simulate/create_unmanaged_access_code"
        let body = "{\"device_id\":\"\(device)\",\"name\":\"Keypad\",\"code\":\"\(pin)\"}"
        return (device, await sandbox.post(path, body))
    }

    @Test func `a code made at the lock is listed apart from the managed ones`() async throws {
        let (device, answer) = try await made()
        #expect(answer.status == 200)
        #expect(answer.json["access_code"]?["is_managed"] == .bool(false))
        #expect(answer.json["access_code"]?["status"] == .string("set"))
        let body = "{\"device_id\":\"\(device)\"}"
        let listed = await sandbox.post("/access_codes/unmanaged/list", body).json["access_codes"]
        #expect(listed?.elements?.count == 1)
        #expect(await sandbox.codes(onDevice: device).allSatisfy { $0["is_managed"] == .bool(true) })
    }

    @Test func `it can be taken over, and is a managed one then`() async throws {
        let id = try #require(try await made().answer.json["access_code"]?["access_code_id"]?.text)
        let body = "{\"access_code_id\":\"\(id)\"}"
        #expect(await sandbox.post("/access_codes/unmanaged/convert_to_managed", body).text == "{\"ok\":true}")
        #expect(await sandbox.post("/access_codes/unmanaged/get", body).status == 404)
        #expect(await sandbox.post("/access_codes/get", body).json["access_code"]?["is_managed"] == .bool(true))
    }

    @Test func `it cannot be made unmanaged once more`() async throws {
        let id = try #require(try await made().answer.json["access_code"]?["access_code_id"]?.text)
        let body = "{\"access_code_id\":\"\(id)\",\"is_managed\":false}"
        let answer = await sandbox.post("/access_codes/unmanaged/update", body)
        #expect(answer.status == 400)
        let message = "Use /access_codes/update to convert access codes to unmanaged for \"is_managed\""
        #expect(answer.message == message)
    }

    @Test(arguments: [
        ("123", "String must contain at least 4 character(s) for \"code\""),
        ("12a4", "Must only contain digits for \"code\""),
    ])
    func `only digits, and enough of them, make a code`(pin: String, message: String) async throws {
        #expect(try await made(pin).answer.message == message)
    }
}
