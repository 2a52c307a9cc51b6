import Testing

@testable import SeamSandbox

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

struct StateFileTests {
    private let path = "/tmp/keyshift-state-\(UInt64.random(in: .min ... .max)).jsonl"
    private let clock = SandboxClock(base: TestSandbox.start) { 0 }

    private func opened(_ options: SandboxOptions = TestSandbox.options()) throws -> TestSandbox {
        let opened = try StateFile.opened(at: path, options: options)
        return TestSandbox(opened.options, kept: opened)
    }

    private func contents() throws -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY)
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = unsafe read(descriptor, &bytes, bytes.count)
        return Array(bytes[..<max(count, 0)])
    }

    private func append(_ text: String) {
        let descriptor = unsafe open(path, O_WRONLY | O_APPEND)
        defer { close(descriptor) }
        var bytes = Array(text.utf8)
        _ = unsafe write(descriptor, &bytes, bytes.count)
    }

    /// What every reader sees of a sandbox.
    private func view(_ sandbox: TestSandbox) async -> [JSON] {
        let events = await sandbox.post("/events/list", "{\"since\":\"2020-01-01\"}").json
        return await sandbox.codes() + sandbox.devices() + [events]
    }

    @Test func `a sandbox started with the file of another one goes on from it`() async throws {
        defer { unsafe unlink(path) }
        var before: [JSON] = []
        do {
            let sandbox = try opened()
            let key = await sandbox.madeGroup()
            let body = "{\"common_code_key\":\"\(key)\",\"ends_at\":\"2026-11-26T13:00:00Z\"}"
            #expect(await sandbox.post("/access_codes/update_multiple", body).status == 200)
            await sandbox.advance(seconds: 3600)
            let code = try #require(await sandbox.members(key).first?["access_code_id"]?.text)
            #expect(await sandbox.post("/access_codes/delete", "{\"access_code_id\":\"\(code)\"}").status == 200)
            let door = try #require(await sandbox.devices().last?["device_id"]?.text)
            #expect(await sandbox.post("/devices/simulate/disconnect", "{\"device_id\":\"\(door)\"}").status == 200)
            before = await view(sandbox)
        }
        let sandbox = try opened()
        #expect(await view(sandbox) == before)
        await sandbox.advance(seconds: 60)
        #expect(await sandbox.madeGroup().hasPrefix("auto_set_by_create_multiple_"))
    }

    @Test func `grants, too, go on from the file, with a move that is under way`() async throws {
        defer { unsafe unlink(path) }
        var options = TestSandbox.options()
        options.grants = .all
        var before: [JSON] = []
        do {
            let sandbox = try opened(options)
            let grants = await sandbox.post("/access_grants/list").json["access_grants"]?.elements ?? []
            let id = try #require(grants.first?["access_grant_id"]?.text)
            let move = "{\"access_grant_id\":\"\(id)\",\"ends_at\":\"2026-12-26T13:00:00Z\"}"
            #expect(await sandbox.post("/access_grants/update", move).status == 200)
            before = await view(sandbox) + [sandbox.post("/access_grants/list").json]
        }
        let sandbox = try opened(options)
        #expect(await view(sandbox) + [sandbox.post("/access_grants/list").json] == before)
        await sandbox.advance(seconds: 5)
        let grants = await sandbox.post("/access_grants/list").json["access_grants"]?.elements ?? []
        #expect(grants.allSatisfy { $0["pending_mutations"] == .array([]) })
    }

    @Test func `the options of the world are those of the file`() async throws {
        defer { unsafe unlink(path) }
        var options = TestSandbox.options(groups: 3, devices: 2)
        options.rngSeed = nil
        let before = await view(try opened(options))
        #expect(await view(try opened(SandboxOptions())) == before)
    }

    @Test func `an option that the file was not made with is refused`() throws {
        defer { unsafe unlink(path) }
        _ = try opened()
        var options = TestSandbox.options()
        options.groups = 7
        let error = #expect(throws: SandboxError.self) { try StateFile.opened(at: path, options: options) }
        let end = "was made with --groups 6, not 7; leave the option out, or name another file"
        #expect(error?.message == "the state file \(path) \(end)")
    }

    @Test func `a request put off by a fault is still made after a new start`() async throws {
        defer { unsafe unlink(path) }
        var key = ""
        do {
            let sandbox = try opened()
            key = await sandbox.madeGroup()
            _ = await sandbox.post(
                "/_sandbox/faults",
                "{\"kind\":\"late\",\"delay_ms\":5000,\"path\":\"/access_codes/update_multiple\"}"
            )
            let body = "{\"common_code_key\":\"\(key)\",\"ends_at\":\"2026-11-26T13:00:00Z\"}"
            #expect(await sandbox.post("/access_codes/update_multiple", body).status == 0)
        }
        let sandbox = try opened()
        #expect(await sandbox.members(key).first?["ends_at"] == .string("2026-11-26T11:00:00.000Z"))
        await sandbox.advance(seconds: 5)
        #expect(await sandbox.members(key).first?["ends_at"] == .string("2026-11-26T13:00:00.000Z"))
    }

    @Test func `a reset leaves nothing to do again`() async throws {
        defer { unsafe unlink(path) }
        var before: [JSON] = []
        do {
            let sandbox = try opened()
            before = await view(sandbox)
            let empty = try contents()
            _ = await sandbox.madeGroup()
            #expect(try contents() != empty)
            #expect(await sandbox.post("/_sandbox/reset").status == 200)
            #expect(try contents() == empty)
        }
        #expect(await view(try opened()) == before)
    }

    @Test func `a last line that was not written to its end is cut off`() async throws {
        defer { unsafe unlink(path) }
        var before: [JSON] = []
        do {
            let sandbox = try opened()
            _ = await sandbox.madeGroup()
            before = await view(sandbox)
        }
        append("{\"at\":17954568")
        #expect(await view(try opened()) == before)
        #expect(try contents().last == UInt8(ascii: "\n"))
    }

    @Test func `only changes are kept, and no refused ones of strangers`() async throws {
        defer { unsafe unlink(path) }
        let sandbox = try opened()
        let empty = try contents()
        _ = await view(sandbox)
        _ = await sandbox.post("/access_codes/update_multiple", "{}")
        _ = await sandbox.post("/access_codes/update_multiple", "{\"common_code_key\":\"x\"}", key: "seam_other")
        #expect(try contents() == empty)
    }

    @Test func `a file is for one sandbox at a time, and no other file is taken for one`() throws {
        defer { unsafe unlink(path) }
        let first = try StateFile.opened(at: path, options: TestSandbox.options())
        let taken = #expect(throws: SandboxError.self) {
            try StateFile.opened(at: path, options: TestSandbox.options())
        }
        #expect(taken?.message == "the state file \(path) is in use by another sandbox")
        withExtendedLifetime(first) {}
        let missing = "/tmp/no-such-folder-\(UInt64.random(in: .min ... .max))/state"
        let error = #expect(throws: SandboxError.self) {
            try StateFile.opened(at: missing, options: TestSandbox.options())
        }
        #expect(error?.message.hasPrefix("the state file \(missing) cannot be opened: ") == true)
    }

    @Test func `a file of something else is refused`() throws {
        defer { unsafe unlink(path) }
        _ = unsafe close(open(path, O_WRONLY | O_CREAT, 0o600))
        append("name,code\nIto,1234\n")
        let error = #expect(throws: SandboxError.self) {
            try StateFile.opened(at: path, options: TestSandbox.options())
        }
        #expect(error?.message == "the file \(path) is no state file of a sandbox; name another one")
    }
}
