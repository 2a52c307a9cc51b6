import Synchronization

@testable import SeamSandbox

/// A sandbox with a clock that stands still, waits that do not wait, and short ways to ask it.
final class TestSandbox: Sendable {
    struct Answer {
        let status: Int
        let headers: [String: String]
        let text: String
        let json: JSON

        var errorType: String? { json["error"]?["type"]?.text }
        var message: String? { json["error"]?["message"]?.text }
    }

    /// Monday 2026-11-23T18:00:00.000Z.
    static let start: Int64 = 1_795_456_800_000
    static let unknownID = "00000000-0000-4000-8000-000000000000"

    let sandbox: Sandbox
    private let waits = Waits()

    init(_ options: SandboxOptions = TestSandbox.options(), kept: StateFile.Opened? = nil) {
        let waits = waits
        let clock = SandboxClock(base: options.startInstant ?? Self.start) { 0 }
        sandbox = Sandbox(options: options, clock: clock, kept: kept) { waits.add($0) }
    }

    static func options(
        groups: Int = 6,
        devices: Int = 4,
        limits: SandboxRateLimits = .documented
    ) -> SandboxOptions {
        SandboxOptions(groups: groups, devices: devices, rngSeed: 7, rateLimits: limits, startInstant: start)
    }

    /// The milliseconds that were waited for, in their order.
    var waited: [Int64] { waits.all }

    /// Sends a request; nil when the connection was closed without an answer.
    func send(
        _ method: String,
        _ path: String,
        query: String = "",
        body: String = "",
        headers: [String: String] = ["authorization": "Bearer seam_sandbox_key", "content-type": "application/json"]
    ) async -> Answer? {
        let request = SandboxRequest(
            method: method,
            path: path,
            query: query,
            headers: headers.merging(["host": "127.0.0.1:9"]) { $1 },
            body: Array(body.utf8)
        )
        guard let reply = await sandbox.answer(request) else { return nil }
        return Answer(
            status: reply.status,
            headers: reply.headers.merging(["content-type": reply.contentType ?? ""]) { $1 },
            text: String(decoding: reply.body, as: UTF8.self),
            json: JSONParser.parse(reply.body) ?? .null
        )
    }

    /// Posts and expects an answer; a closed connection reads as status 0.
    func post(_ path: String, _ body: String = "{}", key: String = World.apiKey) async -> Answer {
        let headers = ["authorization": "Bearer \(key)", "content-type": "application/json"]
        return await send("POST", path, body: body, headers: headers)
            ?? Answer(status: 0, headers: [:], text: "", json: .null)
    }

    func advance(seconds: Int) async {
        _ = await post("/_sandbox/clock", "{\"advance_seconds\":\(seconds)}")
    }

    func devices(key: String = World.apiKey) async -> [JSON] {
        await post("/devices/list", key: key).json["devices"]?.elements ?? []
    }

    func codes(onDevice id: String, key: String = World.apiKey) async -> [JSON] {
        await post("/access_codes/list", "{\"device_id\":\"\(id)\"}", key: key).json["access_codes"]?.elements ?? []
    }

    /// Every code of a workspace, by door.
    func codes(key: String = World.apiKey) async -> [JSON] {
        var codes: [JSON] = []
        for device in await devices(key: key) {
            codes += await self.codes(onDevice: device["device_id"]?.text ?? "", key: key)
        }
        return codes
    }

    /// The members of a group as they are now.
    func members(_ key: String) async -> [JSON] {
        await codes().filter { $0["common_code_key"]?.text == key }
    }

    /// A group of two doors that was just made, with nobody inside yet.
    func madeGroup() async -> String {
        let ids = await devices().prefix(2).compactMap { $0["device_id"]?.text }
        let body = """
            {"device_ids":["\(ids[0])","\(ids[1])"],"name":"Made",
            "starts_at":"2026-11-24T15:00:00Z","ends_at":"2026-11-26T11:00:00Z"}
            """
        let answer = await post("/access_codes/create_multiple", body)
        return answer.json["access_codes"]?.elements?.first?["common_code_key"]?.text ?? ""
    }
}

/// The waits a sandbox asked for.
private final class Waits: Sendable {
    private let state = Mutex<[Int64]>([])

    var all: [Int64] { state.withLock { $0 } }

    func add(_ milliseconds: Int64) {
        state.withLock { $0.append(milliseconds) }
    }
}

extension JSON {
    subscript(name: String) -> JSON? { fields?[name] }
}
