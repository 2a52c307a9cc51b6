import Testing

@testable import SeamSandbox

/// What a lenient sandbox lets through, beside what a strict one does with the same request.
struct LenientTests {
    private let strict = TestSandbox()
    private let lenient: TestSandbox

    init() {
        var options = TestSandbox.options()
        options.isLenient = true
        lenient = TestSandbox(options)
    }

    private func statuses(_ rest: String, _ path: String = "/access_codes/update_multiple") async -> [Int] {
        var statuses: [Int] = []
        for sandbox in [strict, lenient] {
            let key = await sandbox.madeGroup()
            let body = "{\"common_code_key\":\"\(key)\"\(rest)}"
            statuses.append(await sandbox.post(path, body).status)
        }
        return statuses
    }

    @Test func `an unknown key`() async {
        let body = "{\"common_code_key\":\"nobody's\",\"ends_at\":\"2026-12-01\"}"
        #expect(await strict.post("/access_codes/update_multiple", body).status == 404)
        #expect(await lenient.post("/access_codes/update_multiple", body).text == "{\"ok\":true}")
    }

    @Test(arguments: [
        ",\"starts_at\":\"2026-11-01\",\"ends_at\":\"2026-11-02\"",
        ",\"starts_at\":\"2026-12-02\",\"ends_at\":\"2026-12-01\"",
    ])
    func `an end in the past or before the start`(bounds: String) async {
        #expect(await statuses(bounds) == [400, 200])
    }

    @Test(arguments: [",\"ends_at\":\"2026-12-01\"", ",\"name\":\"New\""])
    func `a one-sided change and a bare rename make a code ongoing, as the other fake server does`(
        rest: String
    ) async {
        for (sandbox, type) in [(strict, "time_bound"), (lenient, "ongoing")] {
            let key = await sandbox.madeGroup()
            let code = await sandbox.members(key)[0]["access_code_id"]?.text ?? ""
            let body = "{\"access_code_id\":\"\(code)\"\(rest)}"
            #expect(await sandbox.post("/access_codes/update", body).status == 200)
            let after = await sandbox.post("/access_codes/get", "{\"access_code_id\":\"\(code)\"}").json["access_code"]
            #expect(after?["type"] == .string(type))
        }
    }
}
